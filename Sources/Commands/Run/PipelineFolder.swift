import Analysis
import FileFormats
import Foundation
import Importers
import StudyModel
import StudyStore

/// The folder of a pipeline: its files, by paths that begin there.
struct PipelineFolder: Sendable {
    /// The pipeline's own file, as it was named.
    let file: InputFile
    /// Empty for the folder in which the command runs.
    private let folder: String

    init(of path: String) {
        file = InputFile(path: path)
        folder = String(path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)])
    }

    /// Where the file lies, for the system.
    func place(_ path: String) -> String { folder + path }

    /// The whole path of the folder, where its commands run.
    var path: String { URL(fileURLWithPath: folder.isEmpty ? "." : folder).path }

    /// `anker.lock` beside `pipeline.yaml`, and a lock of its own beside each pipeline with another name.
    var lockName: String { PipelineLock.name(beside: file.name) }

    /// Where a run puts what only it needs; it can be removed at any time.
    static let working = ".anker-run"

    /// - Returns: nil where there is none yet.
    func lock() throws -> PipelineLock? {
        let lock = InputFile(path: place(lockName))
        guard FileManager.default.fileExists(atPath: lock.path) else { return nil }
        return try PipelineLock(json: lock)
    }

    /// The files behind a path: itself, those in a folder and its folders, those that a pattern fits; sorted, and none where there
    /// is nothing. In a folder they are those that an import takes.
    func files(_ path: String) -> [String] {
        expanded(path).flatMap { path -> [String] in
            var info = stat()
            guard stat(place(path), &info) == 0 else { return [] }
            return switch info.st_mode & S_IFMT {
            case S_IFDIR: inside(path)
            case S_IFREG: [path]
            // Of a pipe nobody knows whether anything will ever come.
            default: []
            }
        }
    }

    /// The paths that a pattern stands for, sorted; a path that is none stands for itself.
    ///
    /// So does a file whose own name reads like a pattern.
    func expanded(_ path: String) -> [String] {
        let isPattern = path.contains { "*?[".contains($0) } && !FileManager.default.fileExists(atPath: place(path))
        return isPattern ? matches(path) : [path]
    }

    private func matches(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        // The folder's own name is none.
        let escaped = folder.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        guard glob(escaped + pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
        let paths = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
        return paths.map { String($0.dropFirst(folder.count)) }.sortedByBytes
    }

    private func inside(_ path: String) -> [String] {
        FolderFiles(in: place(path)).paths.map { String($0.dropFirst(folder.count)) }.sortedByBytes
    }

    /// The hashes of files, on all cores; of those that cannot be read there is none.
    func hashes(_ paths: some Collection<String>) -> [String: ContentHash] {
        let paths = Array(Set(paths))
        let hashes = concurrently(paths.count) { index in Self.hash(of: place(paths[index])) as ContentHash?? }
        return Dictionary(
            uniqueKeysWithValues: zip(paths, hashes).compactMap { path, hash in (hash ?? nil).map { (path, $0) } })
    }

    static func hash(of path: String) -> ContentHash? {
        var hasher = ContentHasher()
        let isRead: Void? = try? FileByteSource(path: path).forEachBlock { hasher.update($0) }
        return isRead.map { hasher.finalize() }
    }

    /// The files that a step reads, sorted by input; never the pipeline's own.
    func inputs(of step: PipelineStep, _ pipeline: Pipeline) -> [String] {
        let own = [file.name, lockName, pipeline.study]
        return step.inputs.flatMap { input in files(input).filter { $0 == input || !own.contains($0) } }
    }

    /// What lies in the folder now.
    ///
    /// - Parameter isForced: whether a study that cannot be read is one of no pipeline, instead of an error.
    func found(_ pipeline: Pipeline, _ lock: PipelineLock?, isForced: Bool) throws -> PipelineReview.Found {
        let paths = Dictionary(uniqueKeysWithValues: pipeline.steps.map { ($0.name, inputs(of: $0, pipeline)) })
        let outputs = Set(lock?.steps.flatMap(\.outputs.keys) ?? [])
        let hashes = hashes(outputs.union(paths.values.joined()))
        return PipelineReview.Found(
            inputs: paths.mapValues { paths in
                Dictionary(paths.compactMap { path in hashes[path].map { (path, $0) } }) { first, _ in first }
            },
            outputs: hashes.filter { outputs.contains($0.key) },
            journal: isForced ? (try? journal(of: pipeline.study)) ?? nil : try journal(of: pipeline.study))
    }

    /// What the journal of a study ends with; nil where there is no such file.
    func journal(of study: String) throws -> ContentHash? { try look(into: study) { try $0.journalEnd() } }

    /// The hash of all that a study holds; nil where there is no such file.
    func content(of study: String) throws -> ContentHash? { try look(into: study) { try $0.contentHash() } }

    private func look(into study: String, _ body: (Study) throws -> ContentHash) throws -> ContentHash? {
        let path = place(study)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let study = try Study.open(path)
            let hash = try body(study)
            _ = try study.closeWhereThereIsRoom()
            return hash
        } catch let error as StudyError {
            let remedies = [error.remedy, "with 'anker run --force' it is built anew, and this one kept beside it"]
            throw Refusal(StudyError(error.problem, remedy: remedies.compactMap(\.self).joined(separator: "\n")), path: path)
        }
    }
}

extension [String] {
    /// The same on any machine, whatever its language.
    fileprivate var sortedByBytes: [String] { sorted { Array<UInt8>($0.utf8).lexicographicallyPrecedes($1.utf8) } }
}
