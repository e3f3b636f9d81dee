import StudyModel

extension PortableTable {
    /// Columns whose cells no two rows of a whole study share.
    var keys: [[String]] {
        let passage = ["source", "revision", "lower", "upper"]
        let answer = ["survey", "respondent", "question", "instance"]
        return switch name {
        case "study", "codebook": []
        case "former_coder_names": [["former"]]
        case "findings": [["finding"]]
        case "actor_kinds", "tie_kinds": [["kind"]]
        case "finding_texts": [["finding", "field", "language"]]
        case "code_texts": [["code", "field", "language"]]
        case "code_findings": [["code", "finding"]]
        case "actor_kind_texts": [["kind", "language"]]
        case "tie_kind_texts": [["kind", "field", "language"]]
        case "attributes": [["id"], ["subject", "name"]]
        case "attribute_values": [["case", "attribute", "instance"]]
        case "questions": [["id"], ["survey", "name"]]
        case "question_texts": [["survey", "question", "language"]]
        case "value_labels": [["survey", "question", "code", "scale", "language"]]
        case "missing_values": [["survey", "question", "code"]]
        case "question_findings": [["survey", "question", "code", "finding"]]
        case "respondents": [["survey", "respondent"]]
        case "responses", "no_answers", "occurrences": [answer]
        case "revisions": [["source", "revision"]]
        case "speakers": [["source", "speaker"]]
        case "cues": [["source", "revision", "cue"]]
        case "passages": [passage]
        case "earlier_places": [passage + ["earlier_revision"]]
        case "codings": [["id"], passage + ["code", "coder"]]
        case "actor_aliases": [["actor", "alias"]]
        case "actor_values": [["actor", "attribute", "instance"]]
        case "mentions": [passage + ["actor", "coder"]]
        case "ties", "memos": [["id"]]
        case "tie_evidence": [["tie", "number"]]
        case "memo_links": [["memo", "number"]]
        default: [["id"], ["name"]]
        }
    }
}

/// The rows of one table of a whole study that came so far, so that a second one about the same is found.
struct PortableKeys {
    enum Found {
        case first
        /// It says what a row before it says.
        case same
        /// The row at that line has the same in these columns, and another in some else.
        case other(line: Int, columns: [String])
    }

    /// Of the cells, 128 bits.
    private typealias Print = SIMD2<Int>

    private var table = ""
    /// Those of the table.
    private var keys: [[String]] = []
    private var rows: [Print: (line: Int, content: Print)] = [:]

    /// - Parameter places: of the columns, in `cells`.
    mutating func add(
        _ cells: [DataTable.Cell], at line: Int, of declared: PortableTable, columns: [String], _ places: [String: Int]
    )
        -> Found
    {
        if table != declared.name { (table, keys, rows) = (declared.name, declared.keys, [:]) }
        let content = Self.print(columns, cells, places)
        var found = Found.first
        for (number, key) in keys.enumerated() {
            guard key.contains(where: { column in places[column].map { cells[$0] != .empty } ?? false }) else { continue }
            var print = Self.print(key, cells, places)
            print.x &+= number
            guard let before = rows[print] else {
                rows[print] = (line, content)
                continue
            }
            guard before.content == content else { return .other(line: before.line, columns: key) }
            found = .same
        }
        return found
    }

    private static func print(_ columns: [String], _ cells: [DataTable.Cell], _ places: [String: Int]) -> Print {
        var (one, other) = (Hasher(), Hasher())
        other.combine(1)
        for column in columns {
            let cell = places[column].map { cells[$0] } ?? .empty
            if column == "id", case .text(let id) = cell {
                // Its digits may be large or small, with hyphens or without.
                let digits = id.lowercased().replacing("-", with: "")
                one.combine(digits)
                other.combine(digits)
            } else {
                one.combine(cell)
                other.combine(cell)
            }
        }
        return Print(one.finalize(), other.finalize())
    }
}
