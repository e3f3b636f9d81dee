import Foundation
import GRDB
import StudyModel

/// The cases with what was set about them and what they answered, by name; of a value with a label the label.
struct ProjectCases {
    private(set) var attributes: [ProjectAttribute] = []
    private(set) var all: [ProjectCase] = []
    private var places: [Int64: Int] = [:]

    init(_ db: Database, language: String, _ sources: ProjectSourceRows, _ memos: ProjectMemoPlaces) throws {
        for row in try Row.fetchAll(db, sql: "SELECT id, uuid, name FROM \"case\" ORDER BY name") {
            let id: Int64 = row["id"]
            places[id] = all.count
            var entry = ProjectCase(id: try Case.ID(row: row["uuid"]), name: row["name"])
            entry.memoKeys = memos.keys(on: "case", id)
            all.append(entry)
        }
        for source in sources.all {
            if let place = source.caseRow.flatMap({ places[$0] }) { all[place].sources.append(source.id.description) }
        }
        try addAttributes(db)
        try addQuestions(db, language)
    }

    private mutating func addAttributes(_ db: Database) throws {
        var numbers: [Int64: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, uuid, name, type FROM attribute WHERE subject = 'case' ORDER BY name")
        {
            numbers[row["id"]] = attributes.count
            attributes.append(
                ProjectAttribute(
                    id: try Attribute.ID(row: row["uuid"]), name: row["name"],
                    kind: Attribute.Kind(rawValue: row["type"]) ?? .text))
        }
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \"case\", attribute, value FROM attributeValue ORDER BY \"case\", attribute, instance")
        while let row = try rows.next() {
            if let place = places[row[0]], let attribute = numbers[row[1]] {
                try add(row[2], to: place, as: attribute, labels: nil)
            }
        }
        // Each case names its values in the order of the attributes.
        for place in all.indices { all[place].values.sort { $0.attribute < $1.attribute } }
    }

    /// Closed answers; names of actors come as ties.
    private mutating func addQuestions(_ db: Database, _ language: String) throws {
        let labels = try Self.labels(db, language)
        var numbers: [Int64: Int] = [:]
        var taken = Set(attributes.map(\.name))
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT q.id, q.uuid, q.name, q.kind, u.name AS survey FROM question q JOIN survey u ON u.id = q.survey
                WHERE q.kind NOT IN ('open', 'actor') ORDER BY u.name, q.place
                """)
        {
            let (id, name, survey) = (row["id"] as Int64, row["name"] as String, row["survey"] as String)
            let kind = labels[id] == nil ? Attribute.Kind(rawValue: row["kind"]) ?? .text : .text
            let free = taken.insert(name).inserted ? name : Self.free("\(name) (\(survey))", &taken)
            numbers[id] = attributes.count
            attributes.append(ProjectAttribute(id: try Attribute.ID(row: row["uuid"]), name: free, kind: kind))
        }
        guard !numbers.isEmpty else { return }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT n."case", r.question, r.value, q.kind = 'choices' FROM response r JOIN respondent n ON n.id = r.respondent
                JOIN question q ON q.id = r.question
                WHERE q.kind NOT IN ('open', 'actor') ORDER BY n.survey, n.id, q.place, r.instance
                """)
        while let row = try rows.next() {
            if let place = places[row[0]], let attribute = numbers[row[1]] {
                try add(row[2], to: place, as: attribute, labels: labels[row[1]], areSeveral: row[3])
            }
        }
    }

    private static func free(_ name: String, _ taken: inout Set<String>) -> String {
        var (free, number) = (name, 1)
        while !taken.insert(free).inserted {
            number += 1
            free = "\(name) \(number)"
        }
        return free
    }

    /// - Parameter areSeveral: whether the value is several codes with blanks between.
    private mutating func add(
        _ value: DatabaseValue, to place: Int, as attribute: Int, labels: [String: String]?, areSeveral: Bool = false
    ) throws {
        guard let value = AttributeValue(value) else { return }
        guard let labels else { return all[place].values.append(ProjectValue(attribute: attribute, value: value)) }
        let text = value.text(as: .text)
        let codes = areSeveral ? text.split(separator: " ").map(String.init) : [text]
        all[place].values += codes.map { ProjectValue(attribute: attribute, value: .text(labels[$0] ?? $0)) }
    }

    /// What codes stand for, by question, in the study's language where there is one.
    private static func labels(_ db: Database, _ language: String) throws -> [Int64: [String: String]] {
        var texts: [Int64: [String: LocalizedText]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT question, code, language, text FROM valueLabel WHERE scale = 0") {
            texts[row[0], default: [:]][row[1], default: .init()][row[2]] = row[3]
        }
        return texts.mapValues { $0.compactMapValues { $0.preferring([language]) } }
    }
}
