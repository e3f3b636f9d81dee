import GRDB
package import StudyModel

extension Study {
    /// The cases with what belongs to them, sorted by name.
    ///
    /// - Parameter chosen: the rows of those that are meant; nil for all.
    package func cases(only chosen: Set<Int32>? = nil) throws -> [Case] {
        try read { db in
            var cases: [Int64: Case] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT id, uuid, name FROM \"case\"") {
                if let chosen, !chosen.contains(row["id"]) { continue }
                cases[row["id"]] = Case(id: try Case.ID(row: row["uuid"]), name: row["name"])
            }
            let sources = try Row.fetchCursor(
                db, sql: "SELECT \"case\", name FROM source WHERE \"case\" IS NOT NULL AND name IS NOT NULL ORDER BY name")
            while let row = try sources.next() { cases[row[0]]?.sources.append(row[1]) }
            let speakers = try Row.fetchCursor(
                db,
                sql: """
                    SELECT p."case", s.name, p.name FROM speaker p JOIN source s ON s.id = p.source WHERE p."case" IS NOT NULL
                    ORDER BY s.name, p.name
                    """)
            while let row = try speakers.next() { cases[row[0]]?.speakers.append(.init(source: row[1], name: row[2])) }
            let respondents = try Row.fetchCursor(
                db,
                sql: """
                    SELECT n."case", u.name || '/' || n.name FROM respondent n JOIN survey u ON u.id = n.survey
                    ORDER BY u.name, n.row, n.name
                    """)
            while let row = try respondents.next() { cases[row[0]]?.respondents.append(row[1]) }
            let actors = try Row.fetchCursor(
                db, sql: "SELECT \"case\", name FROM actor WHERE \"case\" IS NOT NULL ORDER BY name")
            while let row = try actors.next() { cases[row[0]]?.actors.append(row[1]) }
            let memos = try Row.fetchCursor(
                db, sql: "SELECT \"case\", count(*) FROM memo WHERE \"case\" IS NOT NULL GROUP BY \"case\"")
            while let row = try memos.next() { cases[row[0]]?.memos = row[1] }
            let values = try Row.fetchCursor(
                db,
                sql: """
                    SELECT v."case", a.name, v.value FROM attributeValue v JOIN attribute a ON a.id = v.attribute
                    ORDER BY v."case", a.name, v.instance
                    """)
            while let row = try values.next() {
                let value: DatabaseValue = row[2]
                if let value = AttributeValue(value) { cases[row[0]]?.values[row[1], default: []].append(value) }
            }
            return cases.values.sorted { inNameOrder($0.name, $1.name) }
        }
    }

    /// Adds cases as one change.
    ///
    /// - Returns: how many are new, and how many were there already.
    package func addCases(_ names: [String], dryRun: Bool = false, by coder: String) throws -> (added: Int, known: Int) {
        var counts = (added: 0, known: 0)
        try changeUnlessDry("cases.add", dryRun: dryRun, by: coder) { change in
            let register = CaseRegister(change.db)
            for name in names.map(\.normalizedName) {
                if try register.find(name) != nil {
                    counts.known += 1
                    continue
                }
                try register.checkFree(name)
                _ = try change.caseRow(name)
                change.concern(try register.required(name).id)
                counts.added += 1
            }
        }
        return counts
    }

    /// Gives a case another name; its id and what belongs to it stay.
    ///
    /// - Returns: the names before and after.
    package func renameCase(
        _ name: String, to newName: String, dryRun: Bool = false, by coder: String
    ) throws -> (old: String, new: String) {
        var names = (old: name, new: newName.normalizedName)
        try changeUnlessDry("cases.rename", dryRun: dryRun, by: coder) { change in
            let register = CaseRegister(change.db)
            let found = try register.required(name)
            names.old = found.name
            guard names.new != found.name else { return }
            try register.checkFree(names.new, except: found.row)
            try change.db.execute(sql: "UPDATE \"case\" SET name = ? WHERE id = ?", arguments: [names.new, found.row])
            change.concern(found.id)
            change.count("cases")
        }
        return names
    }
}

extension AttributeValue {
    /// Nil for bytes and NULL, which no value is.
    init?(_ value: DatabaseValue) {
        switch value.storage {
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .decimal(number)
        case .string(let text): self = .text(text)
        case .null, .blob: return nil
        }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .integer(let number): number.databaseValue
        case .decimal(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}
