import GRDB

/// The cues of all revisions, in the order of these and of their numbers.
struct CueRows: Sendable {
    struct Row: Sendable {
        var revision: Int64
        var turn: Int32
        var lower: Int32
        var upper: Int32
        /// -1 where nobody is named, or speakers were not asked for.
        var speaker: Int32
    }

    private(set) var rows: [Row] = []

    /// - Parameter speakers: whether it is wanted who speaks.
    init(_ db: Database, speakers: Bool) throws {
        let turns = speakers ? try SpeakersOfTurns(db) : nil
        let cue = try BulkStatement(db, "SELECT revision, turn, lower, upper FROM cue ORDER BY revision, number")
        var last: (revision: Int64, turns: Range<Int>) = (-1, 0..<0)
        while try cue.step() {
            let revision = cue.integer(0)
            let turn = cue.integer(1)
            if let turns, revision != last.revision { last = (revision, turns.turns(of: revision)) }
            rows.append(
                Row(
                    revision: revision, turn: Int32(clamping: turn), lower: Int32(clamping: cue.integer(2)),
                    upper: Int32(clamping: cue.integer(3)), speaker: turns?.speaker(of: turn, in: last.turns) ?? -1))
        }
    }
}

/// Who has which turn: read along the table, since looking each turn up for itself takes three times as long.
private struct SpeakersOfTurns {
    private var starts: [Int64: Int] = [:]
    private var numbers: [Int64] = []
    private var speakers: [Int32] = []

    init(_ db: Database) throws {
        let turn = try BulkStatement(db, "SELECT revision, number, speaker FROM speakerTurn ORDER BY revision, number")
        var last: Int64 = -1
        while try turn.step() {
            if turn.integer(0) != last {
                last = turn.integer(0)
                starts[last] = numbers.count
            }
            numbers.append(turn.integer(1))
            speakers.append(turn.isNull(2) ? -1 : Int32(clamping: turn.integer(2)))
        }
    }

    /// Where the turns of a revision begin; the end is that of all.
    func turns(of revision: Int64) -> Range<Int> { (starts[revision] ?? numbers.count)..<numbers.count }

    /// Turns are mostly numbered without a gap, so the place is tried first at which it then is.
    func speaker(of turn: Int64, in turns: Range<Int>) -> Int32 {
        let (place, overflow) = turns.lowerBound.addingReportingOverflow(Int(turn) - 1)
        if !overflow, turns.contains(place), numbers[place] == turn { return speakers[place] }
        var last: Int64 = 0
        // The numbers of the next revision begin anew.
        for place in turns {
            guard numbers[place] > last else { break }
            if numbers[place] == turn { return speakers[place] }
            last = numbers[place]
        }
        return -1
    }
}
