import GRDB
package import StudyModel

/// What became of settlements.
package struct SettlementOutcome: Hashable, Sendable {
    package var placed = 0
    package var lost = 0
    /// Passages whose codings were taken away.
    package var dropped = 0
    package var unplaced: [CodingOutcome.Failure] = []
    package var notes: [CodingOutcome.Note] = []
}

extension Study {
    /// Settles passages as one change: all of them, or none where one cannot be settled.
    ///
    /// - Parameter input: the hash of the file that they stood in.
    package func settle(
        _ settlements: [Settlement], input: ContentHash? = nil, by coder: String, dryRun: Bool = false
    ) throws -> SettlementOutcome {
        try meet(settlements, with: SettlementWriter.self, as: "sources.resolve", input: input, by: coder, dryRun: dryRun)
    }
}

extension Settlement: Request {}
extension SettlementOutcome: RequestOutcome {}

private struct SettlementWriter: RequestWriter {
    var change: Change
    var outcome = SettlementOutcome()
    private var finder: PassageFinder
    private let mover: PassageMover

    init(_ change: Change) throws {
        self.change = change
        finder = PassageFinder(change.db)
        mover = try PassageMover(change.db)
    }

    mutating func write(_ settlement: Settlement) throws {
        let (passage, source) = try passage(settlement.subject)
        switch settlement.decision {
        case .place(let target): try place(passage, in: source, at: target, settlement)
        case .lost:
            guard !passage.state.hasPlace else {
                throw Unplaced(
                    "it has a place in the newest text",
                    "give another place with --at or --quote, or take its codings with --drop")
            }
            try mover.leave(passage, as: .lost)
            outcome.lost += 1
            change.count("lost")
        case .drop: try drop(passage)
        }
        if case .coding(let id) = settlement.subject { change.concern(id) }
    }

    private mutating func place(
        _ passage: StoredPassage, in source: String, at target: CodingRequest.Target, _ settlement: Settlement
    ) throws {
        let found = try finder.find(CodingRequest(source: source, target: target, codes: [], coder: change.coderName))
        if let note = found.note { outcome.notes.append(.init(line: settlement.line, message: note)) }
        guard try mover.move(passage, to: found.range, in: found.revision, as: .placed) != .conflict else {
            throw Unplaced(.taken(found.range), "name another place, or take its codings away with --drop")
        }
        outcome.placed += 1
        change.count("placed")
    }

    private mutating func drop(_ passage: StoredPassage) throws {
        let db = change.db
        let others = try Int.fetchOne(
            db,
            sql: """
                SELECT (SELECT count(*) FROM evidence WHERE passage = ?1) + (SELECT count(*) FROM mention WHERE passage = ?1)
                  + (SELECT count(*) FROM memo WHERE passage = ?1) + (SELECT count(*) FROM memoLink WHERE passage = ?1)
                  + (SELECT count(*) FROM memo m JOIN coding k ON k.id = m.coding WHERE k.passage = ?1)
                """, arguments: [passage.id])
        guard others == 0 else {
            throw Unplaced(
                "a tie, a mention, a memo or a link rests on it", "give it a place, or leave it with its old revision by --lost"
            )
        }
        try db.execute(sql: "DELETE FROM coding WHERE passage = ?", arguments: [passage.id])
        change.count("uncoded", db.changesCount)
        try Passages.deleteBare([passage.id], in: db)
        outcome.dropped += 1
    }

    private func passage(_ subject: Settlement.Subject) throws -> (StoredPassage, source: String) {
        let (condition, argument): (String, any DatabaseValueConvertible)
        switch subject {
        case .coding(let id): (condition, argument) = ("p.id = (SELECT passage FROM coding WHERE uuid = ?)", id.data)
        case .passage(let number): (condition, argument) = ("p.id = ?", number)
        }
        let row = try Row.fetchOne(
            change.db,
            sql: """
                SELECT p.id, p.revision, p.lower, p.upper, p.state, s.name FROM passage p JOIN revision r ON r.id = p.revision
                JOIN source s ON s.id = r.source WHERE s.name IS NOT NULL AND \(condition)
                """, arguments: [argument])
        guard let row, let range = TextRange(row["lower"], row["upper"]) else {
            switch subject {
            case .coding: throw Unplaced("no coding of a transcript has that id", "list them with 'anker codings --json'")
            case .passage(let number):
                throw Unplaced(.noPassage(number), "list those without a place with 'anker sources resolve'")
            }
        }
        return (
            StoredPassage(
                id: row["id"], revision: row["revision"], range: range,
                state: PassageState(rawValue: row["state"]) ?? .placed), row["name"]
        )
    }
}

extension Diagnostic.Message {
    fileprivate static func taken(_ range: TextRange) -> Self {
        "at \(range) stands a passage that has the same code by the same coder, or the same tie or actor"
    }
    fileprivate static func noPassage(_ number: Int64) -> Self { "no passage of a transcript has the number \(number)" }
}
