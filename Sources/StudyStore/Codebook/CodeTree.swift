import GRDB
package import StudyModel

/// The codes of a study while one change to them is being made.
struct CodeTree {
    private(set) var change: Change
    private(set) var codebook: Codebook
    private var rows: [Code.ID: Int64] = [:]
    var db: Database { change.db }

    init(_ change: Change) throws {
        self.change = change
        codebook = Codebook()
        try reload()
    }

    private mutating func reload() throws {
        codebook = try Study.codebook(db)
        rows = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, uuid FROM code") { rows[try Code.ID(row: row["uuid"])] = row["id"] }
    }

    func row(_ id: Code.ID) throws -> Int64 {
        guard let row = rows[id] else { throw StudyError.failed("a code is gone while it is being changed") }
        return row
    }

    mutating func concern(_ id: some CustomStringConvertible) { change.concern(id) }
    mutating func count(_ what: String, _ number: Int = 1) { change.count(what, number) }

    /// - Throws: `StudyError` where another code has that name, or one that differs only in case.
    func checkFree(_ name: String, except own: Code.ID? = nil) throws {
        let taken = codebook.codes.first {
            $0.id != own && ($0.name == name || $0.name.lowercased() == name.lowercased())
        }
        if let taken { throw StudyError("there is a code '\(taken.name)' already", remedy: "choose another name") }
    }

    /// Adds a code that has the name and colour, at the end of the codes at the top; `put` brings it to its place.
    mutating func add(_ code: Code) throws -> Code {
        try checkFree(code.name)
        var code = code
        code.order = (codebook.children(of: nil).map(\.order).max() ?? -1) + 1
        try Study.save(code, parent: nil, in: &change)
        try reload()
        return try codebook.code(required: code.name)
    }

    /// Brings the code of that name to what `code` says of its texts, colour and findings.
    mutating func save(_ code: Code) throws {
        try Study.save(code, parent: try code.parent.map { try row($0) }, in: &change)
        change.concern(code.id)
        try reload()
    }

    mutating func rename(_ code: Code, to name: String) throws {
        try checkFree(name, except: code.id)
        try db.execute(sql: "UPDATE code SET name = ? WHERE id = ?", arguments: [name, try row(code.id)])
        change.concern(code.id)
        try reload()
    }

    /// Takes a code out that no coding, memo or other code points to any more.
    mutating func remove(_ code: Code) throws {
        let row = try row(code.id)
        try db.execute(sql: "DELETE FROM codeText WHERE code = ?", arguments: [row])
        try db.execute(sql: "DELETE FROM codeFinding WHERE code = ?", arguments: [row])
        try db.execute(sql: "DELETE FROM code WHERE id = ?", arguments: [row])
        change.concern(code.id)
        try reload()
    }

    /// Does a part of the change that needs all of it.
    mutating func withChange<T>(_ body: (inout Change) throws -> T) rethrows -> T { try body(&change) }
}

extension CodeTree {
    /// Puts a code to its place, and numbers its new siblings where their order changes.
    ///
    /// - Throws: `StudyError` where it would stand under itself, beside a code that is not there, or too deep.
    mutating func put(_ code: Code, _ placement: CodePlacement) throws {
        let parent = try parent(of: code, placement)
        if let parent {
            guard parent.id != code.id, !codebook.descendants(of: code.id).contains(where: { $0.id == parent.id }) else {
                throw StudyError.circle(code.name, under: parent.name)
            }
            guard codebook.path(of: parent).count + height(of: code) <= Codebook.maximumDepth else {
                throw StudyError.tooDeep(code.name)
            }
        }
        var siblings = codebook.children(of: parent?.id).filter { $0.id != code.id }
        switch placement.place {
        case .first: siblings.insert(code, at: 0)
        case .last: siblings.append(code)
        case .before(let name): siblings.insert(code, at: try index(of: name, among: siblings, under: parent))
        case .after(let name): siblings.insert(code, at: try index(of: name, among: siblings, under: parent) + 1)
        }
        let parentRow = try parent.map { try row($0.id) }
        for (place, sibling) in siblings.enumerated() where sibling.order != place || sibling.id == code.id {
            try db.execute(
                sql: "UPDATE code SET parent = ?, place = ? WHERE id = ?", arguments: [parentRow, place, try row(sibling.id)])
        }
        change.concern(code.id)
        try reload()
    }

    /// Puts the codes under `code` beside it, before it, in their order.
    ///
    /// - Returns: how many.
    mutating func liftChildren(of code: Code) throws -> Int {
        let children = codebook.children(of: code.id)
        for child in children { try put(child, CodePlacement(place: .before(code.name))) }
        return children.count
    }

    private func parent(of code: Code, _ placement: CodePlacement) throws -> Code? {
        switch placement.parent {
        case .top: return nil
        case .under(let name): return try codebook.code(required: name)
        case .unsaid:
            switch placement.place {
            case .before(let name), .after(let name):
                return try codebook.code(required: name).parent.flatMap { codebook.code($0) }
            case .first, .last: return code.parent.flatMap { codebook.code($0) }
            }
        }
    }

    private func index(of name: String, among siblings: [Code], under parent: Code?) throws -> Int {
        let other = try codebook.code(required: name)
        guard let index = siblings.firstIndex(where: { $0.id == other.id }) else {
            throw StudyError.noSibling(other.name, parent?.name)
        }
        return index
    }

    private func height(of code: Code) -> Int {
        let own = codebook.path(of: code).count
        return (codebook.descendants(of: code.id).map { codebook.path(of: $0).count }.max() ?? own) - own + 1
    }
}

extension Codebook {
    /// The code of that name, or at that path.
    ///
    /// - Throws: `StudyError` with a near name where there is none.
    package func code(required text: String) throws -> Code {
        if let code = code(at: text) { return code }
        // A path whose last name is right says where that code stands in truth.
        if let last = text.split(separator: "/").last, let code = code(named: String(last)) {
            throw StudyError("no code '\(text)'", remedy: "did you mean '\(writtenPath(of: code))'?")
        }
        throw StudyError(
            "no code '\(text)'",
            remedy: text.nearest(among: codes.map(\.name)).map { "did you mean '\($0)'?" }
                ?? "list them with 'anker codebook list'")
    }
}

extension StudyError {
    fileprivate static func circle(_ name: String, under parent: String) -> StudyError {
        StudyError(
            name == parent
                ? "code '\(name)' cannot stand under itself"
                : "code '\(parent)' stands under '\(name)' and cannot stand above it",
            remedy: "move '\(parent)' away first, or choose another place")
    }
    fileprivate static func tooDeep(_ name: String) -> StudyError {
        StudyError(
            "code '\(name)' or a code under it would stand more than \(Codebook.maximumDepth) deep",
            remedy: "put it higher up in the tree")
    }
    fileprivate static func noSibling(_ name: String, _ parent: String?) -> StudyError {
        StudyError(
            "code '\(name)' does not stand \(parent.map { "under '\($0)'" } ?? "at the top")",
            remedy: "name a code that stands there, or leave out --under and --top")
    }
}
