import Foundation
import StudyModel
import StudyStore

/// How a study was behind some of the steps that build it, so that a run can go on from there instead of from the
/// beginning. Whether one is kept depends on the study alone, and on no clock.
///
/// A state is known by everything that went into it. States can be removed at any time.
struct StudyStates {
    /// A study of no more bytes is kept behind each step, since that takes no time; a larger one where it has grown by an eighth.
    private static let small = 8 << 20
    private let folder: PipelineFolder
    private var keptSize = 0
    /// By step: what its state is known by.
    private let keys: [ContentHash]
    private var states: String { folder.place("\(PipelineFolder.working)/states") }

    init(_ folder: PipelineFolder, _ pipeline: Pipeline, _ found: [String: [String: ContentHash]]) {
        self.folder = folder
        var text = [AnkerCommand.programVersion, String(pipeline.time), pipeline.coder, pipeline.study].joined(
            separator: "\0")
        keys = pipeline.building.map { step in
            let inputs = (found[step.name] ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)\0\($0.value)" }
            text += "\0\0" + (step.description + inputs).joined(separator: "\0")
            return ContentHash(of: Array(text.utf8))
        }
    }

    /// A state is called by what it is known by and the hash of its bytes, for one that a power cut left half is none.
    private func state(behind place: Int) -> (name: String, hash: ContentHash)? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: states)) ?? []
        guard let name = names.first(where: { $0.hasPrefix("\(keys[place])-") }) else { return nil }
        return ContentHash(hexadecimal: String(name.split(separator: "-")[1].prefix(64))).map { (name, $0) }
    }

    /// Puts the newest state from before a step to `path`, and says from which step on it is to be built; 0 where there is none.
    func resume(at path: String, before step: Int) throws -> Int {
        for place in (0..<step).reversed() {
            guard let state = state(behind: place) else { continue }
            Self.remove(path)
            do { try FileManager.default.copyItem(atPath: "\(states)/\(state.name)", toPath: path) } catch { continue }
            guard PipelineFolder.hash(of: path) == state.hash else {
                Self.remove("\(states)/\(state.name)")
                continue
            }
            return place + 1
        }
        return 0
    }

    /// Keeps the study as it is behind a step, where that is worth it.
    mutating func keep(_ path: String, after place: Int) throws {
        var info = stat()
        guard stat(path, &info) == 0 else { return }
        let size = Int(info.st_size)
        guard size <= Self.small || size > keptSize + keptSize / 8 else { return }
        keptSize = size
        try OutputFile.makeFolder(states)
        let draft = "\(states)/draft.anker"
        Self.remove(draft)
        // Without room for it the next run takes longer, and that is all.
        guard (try? FileManager.default.copyItem(atPath: path, toPath: draft)) != nil, let hash = PipelineFolder.hash(of: draft)
        else { return Self.remove(draft) }
        if let old = state(behind: place) { Self.remove("\(states)/\(old.name)") }
        rename(draft, "\(states)/\(keys[place])-\(hash).anker")
    }

    /// Removes the states that nothing leads to any more.
    func thin() {
        let known = Set(keys.map(\.description))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: states)) ?? []
        where !known.contains(String(name.prefix { $0 != "-" })) {
            Self.remove("\(states)/\(name)")
        }
    }

    /// Removes a study with what stands beside it while it is written to.
    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }
}
