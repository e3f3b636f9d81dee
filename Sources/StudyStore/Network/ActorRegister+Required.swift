import GRDB
import StudyModel

extension ActorRegister {
    /// An actor as commands tell it.
    struct Found: Hashable {
        var row: Int64
        var id: Actor.ID
        var name: String
    }

    /// The actor known by `name`, or by an alias that only one actor has.
    ///
    /// - Throws: `StudyError` with a near name where there is none, with the names of all where several have the alias.
    func required(_ name: String) throws -> Found {
        if let found = find(name) {
            let own = try String.fetchOne(db, sql: "SELECT name FROM actor WHERE id = ?", arguments: [found.row])
            return Found(row: found.row, id: found.id, name: own ?? name)
        }
        let sharing = try sharing(name)
        guard sharing.isEmpty else {
            throw StudyError(Self.shared(name, sharing), remedy: "name the one that is meant by its own name")
        }
        throw StudyError(
            "no actor '\(name)'",
            remedy: try near(name).map { "did you mean '\($0)'?" } ?? "list them with 'anker actor list'")
    }

    /// Several, each once, in the order in which they are named.
    func required(_ names: [String]) throws -> [Found] {
        try names.map(required).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The same for a line of many: those that follow are looked at all the same.
    ///
    /// - Throws: `Unplaced`.
    func wanted(_ name: String) throws -> (row: Int64, id: Actor.ID) {
        if let found = find(name) { return found }
        let sharing = try sharing(name)
        guard sharing.isEmpty else {
            throw Unplaced(.init(Self.shared(name, sharing)), "name the one that is meant by its own name")
        }
        throw Unplaced(
            .init("no actor '\(name)'"),
            try near(name).map { "did you mean '\($0)'?" } ?? Unplaced.addActor)
    }

    /// The names of those that have `name` as an alias.
    func sharing(_ name: String) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT a.name FROM actor a JOIN actorAlias l ON l.actor = a.id WHERE l.alias = ? ORDER BY a.name",
            arguments: [name.normalizedName])
    }

    /// The name or other name that was probably meant; nil where none is near.
    private func near(_ name: String) throws -> String? {
        name.nearest(among: try String.fetchAll(db, sql: "SELECT name FROM actor UNION SELECT alias FROM actorAlias"))
    }

    static func shared(_ name: String, _ actors: [String]) -> String {
        "'\(name)' is another name of several actors: \(actors.map { "'\($0)'" }.joined(separator: ", "))"
    }

    /// - Throws: `StudyError` where another actor has that name, or one that differs only in case.
    func checkFree(_ name: String, except own: Int64) throws {
        guard !name.isEmpty else { throw StudyError("the name of the actor is empty", remedy: "give it a name") }
        let names = try String.fetchAll(db, sql: "SELECT name FROM actor WHERE id <> ?", arguments: [own])
        if let taken = names.first(where: { $0 == name || $0.lowercased() == name.lowercased() }) {
            throw StudyError(
                "there is an actor '\(taken)' already", remedy: "choose another name, or merge the two with 'anker actor merge'"
            )
        }
    }
}
