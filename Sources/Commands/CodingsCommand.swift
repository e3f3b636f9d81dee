import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct CodingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codings", abstract: "List the codings in reading order.",
        discussion: """
            A coding whose passage has no place in the newest text of its source is quoted from the revision in which it stood, behind \
            the others of the source; 'anker sources resolve' settles it.

            With --json each line has the shape that 'anker code --from' reads, with the coding's id, turn and quote added, with the \
            "revision" of the source in which the passage stands and its "state": placed, changed (a part of the words was edited since \
            they were coded), ambiguous or lost.
            """)

    @Option(name: .long, help: ArgumentHelp("Only those in this source.", valueName: "name"), completion: .names(of: .source))
    var source: String?

    @Option(name: .long, help: ArgumentHelp("Only those with this code.", valueName: "name"), completion: .names(of: .code))
    var code: String?

    @Option(
        name: [.customLong("by")], help: ArgumentHelp("Only those by this coder.", valueName: "name"),
        completion: .names(of: .coder))
    var coder: String?

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Only those of this case.", valueName: "name"),
        completion: .names(of: .`case`))
    var caseName: String?

    @OptionGroup var chosen: WhereOptions
    @OptionGroup var options: StudyOptions

    /// The name of the code, where one is wanted.
    ///
    /// A name that the study does not know would find nothing, and look like a result.
    private func checkedCode(_ study: Study) throws -> String? {
        if let source { _ = try study.text(of: source) }
        // A code may be named by its path here, as everywhere.
        return try code.map { try study.codebook().code(required: $0).name }
    }

    func run() throws {
        try options.withStudy { study in
            let code = try checkedCode(study)
            let filter = CodingFilter(
                source: source, code: code, coder: coder, caseName: caseName, rows: try chosen.codings(in: study))
            var output = BufferedOutput()
            var line = JSONWriter()
            var rows: [[DataTable.Cell]] = []
            try study.forEachCoding(filter) { coding in
                guard options.json else {
                    rows.append([
                        .text(coding.citation.description), .text(coding.placeInWords), .text(coding.code),
                        .text(coding.coder),
                        .text(coding.quote.shortened(to: 60)),
                    ])
                    return
                }
                line.removeAll()
                coding.write(to: &line)
                try output.line(line)
            }
            if !options.json {
                try Output.write(
                    DataTable(
                        name: "codings", title: "Codings",
                        columns: [
                            .init("place", .string, "source and turn"),
                            .init("range", .string, "Unicode scalars; the state, where it is not placed"),
                            .init("code", .string, "code"),
                            .init("coder", .string, "coder"), .init("quote", .string, "the first 60 characters"),
                        ], rows: rows
                    ).terminalText().utf8)
            }
            try output.flush()
        }
    }
}

extension Coding {
    /// The range, with the state where it is not that of most codings.
    fileprivate var placeInWords: String {
        switch state {
        case .placed: range.description
        case .changed: "\(range) changed"
        case .ambiguous, .lost: "\(range) \(state.rawValue), revision \(revision)"
        }
    }

    /// The shape that `anker code --from` reads, with id, turn and quote.
    func write(to line: inout JSONWriter) {
        line.beginObject()
        line.member("id", id.description)
        line.member("source", source)
        line.member("case", caseName)
        line.member("turn", turn)
        line.key("range")
        line.range(range)
        line.member("codes", [code])
        line.member("coder", coder)
        line.member("weight", weight)
        line.member("quote", quote)
        line.member("time", time)
        line.member("revision", revision)
        line.member("state", state.rawValue)
        line.endObject()
    }
}

extension String {
    /// On one line, and cut with an ellipsis where it is longer than `length` characters.
    func shortened(to length: Int) -> String {
        let line = split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > length ? line.prefix(length - 1) + "…" : line
    }
}
