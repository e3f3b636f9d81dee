import Foundation
import GRDB
import StudyModel

/// The names of things by the ids that the journal holds.
struct SubjectNames {
    private let db: Database
    private var known: [String: String?] = [:]

    init(_ db: Database) { self.db = db }

    /// Each kind of thing with SQL for the name of the one with a given id.
    private static let kinds = [
        "SELECT name FROM source WHERE uuid = ?", "SELECT name FROM code WHERE uuid = ?",
        "SELECT name FROM actor WHERE uuid = ?",
        "SELECT name FROM survey WHERE uuid = ?", "SELECT name FROM \"case\" WHERE uuid = ?",
        """
        SELECT d.name || ' (' || coalesce(s.name, \(AnswerName.sql)) || ')' FROM coding k JOIN code d ON d.id = k.code
        JOIN passage p ON p.id = k.passage JOIN revision r ON r.id = p.revision JOIN source s ON s.id = r.source
        LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey
        LEFT JOIN question q ON q.id = s.question WHERE k.uuid = ?
        """,
        """
        SELECT f.name || ' – ' || g.name || ' (' || k.name || ')' FROM tie t JOIN actor f ON f.id = t.fromActor
        JOIN actor g ON g.id = t.toActor JOIN tieKind k ON k.id = t.kind WHERE t.uuid = ?
        """,
        "SELECT title FROM memo WHERE uuid = ? AND title <> ''",
        "SELECT '@' || name FROM savedQuery WHERE uuid = ?", "SELECT name FROM attribute WHERE uuid = ?",
        "SELECT name FROM coder WHERE uuid = ?",
    ]

    mutating func names(of subjects: [String], limit: Int) throws -> [String] {
        var found: [String] = []
        for subject in subjects where found.count < limit {
            if let name = try name(of: subject), !found.contains(name) { found.append(name) }
        }
        return found
    }

    private mutating func name(of subject: String) throws -> String? {
        if let name = known[subject] { return name }
        var name: String?
        if let id = UUID(uuidString: subject).map({ Identifier<Coder>($0) }) {
            for sql in Self.kinds where name == nil {
                name = try String.fetchOne(db.cachedStatement(sql: sql), arguments: [id.data])
            }
        }
        known[subject] = .some(name)
        return name
    }
}
