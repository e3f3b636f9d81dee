/// Texts that several coders have coded, and what each gave there, as whole numbers.
package struct AgreementMaterial: Sendable {
    package struct Source: Hashable, Sendable {
        package var name: String
        /// Unicode scalars of its newest text.
        package var length: Int
        /// Its turns, as indices into `turns`; empty where the text has none.
        package var turns: Range<Int>
        /// Who read it, one bit a coder: who gave nothing there found nothing.
        package var judges: UInt64

        package init(name: String, length: Int, turns: Range<Int> = 0..<0, judges: UInt64) {
            self.name = name
            self.length = length
            self.turns = turns
            self.judges = judges
        }
    }

    package struct Turn: Hashable, Sendable {
        /// From 1.
        package var number: Int
        package var lower: Int
        package var upper: Int
        /// True where what is said here shall not count.
        package var isLeftOut: Bool

        package init(number: Int, lower: Int, upper: Int, isLeftOut: Bool = false) {
            self.number = number
            self.lower = lower
            self.upper = upper
            self.isLeftOut = isLeftOut
        }
    }

    /// More cannot be told apart by the bits of `judges`.
    package static let maximumCoders = 64

    /// The names of those who are compared, sorted; points and bits name a coder by the index here.
    package var coders: [String] = []
    /// Sorted by name; points name a source by the index here.
    package var sources: [Source] = []
    /// Of all sources, each in reading order.
    package var turns: [Turn] = []
    /// Passages that have a place in the newest text, in no particular order.
    package var points: [CodingPoint] = []
    /// Under which number a code stands in the points.
    package var codeRows: [Code.ID: Int32] = [:]
    /// Transcripts, and open questions, that some of the coders coded and not enough of them.
    package var leftOut = 0
    /// Codings in these sources that have no place in the newest text.
    package var unplaced = 0

    package init() {}
}
