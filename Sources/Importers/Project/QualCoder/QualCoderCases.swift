import FileFormats
import StudyModel

/// What a QualCoder project knows of cases and of texts: `attribute_type` and `attribute`.
struct QualCoderAttributes {
    private(set) var attributes: [ProjectAttribute] = []
    /// Values of journal entries, which are memos here.
    private(set) var ofJournals = 0
    /// What is said to be a number and is none.
    private(set) var unreadable = 0
    private var values: [Owner: [ProjectValue]] = [:]

    private struct Owner: Hashable {
        /// `case` or `file`.
        var kind: String
        var key: Int
    }

    init() {}

    init(_ database: ProjectDatabase) throws {
        var rows: [(owner: Owner, name: String, text: String)] = []
        try database.rows(of: "attribute", ["name", "attr_type", "value", "id"]) { row in
            guard let name = try row.name("name"), let key = row.integer("id"), let text = try row.name("value") else { return }
            let kind = try row.text("attr_type") ?? ""
            if kind == "journal" { ofJournals += 1 } else { rows.append((Owner(kind: kind, key: key), name, text)) }
        }
        let texts = Dictionary(grouping: rows, by: \.name).mapValues { $0.map(\.text) }
        var places: [String: Int] = [:]
        try database.rows(of: "attribute_type", ["name", "caseOrFile", "valuetype"]) { row in
            guard let name = try row.name("name"), try row.text("caseOrFile") != "journal", places[name] == nil else { return }
            let isNumeric = try row.text("valuetype") == "numeric"
            places[name] = attributes.count
            attributes.append(
                ProjectAttribute(name: name, kind: AttributeValue.kind(of: texts[name] ?? [], isNumeric: isNumeric)))
        }
        for row in rows {
            guard let place = places[row.name], let value = AttributeValue(row.text, as: attributes[place].kind) else {
                unreadable += 1
                continue
            }
            values[row.owner, default: []].append(ProjectValue(attribute: place, value: value))
        }
    }

    func values(of kind: String, _ key: Int) -> [ProjectValue] { values[Owner(kind: kind, key: key)] ?? [] }
}

extension AttributeValue {
    /// The kind of an attribute with these values, of which the project says whether they are numbers.
    static func kind(of texts: some Sequence<String>, isNumeric: Bool) -> Attribute.Kind {
        guard isNumeric else { return .text }
        return texts.allSatisfy { Int64($0) != nil } ? .integer : .decimal
    }

    /// The value that a text of a project stands for; nil where it is no number and should be one.
    init?(_ text: String, as kind: Attribute.Kind) {
        switch kind {
        case .integer:
            guard let number = Int64(text) else { return nil }
            self = .integer(number)
        case .decimal:
            guard let number = Double(text.replacing(",", with: ".")), number.isFinite else { return nil }
            self = .decimal(number)
        default: self = .text(text)
        }
    }
}
