import Foundation
import Testing

@testable import Commands

struct SharedFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func problem(_ path: String, mounts: String = "") -> String? {
        SharedFolder(of: path, mounts: mounts)?.problem
    }

    @Test(arguments: [
        ("/home/ab/Dropbox/Ostharz/dorf.anker", "Dropbox"), ("/home/ab/Dropbox (Institut)/dorf.anker", "Dropbox"),
        ("/home/ab/OneDrive - Uni/dorf.anker", "OneDrive"), ("/home/ab/Nextcloud/dorf.anker", "Nextcloud"),
        ("/home/ab/ownCloud/a/b/dorf.anker", "ownCloud"), ("/home/ab/Google Drive/dorf.anker", "Google Drive"),
        ("/Users/ab/Library/Mobile Documents/com~apple~CloudDocs/dorf.anker", "iCloud"),
        ("/home/ab/Seafile/dorf.anker", "Seafile"),
    ])
    func knowsTheFoldersOfSynchronisersByTheirNames(path: String, name: String) {
        #expect(problem(path) == "is in a folder that \(name) synchronises")
    }

    @Test func anOrdinaryFolderIsNone() {
        #expect(problem("/home/ab/Studien/Dropbox-Umfrage/dorf.anker") == nil)
        #expect(problem("/home/ab/Studien/dorf.anker", mounts: "25 1 8:1 / / rw - ext4 /dev/sda1 rw") == nil)
    }

    @Test(arguments: [(".stfolder", "Syncthing"), (".sync_ab12.db", "Nextcloud"), (".owncloudsync.log", "ownCloud")])
    func knowsThemByTheFilesThatTheyLeave(file: String, name: String) throws {
        try Data().write(to: folder.url.appendingPathComponent(file))
        let deeper = folder.url.appendingPathComponent("a/b")
        try FileManager.default.createDirectory(at: deeper, withIntermediateDirectories: true)
        #expect(problem(deeper.appendingPathComponent("dorf.anker").path) == "is in a folder that \(name) synchronises")
    }

    /// The form of proc(5), `/proc/[pid]/mountinfo`.
    private let mounts = """
        25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        40 25 0:50 / /srv/team rw,relatime shared:2 - nfs4 server:/team rw,vers=4.2
        41 25 0:51 / /mnt/Uni\\040Laufwerk rw - cifs //server/x rw
        42 25 0:52 / /home/ab/fern rw - fuse.sshfs ab@server:/ rw
        43 40 8:2 / /srv/team/lokal rw - ext4 /dev/sdb1 rw
        """

    @Test(arguments: [
        ("/srv/team/dorf.anker", "nfs4"), ("/mnt/Uni Laufwerk/a/dorf.anker", "cifs"),
        ("/home/ab/fern/dorf.anker", "fuse.sshfs"),
    ])
    func knowsNetworkFoldersByWhatIsMountedThere(path: String, kind: String) {
        #expect(problem(path, mounts: mounts) == "is in a network folder (\(kind))")
    }

    @Test func theNearestMountCounts() {
        #expect(problem("/srv/team/lokal/dorf.anker", mounts: mounts) == nil)
        #expect(problem("/srv/teamwork/dorf.anker", mounts: mounts) == nil)
    }
}
