/// A coder's statement that a passage speaks of a code.
package struct Coding: Hashable, Sendable {
    package typealias ID = Identifier<Coding>

    package var id: ID
    package var source: String
    package var caseName: String?
    /// The turn in which the passage begins, from 1; nil where the source has no turns.
    package var turn: Int?
    package var range: TextRange
    /// The revision of the source in which the passage stands, from 1.
    package var revision: Int
    /// How the passage stands in the newest revision.
    package var state: PassageState
    /// The words at the range.
    package var quote: String
    package var code: String
    package var coder: String
    /// 0..100; nil where the coder gave none.
    package var weight: Int?
    /// When it was made, UTC, ISO 8601.
    package var time: String
    /// When the words begin in the recording, in milliseconds; nil where the source tells no times.
    package var startMs: Int?
    /// The row or record of the survey's file, of an open answer.
    package var row: Int?

    package init(
        id: ID, source: String, caseName: String?, turn: Int?, range: TextRange, quote: String, code: String, coder: String,
        weight: Int?, time: String, revision: Int = 1, state: PassageState = .placed,
        startMs: Int? = nil, row: Int? = nil
    ) {
        self.id = id
        self.source = source
        self.caseName = caseName
        self.turn = turn
        self.range = range
        self.revision = revision
        self.state = state
        self.startMs = startMs
        self.row = row
        self.quote = quote
        self.code = code
        self.coder = coder
        self.weight = weight
        self.time = time
    }

    package var citation: Citation { Citation(source: source, caseName: caseName, turn: turn, range: range) }

    /// The place in words, as a footnote has it: `interview-05, turn 4, 0:02:31, characters 12–80, revision 1`.
    ///
    /// Characters count from 1, and the last is in it. An answer names the row of its file instead of a turn.
    package func reference(in language: Language) -> String {
        let isGerman = language == .german
        var parts = [source]
        if let row { parts.append(isGerman ? "Zeile \(row)" : "row \(row)") }
        if let turn { parts.append(isGerman ? "Redebeitrag \(turn)" : "turn \(turn)") }
        if let startMs {
            let seconds = startMs / 1000
            let clock = [seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            parts.append("\(seconds / 3600):\(clock.joined(separator: ":"))")
        }
        let (first, last) = (range.lowerBound + 1, range.upperBound)
        let word = isGerman ? "Zeichen" : first == last ? "character" : "characters"
        parts.append(first == last ? "\(word) \(first)" : "\(word) \(first)–\(last)")
        parts.append(isGerman ? "Fassung \(revision)" : "revision \(revision)")
        return parts.joined(separator: ", ")
    }
}
