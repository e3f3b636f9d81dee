import GRDB
package import StudyModel

/// What a case is to have for an attribute.
package struct AttributeSetting: Hashable, Sendable {
    package var caseName: String
    package var attribute: String
    /// As they were typed; several of a multiple response.
    package var texts: [String]
    /// Where it was said, for messages.
    package var place: Diagnostic.Place

    package init(caseName: String, attribute: String, texts: [String], place: Diagnostic.Place) {
        self.caseName = caseName
        self.attribute = attribute
        self.texts = texts
        self.place = place
    }
}

/// How texts become values.
package struct AttributeReader: Sendable {
    /// Types that somebody gave, by the names of attributes.
    package var kinds: [String: Attribute.Kind]
    /// Reads a text as a value of a type; nil where it is none.
    package var value: @Sendable (String, Attribute.Kind) -> AttributeValue?
    /// Tells what texts look like.
    package var guess: @Sendable ([String]) -> Attribute.Kind

    package init(
        kinds: [String: Attribute.Kind], value: @escaping @Sendable (String, Attribute.Kind) -> AttributeValue?,
        guess: @escaping @Sendable ([String]) -> Attribute.Kind
    ) {
        self.kinds = kinds
        self.value = value
        self.guess = guess
    }
}

/// What became of settings.
package struct AttributeOutcome: Hashable, Sendable {
    /// Values that a case had not, in the place of others or not.
    package var set = 0
    /// Of these, what stands in the place of other values.
    package var replaced = 0
    package var known = 0
    package var newCases: [String] = []
    package var newAttributes: [NewAttribute] = []
    /// Why nothing was changed, where there are any.
    package var problems: [Diagnostic] = []

    package struct NewAttribute: Hashable, Sendable {
        package var name: String
        package var kind: Attribute.Kind
        package var isGuessed: Bool
        /// One that stands already and is called almost so.
        package var near: String?
    }
}

extension Study {
    /// Sets attributes of cases as one change: all of them, or none where a value does not fit or a case is not there.
    ///
    /// What a case has for an attribute is replaced. An attribute that is not there is made.
    ///
    /// - Parameter addingCases: makes cases that are not there.
    package func setAttributes(
        _ settings: [AttributeSetting], reader: AttributeReader, addingCases: Bool = false, from input: ContentHash? = nil,
        isImport: Bool = false, dryRun: Bool = false, by coder: String
    ) throws -> AttributeOutcome {
        var outcome = AttributeOutcome()
        do {
            try changeUnlessDry(isImport ? "attributes.import" : "attributes.set", input: input, dryRun: dryRun, by: coder) {
                change in
                var writer = AttributeWriter(change, reader: reader, addingCases: addingCases)
                try writer.prepareAttributes(settings)
                for setting in settings { try writer.set(setting) }
                outcome = writer.outcome
                change = writer.change
                if !outcome.problems.isEmpty { throw NothingChanged() }
            }
        } catch is NothingChanged {}
        return outcome
    }
}

private struct AttributeWriter {
    var change: Change
    var outcome = AttributeOutcome()
    private let reader: AttributeReader
    private let addingCases: Bool
    private var attributes: [String: FoundAttribute] = [:]
    private var missing: Set<String> = []

    init(_ change: Change, reader: AttributeReader, addingCases: Bool) {
        self.change = change
        self.reader = reader
        self.addingCases = addingCases
    }

