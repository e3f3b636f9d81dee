import GRDB
package import StudyModel

/// What a row of a table or a line of a file says of an actor.
package struct ActorRow: Hashable, Sendable {
    package var actor: Actor
    /// What it is to have for attributes.
    package var settings: [AttributeSetting]
    package var place: Diagnostic.Place

    package init(_ actor: Actor, settings: [AttributeSetting] = [], place: Diagnostic.Place = .init(file: "actor")) {
        self.actor = actor
        self.settings = settings
        self.place = place
    }
}

/// How actors are taken in.
package struct ActorIntake: Sendable {
    package enum Verb: String, Sendable {
        case add = "actor.add"
        case `import` = "actor.import"
    }

    package var verb: Verb
    /// Makes cases that are not there; else such a row is a problem.
    package var createsCases: Bool
    /// Puts what is said in the place of what stands; else only what is missing is filled in.
    package var updates: Bool
    package var reader: AttributeReader

    package init(_ verb: Verb, createsCases: Bool = true, updates: Bool = false, reader: AttributeReader) {
        self.verb = verb
        self.createsCases = createsCases
        self.updates = updates
        self.reader = reader
    }
}

/// What became of rows of actors.
package struct ActorOutcome: Hashable, Sendable {
    package var added = 0
    /// Actors that were there.
    package var known = 0
    /// Of these, actors of which something was filled in or replaced.
    package var completed = 0
    package var newAttributes: [AttributeOutcome.NewAttribute] = []
    package var newCases: [String] = []
    package var newKinds: [NewKind] = []
    /// What stands and is another than what a row says, and was left as it is.
    package var differences: [Diagnostic] = []
    /// Why nothing was changed, where there are any.
    package var problems: [Diagnostic] = []

    /// A kind of actors that was made.
    package struct NewKind: Hashable, Sendable {
        package var name: String
        /// One that stands already and is called almost so.
        package var near: String?
    }
}

extension Study {
    /// Adds actors as one change, and fills in what was missing of those that are known: all of them, or none where a row cannot
    /// be taken.
    ///
    /// An actor is known by its name, or by an alias that it alone has. In a table an alias names no other actor that has a row of
    /// its own there.
    ///
    /// - Parameter input: the hash of the file that they stood in.
    package func add(
        _ rows: [ActorRow], _ intake: ActorIntake, input: ContentHash? = nil, dryRun: Bool = false, by coder: String
    ) throws -> ActorOutcome {
        var outcome = ActorOutcome()
        do {
            try changeUnlessDry(intake.verb.rawValue, input: input, dryRun: dryRun, by: coder) { change in
                var writer = try ActorWriter(intake, rows: rows, in: change)
                try writer.write(rows, in: &change)
                outcome = writer.outcome
                if !outcome.problems.isEmpty { throw NothingChanged() }
            }
        } catch is NothingChanged {}
        return outcome
    }

    /// Adds actors of which no attributes are told.
    package func add(_ actors: [Actor], by coder: String) throws -> ActorOutcome {
        let reader = AttributeReader(kinds: [:], value: { _, _ in nil }, guess: { _ in .text })
        return try add(actors.map { ActorRow($0) }, ActorIntake(.add, reader: reader), by: coder)
    }
}

private struct ActorWriter {
    private(set) var outcome = ActorOutcome()
    private let intake: ActorIntake
    private var register: ActorRegister
    private var attributes: AttributeWriter
    /// The names that rows have as their own.
    private let names: Set<String>
    private let kinds: [String]
    private var missingCases: Set<String> = []

    init(_ intake: ActorIntake, rows: [ActorRow], in change: Change) throws {
        self.intake = intake
        register = try ActorRegister(change.db)
        attributes = AttributeWriter(of: .actor, reader: intake.reader)
        names = Set(rows.map(\.actor.name.normalizedName))
        kinds = try String.fetchAll(change.db, sql: "SELECT name FROM actorKind").sorted(by: inNameOrder)
    }

    mutating func write(_ rows: [ActorRow], in change: inout Change) throws {
        try attributes.prepare(rows.flatMap(\.settings), in: &change)
        for row in rows { try write(row, in: &change) }
        outcome.newAttributes = attributes.added
        outcome.problems += attributes.problems
    }

