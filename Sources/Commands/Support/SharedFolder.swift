import Foundation
import StudyModel

/// A folder that other programs or computers write to as well, in which a study can be damaged or split into two.
struct SharedFolder: Hashable {
    /// What shares it, as in `is in a folder that Dropbox synchronises`.
    let problem: String

    /// Nil where nothing is known of the folder that `path` lies in.
    ///
    /// - Parameters:
    ///   - path: a file.
    ///   - mounts: the system's list of what is mounted where, as in `/proc/self/mountinfo`.
    init?(of path: String, mounts: String? = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) {
        let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
        if let name = Self.synchroniser(of: folder) {
            problem = "is in a folder that \(name) synchronises"
        } else if let kind = Self.mountKind(of: folder.path, in: mounts ?? ""), Self.networkKinds.contains(kind) {
            problem = "is in a network folder (\(kind))"
        } else {
            return nil
        }
    }

    /// Tells a command's user that the study that it wrote to lies in such a folder.
    static func warn(of path: String) {
        guard let folder = SharedFolder(of: path) else { return }
        Output.report(
            .warning(
                at: .init(file: URL(fileURLWithPath: path).lastPathComponent), Diagnostic.Message(folder.problem),
                remedy: """
                    it can be damaged there, or split in two, when more than one computer writes to it
                    keep it in a folder of this computer, and put copies there with 'anker backup'
                    """))
    }

    /// Names that their programs give to the folder, and files that they leave in it.
    private static let synchronisers: [(name: String, folders: [String], files: [String])] = [
        ("Dropbox", ["Dropbox", "Dropbox (*"], [".dropbox", ".dropbox.cache"]),
        ("OneDrive", ["OneDrive", "OneDrive - *"], []),
        ("Nextcloud", ["Nextcloud", "Nextcloud2"], [".nextcloudsync.log", ".sync_*.db", "._sync_*.db"]),
        ("ownCloud", ["ownCloud", "ownCloud2"], [".owncloudsync.log"]),
        ("Google Drive", ["Google Drive", "GoogleDrive", "GoogleDrive-*", "My Drive"], [".tmp.drivedownload"]),
        ("iCloud", ["com~apple~CloudDocs", "iCloud Drive", "iCloudDrive"], []),
        ("Syncthing", [], [".stfolder"]),
        ("Seafile", ["Seafile"], []),
        ("pCloud", ["pCloudDrive"], []),
        ("MEGA", ["MEGA", "MEGAsync"], []),
    ]

    private static func synchroniser(of folder: URL) -> String? {
        var folder = folder
        while folder.path != "/" {
            let name = folder.lastPathComponent
            for one in synchronisers {
                if one.folders.contains(where: { fits(name, $0) }) { return one.name }
                if one.files.contains(where: { isThere($0, in: folder) }) { return one.name }
            }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }

    private static func isThere(_ pattern: String, in folder: URL) -> Bool {
        guard pattern.contains("*") else {
            return FileManager.default.fileExists(atPath: folder.appendingPathComponent(pattern).path)
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.contains { fits($0, pattern) }
    }

    /// One `*` stands for any words.
    private static func fits(_ name: String, _ pattern: String) -> Bool {
        guard let star = pattern.firstIndex(of: "*") else { return name == pattern }
        let (head, tail) = (pattern[..<star], pattern[pattern.index(after: star)...])
        return name.count >= head.count + tail.count && name.hasPrefix(head) && name.hasSuffix(tail)
    }

    private static let networkKinds: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "ncpfs", "davfs", "9p", "glusterfs", "fuse.sshfs",
        "fuse.rclone", "fuse.glusterfs", "fuse.davfs", "fuse.davfs2", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.smbnetfs",
        "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.ceph-fuse",
    ]

    /// The kind of the file system that is mounted nearest above, in the form `36 35 98:0 / /mnt rw - ext4 /dev/sda1 rw`;
    /// of two that are mounted at one place, the later. Source: proc(5).
    private static func mountKind(of path: String, in mounts: String) -> String? {
        var nearest: (place: String, kind: String)?
        for line in mounts.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 1 < words.count else { continue }
            let place = words[4].replacingOccurrences(of: "\\040", with: " ")
            guard path == place || path.hasPrefix(place == "/" ? "/" : place + "/") else { continue }
            if place.utf8.count >= nearest?.place.utf8.count ?? 0 { nearest = (place, String(words[dash + 1])) }
        }
        return nearest?.kind
    }
}
