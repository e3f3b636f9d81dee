import GRDB
package import StudyModel

/// A query that is kept under a name.
package struct SavedQuery: Hashable, Sendable {
    package typealias ID = Identifier<SavedQuery>

    package var name: String
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    var id: ID { ID(of: "query", name) }
}

extension Study {
    /// The saved queries in the order of their names.
    package func savedQueries() throws -> [SavedQuery] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT name, text FROM savedQuery").map { SavedQuery(name: $0[0], text: $0[1]) }
                .sorted { inNameOrder($0.name, $1.name) }
        }
    }

    /// What saving a query did.
    package enum Saving: Hashable, Sendable {
        case added, replaced, known
    }

    /// Keeps a query under a name, in the place of one that has it.
    package func saveQuery(_ text: String, as name: String, dryRun: Bool = false, by coder: String) throws -> Saving {
        let query = SavedQuery(name: name.normalizedName, text: text)
        guard !query.name.isEmpty else { throw StudyError("the name of the query is empty", remedy: "give it a name") }
        var outcome = Saving.known
        try changeUnlessDry("query.save", dryRun: dryRun, by: coder) { change in
            let known = try String.fetchOne(
                change.db, sql: "SELECT text FROM savedQuery WHERE name = ?", arguments: [query.name])
            guard known != text else { return }
            outcome = known == nil ? .added : .replaced
            try change.db.execute(
                sql: """
                    INSERT INTO savedQuery(id, uuid, name, text) VALUES (\(RowNumber.new(in: "savedQuery")), ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET text = excluded.text
                    """, arguments: [query.id.data, query.name, text])
            change.concern(query.id)
            change.count("queries")
        }
        return outcome
    }

    /// - Throws: `StudyError` where no query has the name.
    package func removeQuery(_ name: String, dryRun: Bool = false, by coder: String) throws {
        try changeUnlessDry("query.remove", dryRun: dryRun, by: coder) { change in
            let key = name.normalizedName
            try change.db.execute(sql: "DELETE FROM savedQuery WHERE name = ?", arguments: [key])
            guard change.db.changesCount > 0 else {
                let names = try String.fetchAll(change.db, sql: "SELECT name FROM savedQuery ORDER BY name")
                throw StudyError(
                    "no query '\(name)' is saved",
                    remedy: names.isEmpty ? "none is" : name.suggestion(among: names, "there are"))
            }
            change.concern(SavedQuery(name: key, text: "").id)
            change.count("queries")
        }
    }
}
