import Foundation
import GRDB
import StudyModel

extension Study {
    /// Reads the newest texts of a study one after the other: transcripts and notes in the order of their names, then the open
    /// answers by survey, respondent and question.
    ///
    /// - Parameters:
    ///   - expression: one for the full-text index that holds of every text that is wanted; nil to read them all.
    ///   - body: takes a text that has units in the scope, and says whether to go on.
    /// - Throws: `StudyError` with a near name where the scope names what is not there.
    package func forEachText(
        in scope: SearchScope, holding expression: String?, _ body: (SearchedText) throws -> Bool
    ) throws {
        try read { db in
            let places = try SearchPlaces(scope, in: db)
            let reader = try SearchedTextReader(places, in: db)
            for (name, revision, caseName) in try places.named(holding: expression) {
                guard let text = try reader.read(revision, name, caseName) else { continue }
                guard try body(text) else { return }
            }
            guard scope.answers, !places.wantsVoices else { return }
            let answers = try places.answers(holding: expression)
            while try answers.step() {
                let caseName = answers.isNull(2) ? nil : answers.text(2)
                guard let text = try reader.read(answers.integer(1), answers.text(0), caseName) else { continue }
                guard try body(text) else { return }
            }
        }
    }
}

/// A scope with its names looked up.
private struct SearchPlaces {
    let scope: SearchScope
    let db: Database
    /// Rows of cases and questions; nil for all.
    private let cases: [Int64]?
    private let questions: [Int64]?
    /// With the codes under them; nil for all.
    let codes: [Int64]?

    /// Whether only what certain people say is wanted; answers have no speakers.
    var wantsVoices: Bool { !scope.speakers.isEmpty || !scope.roles.isEmpty }

    init(_ scope: SearchScope, in db: Database) throws {
        self.scope = scope
        self.db = db
        cases = try Self.rows(scope.caseNames, of: "case", in: db)
        questions = try Self.rows(scope.questions, of: "question", in: db)
        codes = scope.codes.isEmpty ? nil : try Self.codes(scope.codes, in: db)
        if !scope.speakers.isEmpty { _ = try Self.rows(scope.speakers, of: "speaker", in: db) }
    }

    private static func codes(_ names: [String], in db: Database) throws -> [Int64] {
        let codebook = try Study.codebook(db)
        let rows = try names.map { name in
            try Int64.fetchOne(db, sql: "SELECT id FROM code WHERE name = ?", arguments: [codebook.code(required: name).name])
        }
        return try Int64.fetchAll(
            db,
            sql: """
                WITH RECURSIVE below(id) AS (
                  SELECT id FROM code WHERE id IN (\(rows.compactMap(\.self).list))
                  UNION SELECT c.id FROM code c JOIN below b ON c.parent = b.id)
                SELECT id FROM below ORDER BY id
                """)
    }

    private static func rows(_ names: [String], of table: String, in db: Database) throws -> [Int64]? {
        guard !names.isEmpty else { return nil }
        return try names.flatMap { name in
            let key = name.normalizedName
            let rows = try Int64.fetchAll(db, sql: "SELECT id FROM \"\(table)\" WHERE name = ?", arguments: [key])
            guard rows.isEmpty else { return rows }
            let near = try key.nearest(among: String.fetchAll(db, sql: "SELECT DISTINCT name FROM \"\(table)\""))
            let list = table == "speaker" ? "see who speaks with 'anker show SOURCE'" : nil
            throw StudyError("no \(table) '\(name)'", remedy: near.map { "did you mean '\($0)'?" } ?? list)
        }
    }

    /// SQL for the newest texts and their sources; with an expression it begins at what the index finds, and the index holds
    /// only newest texts.
    private static func texts(_ expression: String?) -> String {
        expression == nil
            ? "source s JOIN revision r ON r.source = s.id AND r.number = (SELECT max(number) FROM revision WHERE source = s.id)"
            : "fulltext CROSS JOIN revision r ON r.id = fulltext.rowid CROSS JOIN source s ON s.id = r.source"
    }

    /// The sources with a name, in the order of their names.
    func named(holding expression: String?) throws -> [(name: String, revision: Int64, caseName: String?)] {
        guard scope.questions.isEmpty else { return [] }
        var found = try Row.fetchAll(
            db,
            sql: """
                SELECT s.name, r.id, c.name FROM \(Self.texts(expression)) AND s.name IS NOT NULL
                LEFT JOIN "case" c ON c.id = s."case" WHERE \(expression == nil ? "1" : "fulltext MATCH ?")\
                \(cases.map { " AND s.\"case\" IN (\($0.list))" } ?? "")
                """, arguments: expression.map { [$0] } ?? []
        ).map { (name: $0[0] as String, revision: $0[1] as Int64, caseName: $0[2] as String?) }
        if !scope.sources.isEmpty {
            let patterns = try scope.sources.map { try NamePattern($0, db) }
            found = found.filter { source in patterns.contains { $0.matches(source.name) } }
        }
        return found.sorted { inNameOrder($0.name, $1.name) }
    }

