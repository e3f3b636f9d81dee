import Foundation
import GRDB
import StudyModel

extension ProjectWriter {
    /// Takes in rows that stand beside the project; they come with all that belongs to them, and the project itself then finds its texts there.
    mutating func add(_ rows: ProjectRows) throws {
        let side = try side ?? beginRows(rows.form)
        var rows = rows
        switch rows.table {
        case "sources": try nameSources(&rows)
        case "revisions": try measureTexts(&rows)
        case "memos", "memo_links":
            // Links that were found in the words lead where the file says.
            try change.db.cachedStatement(sql: "DELETE FROM memoLink WHERE event = ? AND ?")
                .execute(arguments: [change.event, rows.table == "memos"])
        default: break
        }
        let outcome = try side.add(rows)
        for (what, count) in outcome.added.sorted(by: { $0.key < $1.key }) { change.count(what, count) }
        if rows.form == .beside {
            leaveOut("row of \(ProjectRows.fileName) about what the study does not have", outcome.unplaced)
        }
    }

    private mutating func beginRows(_ form: ProjectRows.Form) throws -> PortableWriter {
        try change.willTakeRows()
        let made = try PortableWriter(change, form, codes: codeRows, cases: caseRows)
        side = made
        return made
    }

    /// Gives each source a name that no other source of the study has, in the column `free_name`.
    private mutating func nameSources(_ rows: inout ProjectRows) throws {
        guard let name = rows.columns.firstIndex(of: "name"),
            let key = rows.columns.firstIndex(of: rows.form == .whole ? "id" : "source")
        else { return }
        rows.columns.append("free_name")
        for place in rows.rows.indices where rows.rows[place].count > max(name, key) {
            var free = rows.rows[place][name]
            // An open answer of a whole study has no id.
            if case .text(let given) = free, case .text(let id) = rows.rows[place][key],
                try row(of: Source.ID(parsing: id), in: "source") == nil
            {
                let taken = try freeSourceName(given)
                if taken != given { outcome.notes.append(.renamedSource(given, taken)) }
                free = .text(taken)
            }
            rows.rows[place].append(free)
        }
    }

    /// Puts the length of each text into the column `length`.
    ///
    /// - Throws: `StudyError` where a text is not the one that the rows are about.
    private func measureTexts(_ rows: inout ProjectRows) throws {
        guard let text = rows.columns.firstIndex(of: "text"), let hash = rows.columns.firstIndex(of: "hash") else { return }
        rows.columns.append("length")
        for place in rows.rows.indices where rows.rows[place].count > max(text, hash) {
            guard case .text(let words) = rows.rows[place][text] else {
                rows.rows[place].append(.empty)
                continue
            }
            guard rows.rows[place][hash] == .text(ContentHash(of: words.utf8).description) else { throw StudyError.otherText }
            rows.rows[place].append(.integer(words.unicodeScalars.count))
        }
    }

    /// Completes what the rows brought, when all that lies on it has come.
    mutating func endRows() throws {
        guard let side else { return }
        guard side.problems.isEmpty else { throw Refusals(firstOf: side.problems) }
        uncoded.formUnion(side.barePassages)
        try FullText.follow(side.newSources, in: change.db)
        let texts = try Bool.fetchOne(
            change.db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM source s WHERE s.event = ?1 AND NOT EXISTS (SELECT 1 FROM revision WHERE source = s.id))
                  OR EXISTS (SELECT 1 FROM (
                    SELECT c.lower, c.turn, lag(c.upper) OVER w AS before, lag(c.turn) OVER w AS turnBefore
                    FROM cue c JOIN revision r ON r.id = c.revision WHERE r.event = ?1 WINDOW w AS (PARTITION BY c.revision ORDER BY c.number))
                    WHERE lower < before OR turn < turnBefore OR turn > coalesce(turnBefore, 0) + 1)
                  OR EXISTS (SELECT 1 FROM cue c JOIN revision r ON r.id = c.revision WHERE r.event = ?1 AND c.upper > r.length)
                """, arguments: [change.event])
        guard texts != true else { throw StudyError.brokenTexts(in: side.form) }
        try settleTies()
    }

    /// A tie rests on what came with it; one of which nothing has a place here goes.
    ///
    /// - Throws: `Refusal` where that is so in a whole study.
    private mutating func settleTies() throws {
        try change.db.execute(
            sql: """
                UPDATE tie SET leadingEvidence = (SELECT min(number) FROM evidence WHERE tie = tie.id)
                WHERE event = ?1 AND EXISTS (SELECT 1 FROM evidence WHERE tie = tie.id)
                  AND NOT EXISTS (SELECT 1 FROM evidence WHERE tie = tie.id AND number = leadingEvidence)
                """, arguments: [change.event])
        try change.db.execute(
            sql: "DELETE FROM tie WHERE event = ?1 AND NOT EXISTS (SELECT 1 FROM evidence WHERE tie = tie.id)",
            arguments: [change.event])
        let gone = change.db.changesCount
        if gone > 0, side?.form == .whole { throw Refusal(.withoutEvidence(gone)) }
        if gone > 0 { change.count("ties", -gone) }
        leaveOut("tie of which no evidence has a place", gone)
    }
}

extension Diagnostic {
    fileprivate static func withoutEvidence(_ ties: Int) -> Diagnostic {
        let table = ProjectRows.file(of: "tie_evidence")
        return .error(
            at: .init(file: table), ties == 1 ? "has no evidence of one tie" : "has no evidence of \(ties) ties",
            remedy: "put its lines back, or take those ties out of \(ProjectRows.file(of: "ties"))")
    }
}

extension StudyError {
    private static let remedy =
        "export the project again, or take that file out of the package to import what the project itself holds"

    fileprivate static var otherText: StudyError {
        StudyError("a text of the project is not the one that \(ProjectRows.fileName) is about", remedy: remedy)
    }
    fileprivate static func brokenTexts(in form: ProjectRows.Form) -> StudyError {
        switch form {
        case .beside:
            StudyError("\(ProjectRows.fileName) says of a text what cannot be, or has none of a source", remedy: remedy)
        case .whole:
            StudyError(
                "cues.jsonl says of a text what cannot be, or revisions.jsonl has none of a source",
                remedy: "export the study again")
        }
    }
}
