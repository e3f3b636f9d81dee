import GRDB
package import StudyModel

extension Study {
    /// The attributes of cases with the values that are set, sorted by name.
    package func attributes() throws -> [Attribute] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT a.id, a.name, a.type, count(DISTINCT v."case") AS cases, coalesce(max(v.instance), 0) AS instances
                    FROM attribute a LEFT JOIN attributeValue v ON v.attribute = a.id WHERE a.subject = 'case' GROUP BY a.id
                    """)
            return try rows.map { row in
                let counts = try Row.fetchAll(
                    db,
                    sql: "SELECT value, count(DISTINCT \"case\") FROM attributeValue WHERE attribute = ? GROUP BY value",
                    arguments: [row["id"] as Int64]
                ).compactMap { row in
                    AttributeValue(row[0] as DatabaseValue).map { Attribute.Count(value: $0, cases: row[1]) }
                }.sorted {
                    $0.cases == $1.cases ? AttributeValue.inOrder($0.value, $1.value) : $0.cases > $1.cases
                }
                return Attribute(
                    name: row["name"], kind: Attribute.Kind(rawValue: row["type"]) ?? .text, cases: row["cases"],
                    values: counts,
                    instances: row["instances"])
            }.sorted { inNameOrder($0.name, $1.name) }
        }
    }

    /// Gives an attribute another name.
    package func renameAttribute(_ name: String, to newName: String, dryRun: Bool = false, by coder: String) throws {
        let newName = newName.normalizedName
        try changeUnlessDry("attributes.rename", dryRun: dryRun, by: coder) { change in
            let found = try FoundAttribute(required: name, in: change.db)
            guard newName != found.name else { return }
            let names = try FoundAttribute.names(in: change.db).filter { $0 != found.name }
            if let taken = names.first(where: { $0.lowercased() == newName.lowercased() }) {
                throw StudyError("there is an attribute '\(taken)' already", remedy: "choose another name")
            }
            try change.db.execute(sql: "UPDATE attribute SET name = ? WHERE id = ?", arguments: [newName, found.row])
            change.concern(found.id)
            change.count("attributes")
        }
    }

    /// Takes attributes out, with their values where that is said.
    ///
    /// - Returns: for each its name and how many values went with it.
    /// - Throws: `StudyError` where one is not there, or has values and `withValues` is false.
    package func removeAttributes(
        _ names: [String], withValues: Bool = false, dryRun: Bool = false, by coder: String
    ) throws -> [(name: String, values: Int)] {
        var removed: [(String, Int)] = []
        try changeUnlessDry("attributes.remove", dryRun: dryRun, by: coder) { change in
            for found in try names.map({ try FoundAttribute(required: $0, in: change.db) })
            where !removed.contains(where: { $0.0 == found.name }) {
                let db = change.db
                let cases = try Int.fetchOne(
                    db, sql: "SELECT count(DISTINCT \"case\") FROM attributeValue WHERE attribute = ?", arguments: [found.row])
                guard withValues || cases == 0 else { throw StudyError.isUsed(found.name, cases ?? 0) }
                try db.execute(sql: "DELETE FROM attributeValue WHERE attribute = ?", arguments: [found.row])
                removed.append((found.name, db.changesCount))
                change.count("values", db.changesCount)
                try db.execute(sql: "DELETE FROM attribute WHERE id = ?", arguments: [found.row])
                change.concern(found.id)
                change.count("attributes")
            }
        }
        return removed
    }

    /// Takes from a case what it has for some attributes.
    ///
    /// - Returns: how many values that were.
    package func unsetAttributes(
        _ names: [String], of caseName: String, dryRun: Bool = false, by coder: String
    ) throws -> Int {
        var removed = 0
        try changeUnlessDry("attributes.unset", dryRun: dryRun, by: coder) { change in
            let holder = try CaseRegister(change.db).required(caseName)
            for name in names {
                let found = try FoundAttribute(required: name, in: change.db)
                try change.db.execute(
                    sql: "DELETE FROM attributeValue WHERE \"case\" = ? AND attribute = ?", arguments: [holder.row, found.row])
                removed += change.db.changesCount
            }
            change.concern(holder.id)
            change.count("values", removed)
        }
        return removed
    }

    /// Gives an attribute another type, and its values with it.
    ///
    /// - Parameter value: reads a text as a value of a type; nil where it is none.
    /// - Returns: how many values were read anew, and those that are none of the new type, with their cases. Where there are
    ///   any, nothing was changed.
    package func retypeAttribute(
        _ name: String, to kind: Attribute.Kind, dryRun: Bool = false, by coder: String,
        value: (String, Attribute.Kind) -> AttributeValue?
    ) throws -> (changed: Int, refused: [(caseName: String, value: String)]) {
        var outcome: (changed: Int, refused: [(String, String)]) = (0, [])
        do {
            try changeUnlessDry("attributes.retype", dryRun: dryRun, by: coder) { change in
                let (db, found) = (change.db, try FoundAttribute(required: name, in: change.db))
                guard found.kind != kind else { return }
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT v."case", v.instance, v.value, c.name FROM attributeValue v JOIN "case" c ON c.id = v."case"
                        WHERE v.attribute = ? ORDER BY c.name, v.instance
                        """, arguments: [found.row])
                for row in rows {
                    guard let text = AttributeValue(row["value"] as DatabaseValue)?.text(as: found.kind) else { continue }
                    guard let read = value(text, kind) else {
                        outcome.refused.append((row["name"], text))
                        continue
                    }
                    try db.execute(
                        sql: "UPDATE attributeValue SET value = ? WHERE \"case\" = ? AND attribute = ? AND instance = ?",
                        arguments: [read.databaseValue, row["case"] as Int64, found.row, row["instance"] as Int])
                    outcome.changed += 1
                }
                guard outcome.refused.isEmpty else { throw NothingChanged() }
                try db.execute(sql: "UPDATE attribute SET type = ? WHERE id = ?", arguments: [kind.rawValue, found.row])
                change.concern(found.id)
                change.count("values", outcome.changed)
                change.count("attributes")
            }
        } catch is NothingChanged {}
        return outcome
    }
}

extension StudyError {
    fileprivate static func isUsed(_ name: String, _ cases: Int) -> StudyError {
        StudyError(
            "\(cases) case\(cases == 1 ? " has" : "s have") a value for attribute '\(name)'",
            remedy: "pass --values to take them with it")
    }
}
