import Foundation
import Importers
import StudyModel

/// The files in a folder and the folders below it, as an import takes them: links are followed, what is hidden is not meant, and what
/// cannot be looked at is said.
struct FolderFiles {
    /// In the order of their code points.
    private(set) var paths: [String] = []
    /// What is missed, each with why.
    private(set) var leftOut: [Diagnostic] = []
    /// The folders that are open, from the outermost, so that a link that leads back into one of them is not followed.
    private var open: Set<Identity> = []

    private struct Identity: Hashable {
        let device: dev_t
        let number: ino_t
    }

    init(in folder: String) {
        var info = stat()
        guard stat(folder, &info) == 0 else { return }
        walk(folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder, info)
        paths.sort { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        leftOut.sort { ($0.place.file, $0.message.text) < ($1.place.file, $1.message.text) }
    }

    private mutating func walk(_ folder: String, _ info: stat) {
        let identity = Identity(device: info.st_dev, number: info.st_ino)
        guard open.insert(identity).inserted else { return }
        defer { open.remove(identity) }
        guard let names = Self.names(in: folder) else {
            return leave(folder, .system(errno), remedy: "check its permissions")
        }
        // Only where a table lies it is asked whether the folder is what is left of a study: submissions have folders by the thousand.
        if names.contains(where: { $0?.hasSuffix(".jsonl") ?? false }), let refusal = StudyFolder.refusal(of: folder) {
            return leave(folder, refusal.diagnostic.message, remedy: refusal.diagnostic.remedy)
        }
        for name in names {
            guard let name else {
                leave(
                    folder, "holds a file whose name is not UTF-8", remedy: "rename it, as 'convmv -f latin1 -t utf8' does")
                continue
            }
            guard !Self.isHidden(name) else { continue }
            look(at: folder + "/" + name)
        }
    }

    private mutating func look(at path: String) {
        var info = stat()
        guard stat(path, &info) == 0 else {
            return leave(
                path, errno == ENOENT || errno == ELOOP ? "is a link to nothing" : .system(errno),
                remedy: "fetch what it leads to, or name the files that are meant")
        }
        switch info.st_mode & S_IFMT {
        case S_IFREG: paths.append(path)
        case S_IFDIR: walk(path, info)
        default: leave(path, .noRegularFile, remedy: "write what comes from it to a file")
        }
    }

    private mutating func leave(_ path: String, _ why: Diagnostic.Message, remedy: String?) {
        leftOut.append(.warning(at: InputFile(path: path).place(), Diagnostic.Message("\(why.text); left out"), remedy: remedy))
    }

    /// - Returns: nil for each name that is not UTF-8; nil in place of all where the folder cannot be read, with `errno`.
    private static func names(in folder: String) -> [String?]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String?] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            names.append(name)
        }
        return names
    }

    /// What other programs leave in folders; studies with what lies beside them while they are open; and copies of them: of an older
    /// version, of before a repair or a run, and those that were asked for.
    private static func isHidden(_ name: String) -> Bool {
        // The first are locks of Word and Excel.
        name.hasPrefix(".") || name.hasPrefix("~$") || ["Thumbs.db", "desktop.ini", "Icon\r"].contains(name)
            || [".anker", ".anker-wal", ".anker-shm"].contains(where: name.hasSuffix)
            || [".anker.schema-", ".anker.before-repair-", ".anker.before-run-", ".anker.backup-"].contains {
                name.contains($0)
            }
    }
}

extension Diagnostic.Message {
    static let noRegularFile: Self = "is a pipe or a device, and no file"
}
