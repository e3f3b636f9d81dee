import GRDB
import StudyModel

/// Writes values of attributes, and makes attributes that are not there.
struct AttributeWriter {
    /// What was made.
    private(set) var added: [AttributeOutcome.NewAttribute] = []
    /// Values that do not fit, and types that are not those of attributes.
    var problems: [Diagnostic] = []
    private let subject: AttributeSubject
    private let reader: AttributeReader
    private var attributes: [String: FoundAttribute] = [:]

    init(of subject: AttributeSubject, reader: AttributeReader) {
        self.subject = subject
        self.reader = reader
    }

    /// Finds or makes the attributes that are to be set, with the type that all texts together look like.
    mutating func prepare(_ settings: [AttributeSetting], in change: inout Change) throws {
        var texts: [String: [String]] = [:]
        var order: [AttributeSetting] = []
        for setting in settings {
            let name = setting.attribute.normalizedName
            if texts[name] == nil { order.append(setting) }
            texts[name, default: []] += setting.texts
        }
        let names = try FoundAttribute.names(of: subject, in: change.db)
        for (name, kind) in reader.kinds.sorted(by: { $0.key < $1.key }) where texts[name] == nil {
            problems.append(
                .error(
                    at: .init(file: "attributes"), .noValue(name, kind),
                    remedy: name.suggestion(among: texts.keys.sorted(by: inNameOrder), "there are")))
        }
        for setting in order {
            let name = setting.attribute.normalizedName
            if let found = try FoundAttribute(name, of: subject, in: change.db) {
                attributes[name] = found
                if let kind = reader.kinds[name], kind != found.kind {
                    problems.append(.error(at: setting.place, .otherKind(found), remedy: subject.remedyForOtherKind))
                }
                continue
            }
            let kind = reader.kinds[name] ?? reader.guess(texts[name] ?? [])
            attributes[name] = try FoundAttribute.add(name, kind, of: subject, in: &change)
            added.append(.init(name: name, kind: kind, isGuessed: reader.kinds[name] == nil, near: name.nearest(among: names)))
        }
    }

    func knows(_ setting: AttributeSetting) -> Bool { attributes[setting.attribute.normalizedName] != nil }

    /// The values that are asked for, each once; nil where one does not fit, which is then a problem.
    mutating func values(_ setting: AttributeSetting) -> [DatabaseValue]? {
        guard let attribute = attributes[setting.attribute.normalizedName] else { return nil }
        var values: [AttributeValue] = []
        for text in setting.texts {
            guard let value = reader.value(text, attribute.kind) else {
                problems.append(
                    .error(
                        at: setting.place, .notOfKind(attribute, of: setting.holder.normalizedName, subject),
                        remedy: "\(attribute.kind.example); correct it, or give the attribute another type"))
                return nil
            }
            if !values.contains(value) { values.append(value) }
        }
        return values.map(\.databaseValue)
    }

    /// What a case or actor has for the attribute.
    func known(_ setting: AttributeSetting, of holder: Int64, in db: Database) throws -> [DatabaseValue] {
        let read = try db.cachedStatement(
            sql: "SELECT value FROM \(subject.table) WHERE \(subject.column) = ? AND attribute = ? ORDER BY instance")
        return try DatabaseValue.fetchAll(read, arguments: [holder, attributes[setting.attribute.normalizedName]?.row])
    }

    /// What values are in words.
    func told(_ values: [DatabaseValue], _ setting: AttributeSetting) -> String {
        let kind = attributes[setting.attribute.normalizedName]?.kind ?? .text
        return values.compactMap { AttributeValue($0)?.text(as: kind) }.joined(separator: "; ")
    }

    /// Puts values in the place of those that stand.
    func write(_ values: [DatabaseValue], for setting: AttributeSetting, of holder: Int64, in db: Database) throws {
        guard let attribute = attributes[setting.attribute.normalizedName] else { return }
        try db.cachedStatement(sql: "DELETE FROM \(subject.table) WHERE \(subject.column) = ? AND attribute = ?")
            .execute(arguments: [holder, attribute.row])
        let insert = try db.cachedStatement(
            sql: "INSERT INTO \(subject.table)(\(subject.column), attribute, instance, value) VALUES (?, ?, ?, ?)")
        for (instance, value) in values.enumerated() {
            try insert.execute(arguments: [holder, attribute.row, instance + 1, value])
        }
    }
}

extension AttributeSubject {
    fileprivate var remedyForOtherKind: String {
        self == .case ? "change that with 'anker attributes retype' first" : "leave its type out"
    }
}

extension Attribute.Kind {
    /// What a value of the type looks like.
    fileprivate var example: String {
        switch self {
        case .text: "text is any words"
        case .integer: "integer is a whole number such as 12"
        case .decimal: "decimal is a number such as 3.5"
        case .boolean: "boolean is true or false"
        case .date: "date is a day such as 2025-03-01"
        case .dateTime: "dateTime is a day and a time such as 2025-03-01T14:30"
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func noValue(_ name: String, _ kind: Attribute.Kind) -> Self {
        "attribute '\(name)' is to be of type \(kind.rawValue), and no value is given for it"
    }
    fileprivate static func otherKind(_ found: FoundAttribute) -> Self {
        "attribute '\(found.name)' is of type \(found.kind.rawValue)"
    }
    fileprivate static func notOfKind(_ attribute: FoundAttribute, of name: String, _ subject: AttributeSubject) -> Self {
        "what \(subject.rawValue) '\(name)' is to have for attribute '\(attribute.name)' is not of its type \(attribute.kind.rawValue)"
    }
}
