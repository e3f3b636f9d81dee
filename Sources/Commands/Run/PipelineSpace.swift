import Foundation
import Importers
import StudyModel

/// The folder of a pipeline while it runs: for one run at a time, with a place for what only runs need.
struct PipelineSpace {
    private let descriptor: Int32

    /// - Throws: `Refusal` where another run is going on there.
    init(_ folder: PipelineFolder) throws {
        let path = folder.place(PipelineFolder.working)
        try OutputFile.makeFolder(path)
        let ignored = path + "/.gitignore"
        if !FileManager.default.fileExists(atPath: ignored) { try OutputFile.write(ignored, bytes: Array("*\n".utf8)) }
        descriptor = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Refusal(at: folder.file.place(), .system(errno), remedy: "check the permissions of its folder")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Refusal(
                at: folder.file.place(), "a pipeline of this folder is being run already", remedy: "wait until that run is done"
            )
        }
        // What a run that was killed left.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        where name.hasPrefix("stage-") || name.hasPrefix("said-") || name.hasPrefix("work-") {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    func leave() { close(descriptor) }
}
