import FileFormats
import Foundation
import Importers
import StudyModel
import StudyStore

/// The files that an import is about, each with the format it will be read as.
struct ImportList {
    struct Item: Sendable {
        var file: InputFile
        var format: ImportFormats.Match

        /// Bytes of the file with all that it is read together with.
        var size: Int {
            ([file] + file.companions).reduce(0) { sum, file in
                var info = stat()
                return stat(file.path, &info) == 0 ? sum + Int(info.st_size) : sum
            }
        }

        /// How many bytes a reading of it will take in.
        var bytesToRead: Int {
            if case .survey(let format) = format { size * format.passes } else { size }
        }
    }

    private(set) var items: [Item] = []
    /// Files in folders that no format fits.
    private(set) var leftOut: [Diagnostic] = []
    /// Whether one of them is missed: a structure that is read with its answers is not.
    var leavesOut: Bool { leftOut.contains { $0.severity != .note } }

    /// - Parameters:
    ///   - paths: files and folders; a folder is taken whole, its files in the order of their paths.
    ///   - format: the format that all of them are to be read as; nil where each is looked at.
    ///   - limits: for what is read of them to find out which belong together.
    /// - Throws: `Refusal` where a file that is named cannot be read or has no known format, or a folder holds none that has.
    init(_ paths: [String], as format: ImportFormats.Match?, limits: InputLimits) throws {
        var found: [Found] = []
        for path in paths {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                if format?.isProject ?? true, let project = ProjectFolder.file(in: path) {
                    found.append(try Self.look(at: project, given: format, folder: nil))
                    continue
                }
                if format?.isProject ?? true, let refusal = StudyFolder.refusal(of: path) { throw refusal }
                if let refusal = Self.refusal(ofCrate: path) { throw refusal }
                let files = FolderFiles(in: path)
                let inside = try withoutStructuresOfOthers(ProjectFolder.withoutParts(files.paths)).map {
                    try Self.look(at: InputFile(path: $0), given: format, folder: path)
                }
                leftOut += files.leftOut
                guard inside.contains(where: { $0.format != nil }) else {
                    leftOut.forEach(Output.report)
                    throw Refusal(
                        at: InputFile(path: path).place(), "is a directory without a file that can be read",
                        remedy: "name a file, or another folder")
                }
                found += inside
            } else {
                found.append(try Self.look(at: InputFile(path: path), given: format, folder: nil))
            }
        }
        for one in try Self.joined(found, limits) {
            if let format = one.format {
                items.append(Item(file: one.file, format: format))
            } else if one.folder == nil {
                throw Refusal(
                    at: one.file.place(), one.doubt?.message ?? "is of no format that can be read",
                    remedy: one.doubt?.remedy ?? "name one with --as: \(ImportFormats.names.joined(separator: ", "))")
            } else {
                leftOut.append(
                    .warning(
                        at: one.file.place(), "\((one.doubt?.message ?? "is of no format that can be read").text); left out",
                        remedy: one.doubt?.remedy))
            }
        }
    }

    /// Why an RO-Crate is not read as a folder of files: what lies in it says one thing in several forms.
    private static func refusal(ofCrate folder: String) -> Refusal? {
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        guard FileManager.default.fileExists(atPath: base + "ro-crate-metadata.json") else { return nil }
        let study = base + "study"
        return Refusal(
            at: InputFile(path: folder).place(), "is an RO-Crate",
            remedy: FileManager.default.fileExists(atPath: study + "/" + StudyFolder.fileName)
                ? "the study is in '\(study)': import that" : "name the files in it that are meant")
    }

    private struct Found {
        var file: InputFile
        /// Nil where none fits.
        var format: ImportFormats.Match?
        /// The folder that it was found in; nil for a file that was named.
        var folder: String?
        /// Why no format took it, where that can be told.
        var doubt: FileDoubt?
    }

    private static func look(at file: InputFile, given: ImportFormats.Match?, folder: String?) throws -> Found {
        var info = stat()
        guard stat(file.path, &info) != 0 || ![S_IFIFO, S_IFSOCK].contains(info.st_mode & S_IFMT) else {
            throw Refusal(at: file.place(), .noRegularFile, remedy: "write what comes from it to a file")
        }
        do {
            let head = try head(of: file)
            let format = given ?? ImportFormats.recognize(file, head: head)
            var file = file
            if case .survey(let format) = format { file.mark = format.mark(of: file, head: head) }
            if case .project(let format) = format { file.companions = format.companions(of: file) }
            let doubt = format == nil ? FileDoubt.about(file, head: head) : nil
            return Found(file: file, format: format, folder: folder, doubt: doubt)
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }

    /// With the files that make one survey as one.
    private static func joined(_ found: [Found], _ limits: InputLimits) throws -> [Found] {
        var found = found
        var seen: Set<String> = []
        for case .survey(let format)? in found.map(\.format) where seen.insert(format.name).inserted {
            let isOfFormat = found.map { $0.format?.name == format.name }
            let files = zip(found, isOfFormat).filter(\.1).map(\.0.file)
            let others = zip(found, isOfFormat).filter { !$0.1 }.map(\.0.file)
            let joined = try format.join(files, others: others, limits: limits)
            let companions = Set(joined.flatMap { $0.companions + $0.attachments }.map(\.path))
            let whole = Dictionary(joined.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
            found = found.compactMap { one in
                guard !companions.contains(one.file.path) else { return nil }
                var one = one
                one.file = whole[one.file.path] ?? one.file
                return one
            }
        }
        return found
    }

    /// The structure of a LimeSurvey survey that lies beside its archive or its answers is read with them, not by itself.
    private mutating func withoutStructuresOfOthers(_ paths: [String]) -> [String] {
        let all = Set(paths)
        return paths.filter { path in
            guard path.hasSuffix(".lss") else { return true }
            // LimeSurvey itself writes survey_123456.lss and survey_123456_responses.lsr.
            let stem = String(path.dropLast(4))
            let names = [".lsa", ".lsr", "_responses.lsr"].map { stem + $0 }
            guard let owner = names.first(where: all.contains) else { return true }
            leftOut.append(
                .note(
                    at: InputFile(path: path).place(), .belongsTo(InputFile(path: owner).name),
                    remedy: "name the file to read it alone"))
            return false
        }
    }

    /// The first 4 KiB.
    static func head(of file: InputFile) throws -> [UInt8] {
        try FileByteSource(path: file.path).readHead(4096)
    }
}

extension OriginalFile {
    /// - Parameter keepingContent: keeps the content itself, packed, beside its hash.
    init(_ file: InputFile, keepingContent: Bool) throws {
        do {
            let source = try FileByteSource(path: file.path)
            if keepingContent {
                let bytes = try source.readAll(limit: InputLimits().transcriptBytes)
                self.init(
                    name: file.name, hash: ContentHash(of: bytes), size: bytes.count,
                    deflated: try Deflate.pack(bytes, level: 1))
                return
            }
            let (hash, size) = try Self.measure(source)
            let others = try file.companions.map { try Self.measure(FileByteSource(path: $0.path)) }
            self.init(
                name: file.name, hash: ContentHash(over: [hash] + others.map(\.0)) ?? hash,
                size: others.reduce(size) { $0 + $1.1 }, deflated: nil)
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }

    /// The hash of what is left in a source, and how many bytes that is.
    private static func measure(_ source: FileByteSource) throws -> (ContentHash, Int) {
        var hasher = ContentHasher()
        var size = 0
        try source.forEachBlock { block in
            hasher.update(block)
            size += block.count
        }
        return (hasher.finalize(), size)
    }
}

extension Diagnostic.Message {
    fileprivate static func belongsTo(_ owner: String) -> Self { "is the structure of '\(owner)' and is read with it" }
}
