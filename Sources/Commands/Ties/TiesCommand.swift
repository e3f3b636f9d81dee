import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct TiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ties", abstract: "List the ties with what they rest on.",
        discussion: "With --json each line has the shape that 'anker tie add --from' reads.")

    @OptionGroup var options: StudyOptions

    func run() throws {
        let (ties, actors, evidence) = try options.withStudy { study in
            (try study.ties(), try study.actors(), options.json ? try EvidenceRows(study) : nil)
        }
        let names = Dictionary(uniqueKeysWithValues: actors.map { ($0.id, $0.name) })
        if let evidence {
            var output = BufferedOutput()
            for tie in ties { try output.line(tie.json(names, evidence)) }
            return try output.flush()
        }
        let table = DataTable(
            name: "ties", title: "Ties",
            columns: [
                .init("from", .string, "from whom"), .init("to", .string, "to whom"), .init("kind", .string, "kind"),
                .init("directed", .boolean, "whether it has a direction"), .init("sign", .string, "+ or -"),
                .init("reach", .string, "reach"),
                .init("strength", .number, "strength"), .init("first", .string, "first time"),
                .init("last", .string, "last time"),
                .init("coder", .string, "coder"), .init("evidence", .string, "citations"),
            ],
            rows: ties.map { tie in
                [
                    .text(names[tie.from] ?? ""), .text(names[tie.to] ?? ""), .text(tie.kind), .boolean(tie.isDirected),
                    .text(tie.sign.rawValue), .optional(tie.reach?.rawValue), tie.strength.map { .number($0) } ?? .empty,
                    .optional(tie.first), .optional(tie.last), .text(tie.coder),
                    .text(tie.evidence.map(\.citation.description).joined(separator: "; ")),
                ]
            })
        try Output.write(table.terminalText().utf8)
    }
}

extension Tie {
    /// The shape that `anker tie add --from` reads, with id and direction.
    fileprivate func json(_ names: [Actor.ID: String], _ rows: EvidenceRows) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("id", id.description)
        line.member("from", names[from])
        line.member("to", names[to])
        line.member("kind", kind)
        line.key("directed")
        line.boolean(isDirected)
        line.member("sign", sign.rawValue)
        line.member("reach", reach?.rawValue)
        if let strength {
            line.key("strength")
            line.number(strength)
        }
        line.member("first", first)
        line.member("last", last)
        line.member("coder", coder)
        rows.write(id, to: &line)
        line.endObject()
        return line
    }
}
