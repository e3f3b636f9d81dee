import Foundation
import Importers
import StudyModel

/// A folder of files that an export writes, beside whatever else lies there.
///
/// All of it is written below one name of its own first and then moved to its places, so that a killed export leaves the folder as it was, or as
/// good as done; the next export clears up behind it. Files that an earlier export wrote and that are no more are removed; no other is touched.
final class FolderDraft {
    private static let draftName = ".anker-new"
    private static let remedy = "check the path, its permissions and the room on the disk"

    private let folder: String
    private let form: FolderForm
    /// What an earlier export wrote there.
    private let earlier: Set<String>
    private(set) var files: [String] = []
    private var open: (file: String, descriptor: Int32)?
    private var made: Set<String> = []

    /// - Throws: `Refusal` where the folder cannot be made, or where another program wrote the file in it that names the others.
    init(_ folder: String, _ form: FolderForm) throws {
        self.form = form
        self.folder = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
        try OutputFile.makeFolder(folder)
        let head = "\(self.folder)/\(form.head)"
        earlier = Self.exists(head) ? try form.files(InputFile(path: head)).union([form.head]) : []
        try? FileManager.default.removeItem(atPath: draft)
        try OutputFile.makeFolder(draft)
    }

    deinit {
        if let open { close(open.descriptor) }
        try? FileManager.default.removeItem(atPath: draft)
    }

    private var draft: String { "\(folder)/\(Self.draftName)" }

    /// Opens a file, to which `append` writes from here on.
    func begin(_ file: String) throws {
        try end()
        open = (file, try create(file))
    }

    func append(_ bytes: [UInt8]) throws {
        guard let open else { return }
        try Output.write(bytes, to: open.descriptor)
    }

    /// Writes a whole file; another may be open meanwhile.
    func write(_ file: String, _ bytes: [UInt8]) throws {
        let descriptor = try create(file)
        defer { close(descriptor) }
        try Output.write(bytes, to: descriptor)
    }

    /// Moves everything to its place, the file that names the others last.
    ///
    /// - Returns: how many files of an earlier export are gone.
    func finish() throws -> Int {
        try end()
        for file in files where !earlier.contains(file) && Self.exists("\(folder)/\(file)") {
            throw Refusal(
                at: .init(file: file), "is in the folder already, and no export of a study wrote it",
                remedy: "name another folder, or move the file away")
        }
        let parts = Set((files + earlier).flatMap(CrateAddress.folders)).sorted()
        for part in parts { try checkPart(part) }
        for part in made.sorted() { try OutputFile.makeFolder("\(folder)/\(part)") }
        for file in files.filter({ $0 != form.head }) + [form.head] {
            guard rename("\(draft)/\(file)", "\(folder)/\(file)") == 0 else { throw refusal(file) }
        }
        let gone = earlier.subtracting(files).filter { unlink("\(folder)/\($0)") == 0 }
        // Only where nothing is left in them.
        for part in parts.reversed() { rmdir("\(folder)/\(part)") }
        return gone.count
    }

    /// The hash and the size in bytes of a file that was written; it is ended first.
    func content(of file: String) throws -> (hash: ContentHash, size: Int) {
        try end()
        let path = "\(draft)/\(file)"
        var info = stat()
        guard let hash = PipelineFolder.hash(of: path), stat(path, &info) == 0 else { throw refusal(file) }
        return (hash, Int(info.st_size))
    }

    private func end() throws {
        if let open { close(open.descriptor) }
        open = nil
    }

    private func create(_ file: String) throws -> Int32 {
        files.append(file)
        if let part = Self.folder(of: file), made.insert(part).inserted { try OutputFile.makeFolder("\(draft)/\(part)") }
        let descriptor = Foundation.open("\(draft)/\(file)", O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw refusal(file) }
        return descriptor
    }

    /// A link in the place of a folder would lead to somebody else's files.
    private func checkPart(_ part: String) throws {
        let name = String(part.dropLast())
        var info = stat()
        guard lstat("\(folder)/\(name)", &info) != 0 || info.st_mode & S_IFMT == S_IFDIR else {
            throw Refusal(at: .init(file: name), "is no folder", remedy: "move it away, or name another folder")
        }
    }

    private static func folder(of file: String) -> String? {
        file.lastIndex(of: "/").map { String(file[..<$0]) }
    }

    private static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    private func refusal(_ file: String) -> Refusal { Refusal(at: .init(file: file), .system(errno), remedy: Self.remedy) }
}
