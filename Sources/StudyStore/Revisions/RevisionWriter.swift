import Foundation
import GRDB
import StudyModel

/// Writes new revisions of sources, and takes their passages along.
struct RevisionWriter {
    private(set) var change: Change
    private(set) var updates: [SourceUpdate] = []
    private let db: Database
    private let anchor: Anchor
    private let transcripts: TranscriptWriter
    private let mover: PassageMover
    private let noter: PassageNoter
    private var waiting: [PendingUpdate] = []
    /// What is being re-anchored while the batch before it is written.
    private var ahead: AnchoredBatch?

    /// So many sources are re-anchored at once, on all cores.
    private static let batch = 16

    init(_ change: Change, anchor: @escaping Anchor) throws {
        self.change = change
        self.anchor = anchor
        db = change.db
        transcripts = try TranscriptWriter(change.db, BulkRows(change.db))
        mover = try PassageMover(change.db)
        noter = try PassageNoter(change.db)
    }

    /// - Parameter intake: the edited file, under the name of the source that it is of.
    mutating func add(_ intake: TranscriptIntake) throws {
        let name = intake.name.normalizedName
        // What stands in the study of a source is read when its own last update is written.
        if waiting.contains(where: { $0.name == name }) || ahead?.updates.contains(where: { $0.name == name }) == true {
            try finish()
        } else if waiting.count >= Self.batch {
            try advance()
        }
        waiting.append(try PendingUpdate(intake, name: name, in: db))
    }

    /// Writes all that came.
    mutating func finish() throws {
        try advance()
        try advance()
    }

    /// Begins to re-anchor what is waiting, and writes what was begun before.
    private mutating func advance() throws {
        let done = ahead
        ahead = waiting.isEmpty ? nil : AnchoredBatch(waiting, anchor)
        waiting = []
        guard let done else { return }
        for (update, outcomes) in zip(done.updates, done.outcomes()) { updates.append(try write(update, outcomes)) }
    }

    private mutating func write(_ update: PendingUpdate, _ outcomes: [[AnchorOutcome]]) throws -> SourceUpdate {
        guard !update.isKnown else { return SourceUpdate(source: update.name, revision: update.number, isKnown: true) }
        var result = SourceUpdate(source: update.name, revision: update.number + 1, isKnown: false)
        try FullText.remove([update.revision], in: db)
        let revision = try transcripts.addRevision(
            update.intake.transcript, update.intake.original, source: update.source, number: update.number + 1,
            event: change.event)
        let new = IndexedText(Array(update.intake.transcript.text.utf8))
        var taken: Set<TextRange> = []
        // Those that stand in the last revision come first: they keep their place where an older one comes to it too.
        for (group, outcomes) in zip(update.groups, outcomes) {
            var notes = Notes(name: update.name, number: group.number, old: group.text, new: new)
            for (passage, outcome) in zip(group.passages, outcomes) {
                let (state, place, similarity) = Self.decision(passage, outcome)
                guard let place else {
                    try mover.leave(passage, as: state)
                    try note(passage, state, outcome, &notes, in: &result)
                    continue
                }
                let isFree = taken.insert(place).inserted
                guard try mover.move(passage, to: place, in: revision, as: state, isFree: isFree) != .conflict else {
                    try mover.leave(passage, as: .ambiguous)
                    try note(passage, .ambiguous, .ambiguous([place]), &notes, in: &result)
                    continue
                }
                switch outcome {
                case .unchanged: result.unchanged += 1
                case .moved: result.moved += 1
                default:
                    result.changed += 1
                    result.noted.append(
                        try noter.note(passage, state, notes.place(passage), [Surroundings(place, in: new)], similarity, notes))
                }
            }
        }
        change.concern(update.id)
        change.count("revisions")
        change.count("turns", update.intake.transcript.turns.count)
        for (what, count) in [
            ("placed", result.unchanged + result.moved), ("changed", result.changed), ("ambiguous", result.ambiguous),
            ("lost", result.lost),
        ] {
            change.count(what, count)
        }
        return result
    }

    private func note(
        _ passage: StoredPassage, _ state: PassageState, _ outcome: AnchorOutcome, _ notes: inout Notes,
        in result: inout SourceUpdate
    ) throws {
        if state == .lost { result.lost += 1 } else { result.ambiguous += 1 }
        result.noted.append(
            try noter.note(passage, state, notes.place(passage), notes.candidates(for: passage, outcome), nil, notes))
    }

    /// Words that were edited once stay changed, though a later edit leaves them alone.
    private static func decision(
        _ passage: StoredPassage, _ outcome: AnchorOutcome
    ) -> (state: PassageState, place: TextRange?, similarity: Double?) {
        let stays: PassageState = passage.state == .changed ? .changed : .placed
        switch outcome {
        case .unchanged: return (stays, passage.range, nil)
        case .moved(let place): return (stays, place, nil)
        case .changed(let place, let similarity): return (.changed, place, similarity)
        case .ambiguous: return (.ambiguous, nil, nil)
        case .lost: return (.lost, nil, nil)
        }
    }
}
