import GRDB
import StudyModel

extension Study {
    /// Adds one code at the end of those under `parent`.
    ///
    /// - Throws: `StudyError` where the name is taken or the parent is not there.
    package func addCode(
        named name: String, under parent: String?, definition: String?, colour: String?, isCodable: Bool, by coder: String
    ) throws {
        try change("codebook.add", by: coder) { change in
            let db = change.db
            let name = name.normalizedName
            let names = try String.fetchAll(db, sql: "SELECT name FROM code")
            if let taken = names.first(where: {
                $0.foldedKey == name.foldedKey && ($0 == name || $0.lowercased() == name.lowercased())
            }) {
                throw StudyError("there is a code '\(taken)' already", remedy: "choose another name")
            }
            var parentRow: Int64?
            if let parent {
                parentRow = try Int64.fetchOne(
                    db, sql: "SELECT id FROM code WHERE name = ?", arguments: [parent.normalizedName])
                guard parentRow != nil else {
                    throw StudyError(
                        "no code '\(parent)'",
                        remedy: parent.nearest(among: names).map { "did you mean '\($0)'?" }
                            ?? "list them with 'anker codebook list'")
                }
            }
            let place =
                try Int.fetchOne(
                    db, sql: "SELECT coalesce(max(place) + 1, 0) FROM code WHERE parent IS ?", arguments: [parentRow]) ?? 0
            let languages = try Self.codebook(db).languages
            let text = definition.map { LocalizedText($0, language: languages.first ?? "") } ?? .init()
            try Self.save(
                Code(name: name, order: place, definition: text, colour: colour, isCodable: isCodable), parent: parentRow,
                in: &change)
        }
    }
}
