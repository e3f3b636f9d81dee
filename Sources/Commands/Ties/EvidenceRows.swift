import FileFormats
import StudyModel
import StudyStore

/// What ties rest on, as the study's table of it says it: a passage, or who answered what.
struct EvidenceRows {
    private var rows: [String: [[String: DataTable.Cell]]] = [:]

    init(_ study: Study) throws {
        guard let table = Study.tables.first(where: { $0.header.name == "tie_evidence" }) else { return }
        let names = table.header.columns.map(\.name)
        try study.forEachRow(of: table) { cells in
            guard case .text(let tie)? = cells.first else { return }
            rows[tie, default: []].append(Dictionary(uniqueKeysWithValues: zip(names, cells)))
        }
    }

    /// The places of a tie, each by the names of the table's columns.
    subscript(tie: Tie.ID) -> [[String: DataTable.Cell]] { rows[tie.description] ?? [] }

    func write(_ tie: Tie.ID, to line: inout JSONWriter) {
        line.array("evidence", of: self[tie]) { line, row in
            for key in ["source", "survey", "respondent", "question", "answer", "quote"] {
                if case .text(let text)? = row[key] { line.member(key, text) }
            }
            // Most questions are asked once, and then it goes without saying.
            if case .integer(let instance)? = row["instance"], instance > 1 { line.member("instance", instance) }
            if case .integer(let lower)? = row["lower"], case .integer(let upper)? = row["upper"],
                let range = TextRange(lower, upper)
            {
                line.key("range")
                line.range(range)
            }
        }
    }
}
