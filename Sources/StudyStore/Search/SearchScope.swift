package import StudyModel

/// What of a study's texts is looked through.
package struct SearchScope: Sendable {
    /// Names of sources, `*` for any rest; empty for all.
    package var sources: [String] = []
    package var caseNames: [String] = []
    /// Names of questions, whose answers are meant; with them no transcript is looked through.
    package var questions: [String] = []
    /// Open answers of surveys too.
    package var answers = true
    package var speakers: [String] = []
    package var roles: [Transcript.Speaker.Role] = []
    /// Names or paths of codes: only what overlaps a passage that bears one of them, or one under them.
    package var codes: [String] = []
    /// Where the turns begin that are looked through, in scalars, by revision; 0 for a text without turns. Nil for all.
    package var turns: [Int64: Set<Int32>]?

    package init() {}
}

/// A text that is looked through: the newest of its source.
package struct SearchedText: Sendable {
    /// A turn, or the whole of a text without turns.
    package struct Unit: Sendable {
        package var turn: Int?
        package var speaker: String?
        /// In bytes.
        package var range: Range<Int>
    }

    package var source: String
    package var caseName: String?
    package var text: IndexedText
    /// Only those that lie in the scope, in reading order.
    package var units: [Unit]
    /// The passages of the wanted codes, in bytes, sorted; nil where no code is wanted.
    package var passages: [Range<Int>]?

    /// Whether a place lies in the scope of the codes.
    package func isInScope(_ place: Range<Int>) -> Bool {
        passages.map { $0.contains { $0.overlaps(place) } } ?? true
    }

    /// The words at a range of bytes.
    package func words(at range: Range<Int>) -> String { String(decoding: text.bytes[range], as: UTF8.self) }

    package func range(_ bytes: Range<Int>) -> TextRange? {
        TextRange(text.scalars(before: bytes.lowerBound), text.scalars(before: bytes.upperBound))
    }
}
