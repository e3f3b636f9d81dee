import GRDB
import StudyModel

/// Whose attributes are meant.
enum AttributeSubject: String {
    case `case`, actor

    /// The table of the values, and in it the column of whose they are.
    var table: String { self == .case ? "attributeValue" : "actorAttributeValue" }
    var column: String { self == .case ? "\"case\"" : "actor" }
}

/// An attribute of cases or actors as it stands in the study file.
struct FoundAttribute {
    let row: Int64
    let id: Attribute.ID
    let name: String
    let kind: Attribute.Kind

    static func names(of subject: AttributeSubject = .case, in db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT name FROM attribute WHERE subject = ?", arguments: [subject.rawValue])
            .sorted(by: inNameOrder)
    }

    /// Nil where there is none of that name.
    init?(_ name: String, of subject: AttributeSubject = .case, in db: Database) throws {
        let found = try Row.fetchOne(
            db, sql: "SELECT id, uuid, name, type FROM attribute WHERE subject = ? AND name = ?",
            arguments: [subject.rawValue, name.normalizedName])
        guard let found else { return nil }
        row = found["id"]
        id = try Attribute.ID(row: found["uuid"])
        self.name = found["name"]
        kind = Attribute.Kind(rawValue: found["type"]) ?? .text
    }

    /// - Throws: `StudyError` with a near name where there is none.
    init(required name: String, of subject: AttributeSubject = .case, in db: Database) throws {
        guard let found = try Self(name, of: subject, in: db) else {
            let names = try Self.names(of: subject, in: db)
            throw StudyError(
                "no attribute '\(name)'",
                remedy: names.isEmpty ? "no \(subject.rawValue) has one" : name.suggestion(among: names, "there are"))
        }
        self = found
    }

    /// Makes one, under an id that is free where one is given.
    static func add(
        _ name: String, _ kind: Attribute.Kind, of subject: AttributeSubject = .case, as given: Attribute.ID? = nil,
        in change: inout Change
    ) throws -> FoundAttribute {
        let id = try given ?? Attribute.ID.free(of: "attribute", [subject.rawValue, name], in: change.db)
        try change.db.execute(
            sql: """
                INSERT INTO attribute(id, uuid, subject, name, type) VALUES (\(RowNumber.new(in: "attribute")), ?, ?, ?, ?)
                """, arguments: [id.data, subject.rawValue, name, kind.rawValue])
        change.concern(id)
        change.count("attributes")
        return try FoundAttribute(required: name, of: subject, in: change.db)
    }
}
