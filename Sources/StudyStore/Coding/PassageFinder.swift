import Foundation
import GRDB
package import StudyModel

/// Finds what a request for a coding means, and keeps what it has read of a source for the next one.
struct PassageFinder {
    struct Target {
        var revision: Int64
        var sourceID: Source.ID
        var range: TextRange
        /// Said to the person, where the place was found otherwise than asked.
        var note: Diagnostic.Message?
    }

    private struct KnownSource {
        var revision: Int64
        var id: Source.ID
        var length: Int
    }

    private let db: Database
    private var sources: [String: KnownSource] = [:]
    /// Sources that are not there, so that a name that stands on many lines is looked for once.
    private var missing: [String: Unplaced] = [:]
    private var textRevision: Int64?
    private var finder = QuoteFinder("")
    private var turnRevision: Int64?
    private var turns: [Int: TextRange] = [:]

    init(_ db: Database) { self.db = db }

    /// - Throws: `Unplaced`, which says why the request cannot be placed.
    mutating func find(_ request: CodingRequest) throws -> Target {
        let source = try source(named: request.source)
        switch request.target {
        case .range(let range):
            guard range.upperBound <= source.length else {
                throw Unplaced(
                    .pastEnd(range, length: source.length), "correct the range, or give a quote or a turn")
            }
            if let quote = request.expectedQuote {
                try loadText(source)
                guard finder.text(at: range) == Array(quote.utf8) else {
                    throw Unplaced(.otherWords(range), "leave the quote out, or correct the range")
                }
            }
            return Target(revision: source.revision, sourceID: source.id, range: range)
        case .turns(let numbers):
            try loadTurns(source)
            guard let first = turns[numbers.lowerBound], let last = turns[numbers.upperBound],
                let range = TextRange(first.lowerBound, last.upperBound)
            else { throw noTurn(numbers, of: request.source) }
            return Target(revision: source.revision, sourceID: source.id, range: range)
        case .quote(let quote, let turn, let occurrence):
            return try find(quote, turn: turn, occurrence: occurrence, in: source, named: request.source)
        }
    }

    private mutating func find(
        _ quote: String, turn: Int?, occurrence: Int?, in source: KnownSource, named name: String
    ) throws -> Target {
        try loadText(source)
        var window: TextRange?
        if let turn {
            try loadTurns(source)
            guard let range = turns[turn] else {
                throw noTurn(turn...turn, of: name)
            }
            window = range
        }
        let (places, match) = finder.places(of: quote, in: window)
        guard let first = places.first else {
            throw Unplaced(.noQuote, "copy the words from 'anker show \(name)', or give a range or a turn")
        }
        let range: TextRange
        if let occurrence {
            guard occurrence > 0, occurrence <= places.count else {
                throw Unplaced(
                    .noOccurrence(occurrence, count: places.count), "name one from 1 to \(places.count)")
            }
            range = places[occurrence - 1]
        } else {
            guard places.count == 1 else {
                throw Unplaced(.ambiguousQuote(places), "name the one that is meant by its occurrence, its turn or its range")
            }
            range = first
        }
        return Target(
            revision: source.revision, sourceID: source.id, range: range, note: match == .alike ? .alikeQuote(range) : nil)
    }

    private mutating func source(named name: String) throws -> KnownSource {
        if let known = sources[name] { return known }
        if let known = missing[name] { throw known }
        let key = name.normalizedName
        let found: KnownSource
        if let row = try Row.fetchOne(
            db,
            sql: """
                SELECT s.uuid, r.id, r.length FROM source s JOIN revision r ON r.source = s.id WHERE s.name = ?
                ORDER BY r.number DESC LIMIT 1
                """, arguments: [key])
        {
            found = KnownSource(revision: row["id"], id: try Source.ID(row: row["uuid"]), length: row["length"])
        } else if let answer = try AnswerName.find(name, in: db) {
            found = KnownSource(revision: answer.revision, id: answer.id, length: answer.length)
        } else {
            let reason = Unplaced(.noSource(name), try suggestion(for: key))
            missing[name] = reason
            throw reason
        }
        sources[name] = found
        return found
    }

    private func suggestion(for name: String) throws -> String {
        let names = try String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL")
        let near = name.nearest(among: names)
        return near.map { "did you mean '\($0)'?" } ?? "list them with 'anker sources'"
    }

    private func noTurn(_ numbers: ClosedRange<Int>, of name: String) -> Unplaced {
        Unplaced(
            .noTurn(numbers, count: turns.count),
            turns.isEmpty ? "give a quote or a range" : "see them with 'anker show \(name)'")
    }

    private mutating func loadText(_ source: KnownSource) throws {
        guard textRevision != source.revision else { return }
        finder = QuoteFinder(
            try String.fetchOne(db, sql: "SELECT text FROM revision WHERE id = ?", arguments: [source.revision]) ?? "")
        textRevision = source.revision
    }

    private mutating func loadTurns(_ source: KnownSource) throws {
        guard turnRevision != source.revision else { return }
        turns = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT turn, min(lower) AS lower, max(upper) AS upper FROM cue WHERE revision = ? GROUP BY turn",
            arguments: [source.revision])
        {
            turns[row["turn"]] = TextRange(row["lower"], row["upper"])
        }
        turnRevision = source.revision
    }
}

/// Why a request for a coding has no place.
package struct Unplaced: Error, Hashable, Sendable {
    package let message: Diagnostic.Message
    package let remedy: String?

    /// What to do where an actor is not there.
    package static let addActor = "add it with 'anker actor add'"

    package init(_ message: Diagnostic.Message, _ remedy: String?) {
        self.message = message
        self.remedy = remedy
    }
}

extension Diagnostic.Message {
    fileprivate static func pastEnd(_ range: TextRange, length: Int) -> Self {
        "range \(range) reaches past the end of the text, which has \(length) characters"
    }
    fileprivate static func noTurn(_ numbers: ClosedRange<Int>, count: Int) -> Self {
        let asked =
            numbers.lowerBound == numbers.upperBound
            ? "is no turn \(numbers.lowerBound)" : "are no turns \(numbers.lowerBound)-\(numbers.upperBound)"
        return "there \(asked): the source has \(count == 0 ? "no turns" : "turns 1-\(count)")"
    }
    fileprivate static func otherWords(_ range: TextRange) -> Self { "the words at \(range) are not the quote" }
    fileprivate static let noQuote: Self = "the quote does not stand in the source"
    fileprivate static func noOccurrence(_ occurrence: Int, count: Int) -> Self {
        "the quote stands there \(count == 1 ? "once" : "\(count) times"), so there is no occurrence \(occurrence)"
    }
    fileprivate static func ambiguousQuote(_ places: [TextRange]) -> Self {
        let shown = places.prefix(12).map(\.description).joined(separator: ", ")
        return "the quote stands there \(places.count) times: at \(shown)\(places.count > 12 ? ", …" : "")"
    }
    fileprivate static func alikeQuote(_ range: TextRange) -> Self {
        "the quote stands at \(range) with other white space or another normal form; coded there"
    }
    fileprivate static func noSource(_ name: String) -> Self { "no source '\(name)'" }
}
