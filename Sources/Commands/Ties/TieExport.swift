import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct TieExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the ties as CSV, as 'tie import' reads them.",
        discussion: """
            A row is a place that a tie rests on, with the tie beside it: one that rests on three places has three rows. With --json: \
            "wrote" and "ties".
            """)

    @OptionGroup var output: CSVFileOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (ties, actors, evidence) = try options.withStudy { study in
            (try study.ties(), try study.actors(), try EvidenceRows(study))
        }
        let names = Dictionary(uniqueKeysWithValues: actors.map { ($0.id, $0.name) })
        var csv = output.writer
        let ofTie = ["from", "to", "kind", "directed", "sign", "reach", "strength", "first", "last", "coder"]
        let ofEvidence = ["source", "lower", "upper", "quote", "survey", "respondent", "question", "instance", "answer"]
        for name in ofTie + ofEvidence { csv.text(name) }
        csv.endRow()
        for tie in ties {
            for place in evidence[tie.id].sorted(by: inReadingOrder) {
                csv.tie(tie, names)
                for name in ofEvidence { csv.cell(place[name] ?? .empty) }
                csv.endRow()
            }
        }
        try OutputFile.write(output.file, bytes: csv.bytes)
        try options.sayWritten(output.file, [("tie", ties.count)])
    }
}

/// Passages by source and range, then answers.
private func inReadingOrder(_ left: [String: DataTable.Cell], _ right: [String: DataTable.Cell]) -> Bool {
    for name in ["survey", "source", "respondent", "question", "lower", "upper", "instance"] {
        switch (left[name] ?? .empty, right[name] ?? .empty) {
        case (.text(let left), .text(let right)) where left != right: return inNameOrder(left, right)
        case (.integer(let left), .integer(let right)) where left != right: return left < right
        case (.empty, .text): return true
        case (.text, .empty): return false
        default: continue
        }
    }
    return false
}

extension CSVWriter {
    fileprivate mutating func tie(_ tie: Tie, _ names: [Actor.ID: String]) {
        for text in [names[tie.from], names[tie.to], tie.kind] { optional(text) }
        boolean(tie.isDirected)
        text(tie.sign.rawValue)
        optional(tie.reach?.rawValue)
        if let strength = tie.strength { number(strength) } else { empty() }
        for text in [tie.first, tie.last, tie.coder] { optional(text) }
    }

    mutating func cell(_ cell: DataTable.Cell) {
        switch cell {
        case .boolean(let truth): boolean(truth)
        case .integer(let number): integer(number)
        case .number(let number): self.number(number)
        case .text(let text): self.text(text)
        case .empty: empty()
        }
    }
}
