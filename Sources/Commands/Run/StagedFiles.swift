import FileFormats
import Foundation
import StudyModel

/// What one step writes, in a folder of its own until the step is done: so that a step that fails leaves what was there before.
struct StagedFiles: Sendable {
    private let folder: PipelineFolder
    private let stage: String
    private let outputs: [String]

    /// Makes the folder anew.
    init(_ folder: PipelineFolder, _ step: PipelineStep, number: Int) throws {
        self.folder = folder
        stage = "\(PipelineFolder.working)/stage-\(getpid())-\(number)"
        outputs = step.outputs
        try? FileManager.default.removeItem(atPath: folder.place(stage))
        for place in outputs.indices { try OutputFile.makeFolder(folder.place("\(stage)/\(place)")) }
    }

    /// Where a step writes what is meant for a path.
    private func staged(_ path: String) -> String {
        "\(stage)/\(outputs.firstIndex(of: path) ?? 0)/\(path.split(separator: "/").last ?? "output")"
    }

    /// A step's word with the path that it writes to.
    func argument(_ argument: PipelineStep.Argument) -> PipelineStep.Argument {
        guard argument.role == .output || argument.role == .outputFolder, let path = argument.value else { return argument }
        var argument = argument
        argument.value = staged(path)
        return argument
    }

    /// Where what is printed goes, for the system.
    func printed(to path: String) -> String { folder.place(staged(path)) }

    /// The files that were written, with the paths that they are meant for, sorted by these.
    func written() -> [(staged: String, path: String)] {
        outputs.enumerated().flatMap { place, output -> [(staged: String, path: String)] in
            let base = "\(stage)/\(place)/"
            let above = output.lastIndex(of: "/").map { String(output[...$0]) } ?? ""
            return folder.files("\(stage)/\(place)").map { ($0, above + $0.dropFirst(base.count)) }
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder.place(stage)) }
}
