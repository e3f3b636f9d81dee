import GRDB
import StudyModel

/// Finds what the links in memos name: a place such as `interview-03:27`, or a kind and a name such as `code:Netzwerk`.
struct LinkTargets {
    private var places: MemoPlaces
    private var db: Database { places.db }

    init(_ db: Database) { places = MemoPlaces(db) }

    /// - Throws: `StudyError` or `Unplaced` where it names nothing.
    mutating func find(_ text: String) throws -> MemoPlace {
        guard let colon = text.firstIndex(of: ":"), let kind = Memo.LinkKind(rawValue: String(text[..<colon])) else {
            return try place(text)
        }
        let name = String(text[text.index(after: colon)...].drop { $0.isWhitespace })
        switch kind {
        case .source, .passage: return try place(name)
        case .code: return try places.find(.code(name))
        case .case: return try places.find(.caseName(name))
        case .actor: return try places.find(.actor(name))
        case .memo: return try memo(name)
        case .coding:
            guard let id = Coding.ID(parsing: name) else {
                throw StudyError("'\(name)' is no id of a coding", remedy: "list them with 'anker codings --json'")
            }
            return try places.find(.coding(id))
        case .tie:
            guard let id = Tie.ID(parsing: name) else {
                throw StudyError("'\(name)' is no id of a tie", remedy: "list them with 'anker ties --json'")
            }
            return try places.find(.tie(id))
        }
    }

    private mutating func place(_ text: String) throws -> MemoPlace {
        if let whole = try places.source(text) { return whole }
        let readings = Self.readings(of: text)
        let reading = try readings.first { try places.source($0.source) != nil } ?? readings.last
        guard let reading else { return try places.find(.source(text)) }
        return try places.find(.passage(source: reading.source, reading.target))
    }

    /// The ways to read a text as a place in a source; a name may hold a colon itself.
    private static func readings(of text: String) -> [(source: String, target: CodingRequest.Target)] {
        func split(at mark: Character, _ text: String) -> (head: String, tail: Substring)? {
            text.lastIndex(of: mark).map { (String(text[..<$0]), text[text.index(after: $0)...]) }
        }
        for mark in [" ", "@", ":"] as [Character] {
            guard let (head, tail) = split(at: mark, text), let range = TextRange(parsing: tail) else { continue }
            // As lists print it: a turn, and behind it the range that is meant.
            let withoutTurn = split(at: ":", head).flatMap { TurnRange.parse($0.tail) == nil ? nil : $0.head }
            return [head, withoutTurn].compactMap(\.self).map { ($0, .range(range)) }
        }
        guard let (head, tail) = split(at: ":", text), let turns = TurnRange.parse(tail) else { return [] }
        return [(head, .turns(turns))]
    }

    /// The memo with that title, or whose id begins so.
    private func memo(_ text: String) throws -> MemoPlace {
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, uuid FROM memo WHERE title = ? AND title <> '' ORDER BY id", arguments: [text])
        guard rows.count <= 1 else {
            throw StudyError("\(rows.count) memos have the title '\(text)'", remedy: "name one by its id")
        }
        if let row = rows.first {
            return MemoPlace(
                spot: .row(.init(column: "linkedMemo", row: row["id"])), id: "\(try Memo.ID(row: row["uuid"]))")
        }
        if let found = try Memos.row(ofID: text, in: db) {
            return MemoPlace(spot: .row(.init(column: "linkedMemo", row: found.row)), id: "\(found.id)")
        }
        let titles = try String.fetchAll(db, sql: "SELECT DISTINCT title FROM memo WHERE title <> '' ORDER BY title")
        throw StudyError(
            "no memo has the title or id '\(text)'",
            remedy: text.nearest(among: titles).map { "did you mean '\($0)'?" } ?? "list them with 'anker memo list'")
    }
}
