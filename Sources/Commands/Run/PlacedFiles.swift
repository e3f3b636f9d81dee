import FileFormats
import Foundation
import StudyModel

/// Which files in the folder are a pipeline's own: those of its lock, and those that a run put there before it could say so.
///
/// Whatever else lies where something is to be written, or was changed since, stays: somebody's work may be in it.
struct PlacedFiles {
    private let folder: PipelineFolder
    private var own: [String: Set<ContentHash>] = [:]
    private let journal: String

    init(_ folder: PipelineFolder, lock: PipelineLock?) throws {
        self.folder = folder
        journal = folder.place("\(PipelineFolder.working)/placed")
        let lines = (try? String(contentsOfFile: journal, encoding: .utf8)) ?? ""
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let hash = ContentHash(hexadecimal: String(parts[0])) else { continue }
            own[String(parts[1]), default: []].insert(hash)
        }
        for step in lock?.steps ?? [] { for (path, hash) in step.outputs { own[path, default: []].insert(hash) } }
        if let lock, let end = lock.journal { own[lock.study, default: []].insert(end) }
    }

    /// Whether a file may be written over.
    func isOwn(_ path: String, _ hash: ContentHash) -> Bool { own[path]?.contains(hash) ?? false }

    /// Notes a file before it is put in its place, so that a run that is killed there finds its own work again.
    mutating func note(_ path: String, _ hash: ContentHash) throws {
        guard own[path, default: []].insert(hash).inserted else { return }
        let line = Array("\(hash) \(path)\n".utf8)
        let descriptor = open(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Refusal(at: .init(file: journal), .system(errno), remedy: "make room on the disk") }
        defer { close(descriptor) }
        try Output.writeBesideProgress(line, to: descriptor)
    }

    /// Moves a file of the stage to its place.
    ///
    /// - Throws: `Refusal` where something lies there that is not the pipeline's own.
    mutating func place(_ staged: String, as path: String, _ hash: ContentHash, isForced: Bool) throws {
        let (from, to) = (folder.place(staged), folder.place(path))
        if FileManager.default.fileExists(atPath: to), let there = PipelineFolder.hash(of: to) {
            if there == hash {
                unlink(from)
                return
            }
            guard isForced || isOwn(path, there) else {
                throw Refusal(
                    at: .init(file: path), "is there already, and not of this pipeline",
                    remedy: "move it away, or write over it with --force")
            }
        }
        try OutputFile.makeFolder(URL(fileURLWithPath: to).deletingLastPathComponent().path)
        try note(path, hash)
        try OutputFile.move(from, to: to, shownAs: path)
    }

    /// Removes a file that no step writes any more, where it is as it was written.
    func remove(_ path: String) {
        let place = folder.place(path)
        if let hash = PipelineFolder.hash(of: place), isOwn(path, hash) { unlink(place) }
    }
}
