import ArgumentParser
import Exporters
import FileFormats
import Foundation
import Importers
import StudyModel

/// What the last run of a pipeline read and made, as a crate.
struct PipelineCrate {
    private let folder: PipelineFolder
    private let lock: PipelineLock
    private let content: Set<CrateContent>
    private let outputs: Set<String>

    /// - Throws: `Refusal` where there was no run, or `ExitCode.notDone` after the files were listed that are others than it left.
    init(of folder: PipelineFolder, with content: Set<CrateContent>) throws {
        guard let lock = try folder.lock() else {
            throw Refusal(
                at: .init(file: folder.lockName), "there is no such file, so there was no run",
                remedy: "build it with 'anker run' first")
        }
        (self.folder, self.lock, self.content) = (folder, lock, content)
        outputs = Set(lock.steps.flatMap(\.outputs.keys))
        let flaws = flaws
        flaws.forEach(Output.report)
        guard flaws.isEmpty else { throw ExitCode.notDone }
    }

    /// Every file that a step read or wrote, as it was left; sorted.
    private var files: [(path: String, hash: ContentHash)] {
        var hashes: [String: ContentHash] = [:]
        for step in lock.steps { hashes.merge(step.inputs.merging(step.outputs) { $1 }) { $1 } }
        return hashes.map { ($0.key, $0.value) }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private var flaws: [Diagnostic] {
        let found = folder.hashes(files.map(\.path))
        var taken: [String: String] = [:]
        return files.compactMap { path, hash in
            let place = Diagnostic.Place(file: path)
            if let now = found[path], now != hash {
                return .error(at: place, .changed(folder.lockName), remedy: "build it with 'anker run' first")
            }
            guard let target = target(of: path) else { return nil }
            if found[path] == nil {
                return .error(at: place, "there is no such file", remedy: "build it with 'anker run' first")
            }
            if let other = taken.updateValue(path, forKey: target) {
                return .error(at: place, .samePlace(other, target), remedy: "give one of them another name")
            }
            return nil
        }
    }

    /// Where a file goes in the crate; nil where it does not. What lies above the pipeline's folder comes into the same folder as what lies in it.
    private func target(of path: String) -> String? {
        let isOutput = outputs.contains(path)
        guard content.contains(isOutput ? .outputs : .inputs) else { return nil }
        let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
        return (isOutput ? "outputs/" : "inputs/") + parts.joined(separator: "/")
    }

    func write(_ about: CrateOptions, to draft: FolderDraft) throws -> (crate: ResearchCrate, draft: FolderDraft) {
        var crate = about.crate(title: about.title ?? "", study: lock.study)
        (crate.journal, crate.isRun) = (lock.journal, true)
        (crate.doer, crate.time) = (.init(name: lock.coder), Self.stamp(lock.time))
        for name in [folder.file.name, folder.lockName] {
            try copy(folder.place(name), to: name, draft)
            let (hash, size) = try draft.content(of: name)
            crate.files.append(.init(name: name, path: name, hash: hash, size: size))
        }
        var places: [String: Int] = [:]
        for (path, hash) in files {
            let target = target(of: path)
            if let target { try copy(folder.place(path), to: target, draft) }
            places[path] = crate.files.count
            let size = (try? FileManager.default.attributesOfItem(atPath: folder.place(path))[.size]) as? Int
            crate.files.append(.init(name: path, path: target, hash: hash, size: size))
        }
        crate.steps = lock.steps.map { step in
            let places = [step.inputs, step.outputs].map { $0.keys.compactMap { places[$0] }.sorted() }
            return .init(
                name: step.name, command: (["anker"] + step.words).map(ShellWord.quoted).joined(separator: " "),
                program: step.program,
                study: step.study != nil ? .reads : Self.changes(step.words) ? .changes : .none, inputs: places[0],
                outputs: places[1])
        }
        return (crate, draft)
    }

    private static func changes(_ words: [String]) -> Bool {
        (1...2).contains { PipelineCommands.changing.contains(words.prefix($0).joined(separator: " ")) }
    }

    private func copy(_ path: String, to target: String, _ draft: FolderDraft) throws {
        try draft.begin(target)
        try InputFile(path: path).naming {
            try FileByteSource(path: path).forEachBlock { try draft.append(Array($0)) }
        }
    }

    private static func stamp(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }
}

extension Diagnostic.Message {
    fileprivate static func changed(_ lock: String) -> Self { "is another than in \(lock)" }
    fileprivate static func samePlace(_ other: String, _ target: String) -> Self {
        "would be '\(target)' in the crate, and so would '\(other)'"
    }
}