    private mutating func write(_ row: ActorRow, in change: inout Change) throws {
        guard try noteCase(of: row, in: &change) else { return }
        noteKind(of: row)
        guard let found = try find(row.actor.name, in: change.db) else {
            let added = try register.add(row.actor, in: &change)
            outcome.added += 1
            for setting in row.settings {
                guard let values = attributes.values(setting) else { continue }
                try attributes.write(values, for: setting, of: added.row, in: change.db)
            }
            return
        }
        outcome.known += 1
        let changed = try complete(found, with: row, in: &change)
        guard try setAttributes(of: found, row, in: change.db) || changed else { return }
        outcome.completed += 1
        change.concern(found.id)
    }

    /// The actor that a row speaks of; nil where it is new.
    private func find(_ name: String, in db: Database) throws -> ActorRegister.Found? {
        guard let found = register.find(name) else { return nil }
        let own =
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT name FROM actor WHERE id = ?"), arguments: [found.row]) ?? name
        guard own == name.normalizedName || intake.verb == .add || !names.contains(own) else { return nil }
        return .init(row: found.row, id: found.id, name: own)
    }

    /// - Returns: false where the row names a case that is not there and is not to be made.
    private mutating func noteCase(of row: ActorRow, in change: inout Change) throws -> Bool {
        guard let name = row.actor.caseName?.normalizedName, try CaseRegister(change.db).find(name) == nil else { return true }
        guard intake.createsCases else {
            guard missingCases.insert(name).inserted else { return false }
            outcome.problems.append(
                try .noCase(name, at: row.place, remedy: "pass --create-cases to make it a case", in: change.db))
            return false
        }
        _ = try change.caseRow(name)
        outcome.newCases.append(name)
        return true
    }

    private mutating func noteKind(of row: ActorRow) {
        guard let kind = row.actor.kind?.normalizedName, !kinds.contains(kind),
            !outcome.newKinds.contains(where: { $0.name == kind })
        else { return }
        outcome.newKinds.append(.init(name: kind, near: kind.nearest(among: kinds)))
    }

    /// - Returns: whether something was filled in or replaced.
    private mutating func complete(
        _ found: ActorRegister.Found, with row: ActorRow, in change: inout Change
    ) throws -> Bool {
        let db = change.db
        let stands = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT (SELECT name FROM actorKind k WHERE k.id = a.kind), a.placeName, a.reach,
                      (SELECT name FROM "case" c WHERE c.id = a."case") FROM actor a WHERE a.id = ?
                    """), arguments: [found.row])
        guard let stands else { return false }
        var edit = ActorEdit()
        func taken(_ wanted: String?, over known: String?, _ property: String) -> String? {
            guard let wanted = wanted?.normalizedName, wanted != known else { return nil }
            guard let known, !intake.updates else { return wanted }
            outcome.differences.append(.differs(found.name, property, known, wanted, at: row.place))
            return nil
        }
        edit.kind = taken(row.actor.kind, over: stands[0], "kind")
        edit.place = taken(row.actor.place, over: stands[1], "place")
        edit.reach = taken(row.actor.reach?.rawValue, over: stands[2], "reach").flatMap(Reach.init(rawValue:)).map {
            .known($0)
        }
        edit.caseName = taken(row.actor.caseName, over: stands[3], "case")
        let aliases = try String.fetchSet(
            db.cachedStatement(sql: "SELECT alias FROM actorAlias WHERE actor = ?"), arguments: [found.row])
        edit.newAliases = row.actor.aliases.filter {
            !aliases.contains($0.normalizedName) && $0.normalizedName != found.name && !$0.normalizedName.isEmpty
        }
        guard !edit.isEmpty else { return false }
        try register.apply(edit, to: found, aliases: [], in: &change)
        return true
    }

    /// - Returns: whether a value was set.
    private mutating func setAttributes(of found: ActorRegister.Found, _ row: ActorRow, in db: Database) throws -> Bool {
        var isChanged = false
        for setting in row.settings {
            guard let wanted = attributes.values(setting) else { continue }
            let known = try attributes.known(setting, of: found.row, in: db)
            guard wanted != known else { continue }
            guard known.isEmpty || intake.updates else {
                outcome.differences.append(
                    .differs(
                        found.name, setting.attribute, attributes.told(known, setting), attributes.told(wanted, setting),
                        at: setting.place))
                continue
            }
            try attributes.write(wanted, for: setting, of: found.row, in: db)
            isChanged = true
        }
        return isChanged
    }
}

extension Diagnostic {
    fileprivate static func differs(
        _ name: String, _ property: String, _ known: String, _ wanted: String, at place: Place
    ) -> Diagnostic {
        .warning(
            at: place, "\(property) of '\(name)' is '\(known)', not '\(wanted)', and was left so",
            remedy: "pass --update to put what the table says in its place")
    }
}