    /// Answers as name, revision and case.
    func answers(holding expression: String?) throws -> BulkStatement {
        let statement = try BulkStatement(
            db,
            """
            SELECT \(AnswerName.sql) AS name, r.id, c.name FROM \(Self.texts(expression)) AND s.name IS NULL
            JOIN respondent n ON n.id = s.respondent JOIN survey u ON u.id = n.survey JOIN question q ON q.id = s.question
            JOIN "case" c ON c.id = n."case"
            WHERE \(expression == nil ? "1" : "fulltext MATCH ?")\
            \(cases.map { " AND n.\"case\" IN (\($0.list))" } ?? "")\(questions.map { " AND s.question IN (\($0.list))" } ?? "")\
            \(scope.sources.isEmpty ? "" : " AND (\(scope.sources.map { _ in "\(AnswerName.sql) GLOB ?" }.joined(separator: " OR ")))")
            ORDER BY u.name, n.id, q.id, s.instance
            """)
        var position: Int32 = 1
        for text in [expression].compactMap(\.self) + scope.sources.map(NamePattern.glob) {
            statement.bind(position, copying: text)
            position += 1
        }
        return statement
    }
}

/// The name of a source, or a pattern with a star for any rest.
private struct NamePattern {
    private let parts: [Substring]

    init(_ pattern: String, _ db: Database) throws {
        let pattern = pattern.normalizedName
        parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count == 1 else { return }
        let isThere = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM source WHERE name = ?)", arguments: [pattern])
        if isThere == true { return }
        if try AnswerName.find(pattern, in: db) != nil { return }
        let near = try pattern.nearest(among: String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL"))
        throw StudyError.noSource(pattern, near: near)
    }

    func matches(_ name: String) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else {
            return parts.first.map { name == $0 } ?? false
        }
        guard name.hasPrefix(first), name.utf8.count >= first.utf8.count + last.utf8.count else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let place = rest.range(of: part) else { return false }
            rest = rest[place.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    /// The same for SQLite, in which more than the star is special.
    static func glob(_ pattern: String) -> String {
        pattern.normalizedName.replacing("[", with: "[[]").replacing("?", with: "[?]")
    }
}

/// Reads a text with the units of it that lie in a scope.
private struct SearchedTextReader {
    private let text: BulkStatement
    private let turns: BulkStatement
    private let passages: BulkStatement?
    private let scope: SearchScope
    private let wantsVoices: Bool

    init(_ places: SearchPlaces, in db: Database) throws {
        scope = places.scope
        wantsVoices = places.wantsVoices
        text = try BulkStatement(db, "SELECT text FROM revision WHERE id = ?")
        turns = try BulkStatement(
            db,
            """
            SELECT q.turn, min(q.lower), max(q.upper), p.name, p.role FROM cue q
            JOIN speakerTurn t ON t.revision = q.revision AND t.number = q.turn
            LEFT JOIN speaker p ON p.id = t.speaker WHERE q.revision = ? GROUP BY q.turn ORDER BY q.turn
            """)
        passages = try places.codes.map { codes in
            try BulkStatement(
                db,
                """
                SELECT lower, upper FROM passage p WHERE revision = ? AND state IN ('placed', 'changed')
                  AND EXISTS (SELECT 1 FROM coding WHERE passage = p.id AND code IN (\(codes.list)))
                ORDER BY lower, upper
                """)
        }
    }

    /// Nil where nothing of the text lies in the scope.
    func read(_ revision: Int64, _ name: String, _ caseName: String?) throws -> SearchedText? {
        defer {
            text.reset()
            turns.reset()
            passages?.reset()
        }
        let wanted = scope.turns?[revision]
        if scope.turns != nil && wanted == nil { return nil }
        text.bind(1, revision)
        guard try text.step() else { return nil }
        let indexed = IndexedText(Array(text.bytes(0)))
        var coded: [Range<Int>]?
        if let passages {
            var found: [Range<Int>] = []
            passages.bind(1, revision)
            while try passages.step() {
                found.append(
                    indexed.offset(ofScalar: Int(passages.integer(0)))..<indexed.offset(ofScalar: Int(passages.integer(1))))
            }
            if found.isEmpty { return nil }
            coded = found
        }
        let units = try units(of: revision, in: indexed, beginningAt: wanted)
        return units.isEmpty
            ? nil : SearchedText(source: name, caseName: caseName, text: indexed, units: units, passages: coded)
    }

    /// - Parameter wanted: where the wanted turns begin; nil for all.
    private func units(
        of revision: Int64, in text: IndexedText, beginningAt wanted: Set<Int32>?
    ) throws -> [SearchedText.Unit] {
        var units: [SearchedText.Unit] = []
        var hasTurns = false
        turns.bind(1, revision)
        while try turns.step() {
            hasTurns = true
            let speaker = turns.isNull(3) ? nil : turns.text(3)
            let role = turns.isNull(4) ? nil : Transcript.Speaker.Role(rawValue: turns.text(4))
            if !scope.speakers.isEmpty, !scope.speakers.contains(where: { $0.normalizedName == speaker }) { continue }
            if !scope.roles.isEmpty, role.map(scope.roles.contains) != true { continue }
            if wanted?.contains(Int32(clamping: turns.integer(1))) == false { continue }
            units.append(
                .init(
                    turn: Int(turns.integer(0)), speaker: speaker,
                    range: text.offset(ofScalar: Int(turns.integer(1)))..<text.offset(ofScalar: Int(turns.integer(2)))))
        }
        if !hasTurns, !wantsVoices { units = [.init(turn: nil, speaker: nil, range: 0..<text.bytes.count)] }
        return units
    }
}

extension [Int64] {
    /// As SQL names them in parentheses.
    fileprivate var list: String { map(String.init).joined(separator: ", ") }
}
