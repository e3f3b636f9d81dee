import GRDB
package import StudyModel

/// What is to become of one actor; what is nil or not named stays as it is.
package struct ActorEdit: Hashable, Sendable {
    package var name: String?
    /// An empty text goes, of kind, place and case.
    package var kind: String?
    package var place: String?
    package var caseName: String?
    package var reach: ReachEdit?
    package var newAliases: [String] = []
    package var droppedAliases: [String] = []

    package enum ReachEdit: Hashable, Sendable {
        case known(Reach)
        case unknown
    }

    package init() {}

    package var isEmpty: Bool { self == ActorEdit() }
}

/// An actor before and after it was changed.
package struct ActorEditOutcome: Hashable, Sendable {
    package var before: Actor
    package var after: Actor
    /// Others that have the new name as another name of theirs.
    package var sharing: [String]
}

/// What went with an actor that was taken out.
package struct ActorRemoval: Hashable, Sendable {
    package var name: String
    package var ties = 0
    package var mentions = 0
    package var memos = 0
}

extension Study {
    /// Changes what is said of an actor; its id and its ties stay.
    ///
    /// - Throws: `StudyError` where the actor, its case or an alias that is to go is not there, or the new name is another's.
    package func editActor(
        _ name: String, _ edit: ActorEdit, dryRun: Bool = false, by coder: String
    ) throws -> ActorEditOutcome {
        var outcome: ActorEditOutcome?
        try changeUnlessDry("actor.edit", dryRun: dryRun, by: coder) { change in
            let db = change.db
            var register = try ActorRegister(db)
            let found = try register.required(name)
            guard let before = try Self.actors(db, only: found.row).first else { return }
            try register.apply(edit, to: found, aliases: before.aliases, in: &change)
            guard let after = try Self.actors(db, only: found.row).first else { return }
            outcome = ActorEditOutcome(
                before: before, after: after, sharing: before.name == after.name ? [] : try register.sharing(after.name))
            guard before != after else { return }
            change.concern(found.id)
            change.count("actors")
        }
        guard let outcome else { throw StudyError.failed("an actor is gone while it is being changed") }
        return outcome
    }

    /// Takes actors out.
    ///
    /// - Parameter all: takes their ties, mentions and memos out with them. Else an actor that has any is refused.
    /// - Throws: `StudyError` where an actor is not there, or has something.
    package func removeActors(
        _ names: [String], withAll all: Bool = false, dryRun: Bool = false, by coder: String
    ) throws -> [ActorRemoval] {
        var removed: [ActorRemoval] = []
        try changeUnlessDry("actor.remove", dryRun: dryRun, by: coder) { change in
            let db = change.db
            for found in try ActorRegister(db).required(names) {
                var removal = ActorRemoval(name: found.name)
                let ties = try Int64.fetchAll(
                    db, sql: "SELECT id FROM tie WHERE fromActor = ?1 OR toActor = ?1 ORDER BY id", arguments: [found.row])
                let passages = try Int64.fetchSet(
                    db, sql: "SELECT passage FROM mention WHERE actor = ?", arguments: [found.row])
                removal.ties = ties.count
                let held = [(\ActorRemoval.mentions, "mention WHERE isRejected = 0 AND"), (\.memos, "memo WHERE")]
                for (path, rows) in held {
                    removal[keyPath: path] =
                        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(rows) actor = ?", arguments: [found.row]) ?? 0
                }
                if !all, let told = removal.told { throw StudyError.holds(found.name, told) }
                removal.memos += try Ties.delete(ties, in: db)
                _ = try Memos.delete(where: "actor = ?", [found.row], in: db)
                for table in ["mention", "actorAttributeValue", "actorAlias"] {
                    try db.execute(sql: "DELETE FROM \(table) WHERE actor = ?", arguments: [found.row])
                }
                try db.execute(sql: "DELETE FROM actor WHERE id = ?", arguments: [found.row])
                try Passages.deleteBare(passages, in: db)
                change.concern(found.id)
                change.count("actors")
                change.count("ties", removal.ties)
                change.count("mentions", removal.mentions)
                change.count("memos", removal.memos)
                removed.append(removal)
            }
        }
        return removed
    }
}

extension ActorRemoval {
    /// `2 ties, 1 memo`; nil where there is nothing.
    package var told: String? {
        let parts = [(ties, "tie"), (mentions, "mention"), (memos, "memo")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension ActorRegister {
    mutating func apply(_ edit: ActorEdit, to found: Found, aliases: [String], in change: inout Change) throws {
        let db = db
        func set(_ column: String, _ value: (any DatabaseValueConvertible)?) throws {
            try db.execute(
                sql: "UPDATE actor SET \(column) = ?1 WHERE id = ?2 AND \(column) IS NOT ?1", arguments: [value, found.row])
        }
        for alias in edit.droppedAliases.map(\.normalizedName) {
            guard aliases.contains(alias) else { throw StudyError.noAlias(alias, of: found.name, aliases) }
            try db.execute(sql: "DELETE FROM actorAlias WHERE actor = ? AND alias = ?", arguments: [found.row, alias])
        }
        let name = edit.name?.normalizedName ?? found.name
        if name != found.name {
            try checkFree(name, except: found.row)
            try set("name", name)
            // A name is no other name of the same actor.
            try db.execute(sql: "DELETE FROM actorAlias WHERE actor = ? AND alias = ?", arguments: [found.row, name])
        }
        try addAliases(edit.newAliases.filter { $0.normalizedName != name }, to: (found.row, found.id))
        if let kind = edit.kind?.normalizedName {
            try set("kind", kind.isEmpty ? nil : try kindRow(kind, in: &change))
        }
        if let place = edit.place?.normalizedName { try set("placeName", place.isEmpty ? nil : place) }
        if let caseName = edit.caseName?.normalizedName {
            try set("\"case\"", caseName.isEmpty ? nil : try CaseRegister(db).required(caseName).row)
        }
        switch edit.reach {
        case .known(let reach)?: try set("reach", reach.rawValue)
        case .unknown?: try set("reach", nil)
        case nil: break
        }
    }
}

extension StudyError {
    fileprivate static func holds(_ name: String, _ what: String) -> StudyError {
        StudyError(
            "actor '\(name)' has \(what)",
            remedy: "merge it into another actor, or pass --with-all to take them out with it")
    }
    fileprivate static func noAlias(_ alias: String, of name: String, _ aliases: [String]) -> StudyError {
        StudyError(
            "'\(alias)' is no other name of '\(name)'",
            remedy: aliases.isEmpty ? "it has none" : alias.suggestion(among: aliases, "it has"))
    }
}
