import GRDB
import StudyModel

/// Finds and changes cases inside one change.
struct CaseRegister {
    let db: Database

    struct Found {
        var row: Int64
        var id: Case.ID
        var name: String
    }

    init(_ db: Database) { self.db = db }

    func find(_ name: String) throws -> Found? {
        let row = try Row.fetchOne(
            db, sql: "SELECT id, uuid, name FROM \"case\" WHERE name = ?", arguments: [name.normalizedName])
        return try row.map { Found(row: $0["id"], id: try Case.ID(row: $0["uuid"]), name: $0["name"]) }
    }

    /// - Throws: `StudyError` with a near name where there is none.
    func required(_ name: String) throws -> Found {
        guard let found = try find(name) else { throw try StudyError.noCase(name, in: db) }
        return found
    }

    /// - Throws: `StudyError` where another case has that name, or one that differs only in case.
    func checkFree(_ name: String, except own: Int64? = nil) throws {
        guard !name.isEmpty else { throw StudyError("the name of the case is empty", remedy: "give it a name") }
        let names = try String.fetchAll(db, sql: "SELECT name FROM \"case\" WHERE id IS NOT ?", arguments: [own])
        if let taken = names.first(where: { $0 == name || $0.lowercased() == name.lowercased() }) {
            throw StudyError("there is a case '\(taken)' already", remedy: "choose another name, or merge the two")
        }
    }

    /// What points to a case, with the words for it.
    enum Use: String, CaseIterable {
        case source, speaker, respondent, actor, memo
        case value = "attributeValue"

        var word: String { self == .value ? "attribute value" : self == .respondent ? "questionnaire" : rawValue }
    }

    func count(_ use: Use, of row: Int64) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(use.rawValue) WHERE \"case\" = ?", arguments: [row]) ?? 0
    }

    /// `2 sources, 1 memo`; nil where nothing points to it.
    func told(of row: Int64, _ uses: [Use] = Use.allCases) throws -> String? {
        let parts = try uses.compactMap { use -> String? in
            let count = try count(use, of: row)
            return count == 0 ? nil : "\(count) \(use.word)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension StudyError {
    static func noCase(_ name: String, in db: Database) throws -> StudyError {
        let names = try String.fetchAll(db, sql: "SELECT name FROM \"case\"")
        return StudyError(
            "no case '\(name)'",
            remedy: name.nearest(among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "add it with 'anker cases add'" : "list them with 'anker cases', or add it with 'anker cases add'"))
    }
}
