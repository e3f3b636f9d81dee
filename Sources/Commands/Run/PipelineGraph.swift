import Analysis
import StudyModel

/// The steps of a pipeline as DOT: an edge leads from a step to those that rest on it.
enum PipelineGraph {
    static func dot(of pipeline: Pipeline) -> String {
        var lines = ["digraph pipeline {", "  rankdir=LR;", "  node [shape=box];"]
        for step in pipeline.steps {
            let shape = step.command.changesStudy ? ", style=rounded" : ""
            let label = step.name == step.command.name ? step.name : "\(step.name)\n\(step.command.name)"
            lines.append("  \(quoted(step.name)) [label=\(quoted(label))\(shape)];")
        }
        let building = pipeline.building
        for (step, next) in zip(building, building.dropFirst()) {
            lines.append("  \(quoted(step.name)) -> \(quoted(next.name));")
        }
        let files = pipeline.filesBetween
        for step in pipeline.reading {
            let before = files[step.name] ?? []
            if let last = building.last, before.isEmpty { lines.append("  \(quoted(last.name)) -> \(quoted(step.name));") }
            for name in before { lines.append("  \(quoted(name)) -> \(quoted(step.name));") }
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// A quoted string of DOT, in which a new line is `\n`.
    private static func quoted(_ text: String) -> String {
        let inside = text.map { character in
            switch character {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            default: String(character)
            }
        }
        return "\"\(inside.joined())\""
    }
}
