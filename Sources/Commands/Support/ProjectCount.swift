import StudyModel
import StudyStore

/// Counts a project instead of storing it, as an empty study would take it in.
struct ProjectCount {
    private(set) var outcome = ProjectOutcome()
    /// How many things name a memo that comes by itself, by the memo's key.
    private var noted: [String: Int] = [:]
    /// What an empty study would leave out of what it has a place for.
    private var leftOut = ProjectTail()
    /// Whether texts, turns and attributes are told by rows.
    private var hasRows = false
    private var turn: [DataTable.Cell] = []
    private var attributes = 0
    /// The keys of texts that belong to a case.
    private var withCase: Set<String> = []

    private struct Coded: Hashable {
        var range: TextRange
        var code: Int
        var coder: Int?
    }

    mutating func add(_ part: ProjectPart) {
        switch part {
        case .head(let head): add(head)
        case .source(let source): add(source)
        case .memo(let memo): count("memos", noted.removeValue(forKey: memo.key) ?? 1)
        case .original: break
        case .rows(let rows):
            hasRows = true
            if let what = Self.countedTables[rows.table] { count(what, rows.rows.count) }
            // Beside a project these stand in its other parts.
            if rows.form == .whole, ["codes", "cases", "codings", "memos"].contains(rows.table) {
                count(rows.table, rows.rows.count)
            }
            if rows.table == "sources" { countSources(of: rows) }
            if rows.table == "cues" { countTurns(of: rows) }
        case .tail(let tail):
            if !hasRows { count("attributes", attributes) }
            var tail = tail
            for (kind, number) in leftOut.leftOut { tail.leaveOut(kind, number) }
            tail.leaveOut("reference to a memo that is not there", noted.values.reduce(0, +))
            outcome.leftOut = tail.leftOut
            outcome.diagnostics += tail.diagnostics
        }
    }

    private mutating func add(_ head: ProjectHead) {
        (outcome.format, outcome.program, outcome.name) = (head.format, head.program, head.name)
        count("codes", head.codes.count)
        count("cases", head.cases.count)
        attributes = head.attributes.count
        for code in head.codes { note(code.memos, code.memoKeys) }
        for one in head.cases {
            count("values", one.values.count)
            note(one.memos, one.memoKeys)
            for key in one.sources where !withCase.insert(key).inserted { leftOut.leaveOut(ProjectCase.furtherOfSource) }
        }
    }

    private mutating func add(_ source: ProjectSource) {
        if !hasRows {
            count("sources", 1)
            count("turns", source.transcript.turns.count)
        }
        count("values", source.values.count)
        // What is known of a text has its case, which is made where there is none.
        if !hasRows, !source.values.isEmpty, withCase.insert(source.key).inserted { count("cases", 1) }
        note(source.memos, source.memoKeys)
        leftOut.leaveOut(ProjectPassage.bare, source.barePassages)
        // What one coder coded twice at one place is one coding.
        var coded: Set<Coded> = []
        for passage in source.passages {
            note(passage.memos, passage.memoKeys)
            for coding in passage.codings {
                if !coded.insert(Coded(range: passage.range, code: coding.code, coder: coding.coder)).inserted {
                    leftOut.leaveOut(ProjectCoding.twin)
                }
                note(coding.memos, coding.memoKeys)
            }
        }
        count("codings", coded.count)
        outcome.diagnostics += source.transcript.diagnostics
    }

    private mutating func note(_ memos: [ProjectMemo], _ keys: [String]) {
        count("memos", memos.count)
        for key in keys { noted[key, default: 0] += 1 }
    }

    /// What the rows of tables are that stand beside a project, by the words of the journal.
    private static let countedTables = [
        "findings": "findings", "surveys": "surveys", "questions": "questions",
        "respondents": "respondents", "responses": "responses",
        "attributes": "attributes", "attribute_values": "values", "actor_values": "values", "actors": "actors", "ties": "ties",
        "mentions": "mentions", "queries": "queries",
    ]

    private mutating func countSources(of sources: ProjectRows) {
        guard let kind = sources.columns.firstIndex(of: "kind") else { return }
        let answers = sources.rows.count { $0[kind] == .text(Source.Kind.answer.rawValue) }
        count("answers", answers)
        count("sources", sources.rows.count - answers)
    }

    /// A turn goes over one cue or several that follow one another.
    private mutating func countTurns(of cues: ProjectRows) {
        let columns = ["source", "revision", "turn"].compactMap { cues.columns.firstIndex(of: $0) }
        for cells in cues.rows {
            let next = columns.map { cells[$0] }
            if next != turn { count("turns", 1) }
            turn = next
        }
    }

    private mutating func count(_ what: String, _ number: Int) {
        if number > 0 { outcome.added[what, default: 0] += number }
    }
}