    mutating func prepareAttributes(_ settings: [AttributeSetting]) throws {
        var texts: [String: [String]] = [:]
        var order: [AttributeSetting] = []
        for setting in settings {
            let name = setting.attribute.normalizedName
            if texts[name] == nil { order.append(setting) }
            texts[name, default: []] += setting.texts
        }
        let names = try FoundAttribute.names(in: change.db)
        for (name, kind) in reader.kinds.sorted(by: { $0.key < $1.key }) where texts[name] == nil {
            outcome.problems.append(
                .error(
                    at: .init(file: "attributes"), .noValue(name, kind),
                    remedy: name.suggestion(among: texts.keys.sorted(by: inNameOrder), "there are")))
        }
        for setting in order {
            let name = setting.attribute.normalizedName
            if let found = try FoundAttribute(name, in: change.db) {
                attributes[name] = found
                if let kind = reader.kinds[name], kind != found.kind {
                    outcome.problems.append(
                        .error(
                            at: setting.place, .otherKind(found), remedy: "change that with 'anker attributes retype' first"))
                }
                continue
            }
            let kind = reader.kinds[name] ?? reader.guess(texts[name] ?? [])
            attributes[name] = try FoundAttribute.add(name, kind, in: &change)
            outcome.newAttributes.append(
                .init(name: name, kind: kind, isGuessed: reader.kinds[name] == nil, near: name.nearest(among: names)))
        }
    }

    mutating func set(_ setting: AttributeSetting) throws {
        let db = change.db
        guard let attribute = attributes[setting.attribute.normalizedName] else { return }
        guard let holder = try holder(setting) else { return }
        var values: [AttributeValue] = []
        for text in setting.texts {
            guard let value = reader.value(text, attribute.kind) else {
                outcome.problems.append(
                    .error(
                        at: setting.place, .notOfKind(attribute, of: holder.name),
                        remedy: "\(attribute.kind.example); correct it, or give the attribute another type"))
                return
            }
            if !values.contains(value) { values.append(value) }
        }
        let known = try DatabaseValue.fetchAll(
            db, sql: "SELECT value FROM attributeValue WHERE \"case\" = ? AND attribute = ? ORDER BY instance",
            arguments: [holder.row, attribute.row])
        let wanted = values.map(\.databaseValue)
        guard wanted != known else {
            outcome.known += 1
            return
        }
        try db.execute(
            sql: "DELETE FROM attributeValue WHERE \"case\" = ? AND attribute = ?", arguments: [holder.row, attribute.row])
        for (instance, value) in wanted.enumerated() {
            try db.execute(
                sql: "INSERT INTO attributeValue(\"case\", attribute, instance, value) VALUES (?, ?, ?, ?)",
                arguments: [holder.row, attribute.row, instance + 1, value])
        }
        outcome.set += 1
        if !known.isEmpty { outcome.replaced += 1 }
        change.concern(holder.id)
        change.count("values", wanted.count)
    }

    private mutating func holder(_ setting: AttributeSetting) throws -> CaseRegister.Found? {
        let register = CaseRegister(change.db)
        if let found = try register.find(setting.caseName) { return found }
        let name = setting.caseName.normalizedName
        guard addingCases, !name.isEmpty else {
            guard missing.insert(name).inserted else { return nil }
            let names = try String.fetchAll(change.db, sql: "SELECT name FROM \"case\"")
            outcome.problems.append(
                .error(
                    at: setting.place, .noCase(name),
                    remedy: name.nearest(among: names).map { "did you mean '\($0)'?" } ?? "pass --add to make it a case"))
            return nil
        }
        _ = try change.caseRow(name)
        outcome.newCases.append(name)
        return try register.required(name)
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
    fileprivate static func noCase(_ name: String) -> Self { "no case '\(name)'" }
    fileprivate static func noValue(_ name: String, _ kind: Attribute.Kind) -> Self {
        "attribute '\(name)' is to be of type \(kind.rawValue), and no value is given for it"
    }
    fileprivate static func otherKind(_ found: FoundAttribute) -> Self {
        "attribute '\(found.name)' is of type \(found.kind.rawValue)"
    }
    fileprivate static func notOfKind(_ attribute: FoundAttribute, of name: String) -> Self {
        "what case '\(name)' is to have for attribute '\(attribute.name)' is not of its type \(attribute.kind.rawValue)"
    }
}
