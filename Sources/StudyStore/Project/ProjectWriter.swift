import Foundation
import GRDB
package import StudyModel

/// Writes a project of another program into a study as its parts arrive.
///
/// A thing is known again by the id that the file gives it, else by what it is: a code, case or coder by its name, a text by
/// name and words, a coding by place, code and coder. So the same file a second time adds nothing. Where an id is taken by
/// something else, the new thing has the one that follows from its content. What stands in the study is never changed.
package struct ProjectWriter {
    var change: Change
    var outcome = ProjectOutcome()
    let transcripts: TranscriptWriter
    let passageRows: ProjectPassages
    var coders: [Named] = []
    var codes: [Held<Code>] = []
    var attributes: [FoundAttribute] = []
    /// The cases that sources belong to, by the keys of these.
    var cases: [String: Held<Case>] = [:]
    /// What is noted with a memo that comes later, by that one's key.
    var noted: [String: [MemoSpot]] = [:]
    /// The number that was given last behind a name of sources.
    var sourceNumbers: [String: Int] = [:]
    /// Passages that were made for a memo, or for a coding that lies elsewhere by now.
    var uncoded: Set<Int64> = []
    /// The rows of codes and cases by their ids in the project.
    var codeRows: [String: Int64] = [:]
    var caseRows: [String: Int64] = [:]
    /// Writes the rows that stand beside the project; nil where there are none.
    var side: PortableWriter?
    /// In which language definitions of codes are kept.
    let language: String

    struct Named {
        var row: Int64
        var name: String
    }

    struct Held<Entity> {
        var row: Int64
        var id: Identifier<Entity>
    }

    init(_ change: Change, _ transcripts: TranscriptWriter, _ rows: BulkRows) throws {
        self.change = change
        self.transcripts = transcripts
        passageRows = try ProjectPassages(change.db, rows)
        language = try Study.codebook(change.db).languages.first ?? ""
    }

    package mutating func add(_ part: ProjectPart) throws {
        switch part {
        case .head(let head): try begin(head)
        case .rows(let rows): try add(rows)
        case .original(let original): try side?.add(original)
        case .source(let source): try add(source)
        case .memo(let memo):
            // Its words may name a coding.
            try passageRows.flush(event: change.event)
            try add(memo, on: noted.removeValue(forKey: memo.key) ?? [.study])
        case .tail(let tail): try end(tail)
        }
    }

    private mutating func end(_ tail: ProjectTail) throws {
        for (kind, count) in tail.leftOut { leaveOut(kind, count) }
        leaveOut("reference to a memo that is not there", noted.values.reduce(0) { $0 + $1.count })
        outcome.diagnostics += tail.diagnostics
        try passageRows.flush(event: change.event)
        try endRows()
        try Passages.deleteBare(uncoded, in: change.db)
    }

    mutating func leaveOut(_ kind: String, _ count: Int = 1) {
        if count > 0 { outcome.leftOut[kind, default: 0] += count }
    }

    mutating func know(_ kind: String, _ count: Int = 1) {
        if count > 0 { outcome.known[kind, default: 0] += count }
    }

    func coder(_ place: Int?) -> Named {
        place.map { coders[$0] } ?? Named(row: change.coder, name: change.coderName)
    }

    /// The row that has this id.
    func row<Entity>(of id: Identifier<Entity>?, in table: String) throws -> Int64? {
        guard let id else { return nil }
        let find = try change.db.cachedStatement(sql: "SELECT id FROM \(table.quotedDatabaseIdentifier) WHERE uuid = ?")
        return try Int64.fetchOne(find, arguments: [id.data])
    }

    private mutating func begin(_ head: ProjectHead) throws {
        (outcome.format, outcome.program, outcome.name) = (head.format, head.program, head.name)
        coders = try head.coders.map { try add($0) }
        try add(head.codes)
        for (code, held) in zip(head.codes, codes) {
            if let id = code.id { codeRows[id.description] = held.row }
        }
        attributes = try head.attributes.map { try add($0) }
        for one in head.cases { try add(one) }
    }

    /// A coder is one of the study's by the own id, or by today's or an earlier name.
    private func add(_ coder: ProjectCoder) throws -> Named {
        let db = change.db
        let id = coder.uuid.map { Identifier<Coder>($0) }
        if let row = try row(of: id, in: "coder") { return Named(row: row, name: try Study.coderName(row, in: db)) }
        let row = try Study.coderRow(db, coder.name, id: id)
        return Named(row: row, name: try Study.coderName(row, in: db))
    }
}
