import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct ActorExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the actors as CSV, as 'actor import' reads them.",
        discussion: """
            A row is an actor. Further names stand in 'alias[2]' and so on; each attribute has a column behind them, and a second value of \
            it one more. With --json: "wrote" and "actors".
            """)

    @OptionGroup var output: CSVFileOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let actors = try options.withStudy { try $0.actors() }
        var csv = output.writer
        for name in ["name", "kind", "place", "reach", "case"] { csv.text(name) }
        let aliases = actors.map(\.aliases.count).max() ?? 0
        csv.headings("alias", count: max(1, aliases))
        var widths: [(name: String, count: Int)] = []
        for name in actors.attributeNames {
            let count = actors.compactMap { $0.attributes.first { $0.name == name }?.values.count }.max() ?? 1
            widths.append((name, count))
            csv.headings(ActorTable.heading(of: name), count: count)
        }
        csv.endRow()
        for actor in actors {
            for text in [actor.name, actor.kind, actor.place, actor.reach?.rawValue, actor.caseName] { csv.optional(text) }
            for index in 0..<max(1, aliases) { csv.optional(index < actor.aliases.count ? actor.aliases[index] : nil) }
            for (name, count) in widths {
                let held = actor.attributes.first { $0.name == name }
                for index in 0..<count {
                    guard let held, held.values.indices.contains(index) else { csv.empty(); continue }
                    csv.value(held.values[index], as: held.kind)
                }
            }
            csv.endRow()
        }
        try OutputFile.write(output.file, bytes: csv.bytes)
        try options.sayWritten(output.file, [("actor", actors.count)])
    }
}

extension CSVWriter {
    /// Heads columns for several values of one thing: `alias`, `alias[2]`.
    mutating func headings(_ name: String, count: Int) {
        for number in 0..<count { text(number == 0 ? name : "\(name)[\(number + 1)]") }
    }

    mutating func optional(_ text: String?) {
        if let text { self.text(text) } else { empty() }
    }
}
