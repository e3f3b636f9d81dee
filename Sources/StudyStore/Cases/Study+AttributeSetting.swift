import GRDB
package import StudyModel

/// What a case or an actor is to have for an attribute.
package struct AttributeSetting: Hashable, Sendable {
    /// The name of the case or actor.
    package var holder: String
    package var attribute: String
    /// As they were typed; several of a multiple response.
    package var texts: [String]
    /// Where it was said, for messages.
    package var place: Diagnostic.Place

    package init(holder: String, attribute: String, texts: [String], place: Diagnostic.Place) {
        self.holder = holder
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
                var writer = CaseAttributeWriter(reader: reader, addingCases: addingCases)
                try writer.set(settings, in: &change)
                outcome = writer.outcome
                if !outcome.problems.isEmpty { throw NothingChanged() }
            }
        } catch is NothingChanged {}
        return outcome
    }
}

/// Sets attributes of cases.
private struct CaseAttributeWriter {
    private(set) var outcome = AttributeOutcome()
    private var attributes: AttributeWriter
    private let addingCases: Bool
    private var missing: Set<String> = []

    init(reader: AttributeReader, addingCases: Bool) {
        attributes = AttributeWriter(of: .case, reader: reader)
        self.addingCases = addingCases
    }

    mutating func set(_ settings: [AttributeSetting], in change: inout Change) throws {
        try attributes.prepare(settings, in: &change)
        for setting in settings { try set(setting, in: &change) }
        outcome.newAttributes = attributes.added
        outcome.problems = attributes.problems
    }

    private mutating func set(_ setting: AttributeSetting, in change: inout Change) throws {
        guard attributes.knows(setting), let holder = try holder(setting, in: &change),
            let wanted = attributes.values(setting)
        else { return }
        let known = try attributes.known(setting, of: holder.row, in: change.db)
        guard wanted != known else {
            outcome.known += 1
            return
        }
        try attributes.write(wanted, for: setting, of: holder.row, in: change.db)
        outcome.set += 1
        if !known.isEmpty { outcome.replaced += 1 }
        change.concern(holder.id)
        change.count("values", wanted.count)
    }

    private mutating func holder(_ setting: AttributeSetting, in change: inout Change) throws -> CaseRegister.Found? {
        let register = CaseRegister(change.db)
        if let found = try register.find(setting.holder) { return found }
        let name = setting.holder.normalizedName
        guard addingCases, !name.isEmpty else {
            guard missing.insert(name).inserted else { return nil }
            attributes.problems.append(
                try .noCase(name, at: setting.place, remedy: "pass --add to make it a case", in: change.db))
            return nil
        }
        _ = try change.caseRow(name)
        outcome.newCases.append(name)
        return try register.required(name)
    }
}

extension Diagnostic {
    /// A case that a table names and that is not there.
    static func noCase(_ name: String, at place: Place, remedy: String, in db: Database) throws -> Diagnostic {
        let names = try String.fetchAll(db, sql: "SELECT name FROM \"case\"")
        return .error(
            at: place, "no case '\(name)'", remedy: name.nearest(among: names).map { "did you mean '\($0)'?" } ?? remedy)
    }
}
