import Foundation
import GRDB
package import StudyModel

/// The text of a source as it is shown: its turns, and what is coded in it.
package struct SourceText: Hashable, Sendable {
    package struct Cue: Hashable, Sendable {
        package var turn: Int
        package var speaker: String?
        package var range: TextRange
        package var startMs: Int?
    }

    package var name: String
    package var caseName: String?
    package var text: String
    /// Which revision it is, from 1.
    package var revision = 1
    /// In the order of the file; empty where the source has no turns.
    package var cues: [Cue]
}

extension Study {
    /// The sources, sorted by name; open answers of surveys only where they are asked for.
    ///
    /// - Parameter chosen: the rows of those that are meant; nil for all.
    package func sources(answers: Bool = false, only chosen: Set<Int64>? = nil) throws -> [Source] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT s.id, s.uuid, coalesce(s.name, \(AnswerName.sql)) AS name, s.kind, s.language,
                      coalesce(c.name, pc.name) AS caseName, r.format, r.length, r.number,
                      (SELECT count(*) FROM speakerTurn t WHERE t.revision = r.id) AS turns,
                      (SELECT count(*) FROM revision e JOIN passage g ON g.revision = e.id JOIN coding k ON k.passage = g.id
                        WHERE e.source = s.id) AS codings,
                      (SELECT count(*) FROM revision e JOIN passage g ON g.revision = e.id JOIN coding k ON k.passage = g.id
                        WHERE e.source = s.id AND e.id <> r.id) AS unplaced
                    FROM source s
                    JOIN revision r ON r.source = s.id AND r.number = (SELECT max(number) FROM revision WHERE source = s.id)
                    LEFT JOIN "case" c ON c.id = s."case"
                    LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN "case" pc ON pc.id = n."case"
                    LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question
                    \(answers ? "" : "WHERE s.name IS NOT NULL")
                    """)
            let wanted = rows.filter { chosen?.contains($0["id"]) ?? true }
            return try wanted.map { row in
                let name: String = row["name"]
                return Source(
                    id: try (row["uuid"] as Data?).map { try Source.ID(row: $0) } ?? Source.ID(ofAnswer: name), name: name,
                    kind: Source.Kind(rawValue: row["kind"]) ?? .note, language: row["language"], caseName: row["caseName"],
                    format: row["format"], length: row["length"], turns: row["turns"], codings: row["codings"],
                    revision: row["number"], unplaced: row["unplaced"])
            }.sorted { inNameOrder($0.name, $1.name) }
        }
    }

    /// The text of the source of that name in its newest revision.
    ///
    /// - Throws: `StudyError` with a near name where there is none.
    package func text(of name: String) throws -> SourceText {
        try read { db in
            let key = name.normalizedName
            let found = try Row.fetchOne(
                db,
                sql: """
                    SELECT r.id, r.number, r.text, c.name AS caseName FROM source s JOIN revision r ON r.source = s.id
                    LEFT JOIN "case" c ON c.id = s."case" WHERE s.name = ? ORDER BY r.number DESC LIMIT 1
                    """, arguments: [key])
            if let found {
                let cues = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT q.turn, p.name AS speaker, q.lower, q.upper, q.startMs FROM cue q
                        JOIN speakerTurn t ON t.revision = q.revision AND t.number = q.turn
                        LEFT JOIN speaker p ON p.id = t.speaker WHERE q.revision = ? ORDER BY q.number
                        """, arguments: [found["id"] as Int64])
                return SourceText(
                    name: key, caseName: found["caseName"], text: found["text"], revision: found["number"],
                    cues: cues.compactMap { row in
                        TextRange(row["lower"], row["upper"]).map {
                            SourceText.Cue(turn: row["turn"], speaker: row["speaker"], range: $0, startMs: row["startMs"])
                        }
                    })
            }
            if let answer = try AnswerName.find(name, in: db) {
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT r.number, r.text, c.name AS caseName FROM revision r JOIN source s ON s.id = r.source
                        JOIN respondent p ON p.id = s.respondent JOIN "case" c ON c.id = p."case" WHERE r.id = ?
                        """, arguments: [answer.revision])
                return SourceText(
                    name: answer.name, caseName: row?["caseName"], text: row?["text"] ?? "", revision: row?["number"] ?? 1,
                    cues: [])
            }
            let near = try key.nearest(among: String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL"))
            throw StudyError.noSource(name, near: near)
        }
    }
}

extension StudyError {
    static func noSource(_ name: String, near: String?) -> StudyError {
        StudyError("no source '\(name)'", remedy: near.map { "did you mean '\($0)'?" } ?? "list them with 'anker sources'")
    }
}
