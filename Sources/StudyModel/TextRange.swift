/// A half-open range of positions in the text of one source.
///
/// Positions count Unicode scalars from the start of the stored text, so `é` written as one scalar is one position and a
/// flag emoji is two. Text is stored with `\n` line endings and no byte order mark, so a position never depends on the
/// system that wrote the file.
package struct TextRange: Hashable, Sendable {
    /// The position of the first scalar, counted from 0.
    package let lowerBound: Int
    /// The position after the last scalar.
    package let upperBound: Int

    /// Nil unless `0 <= lowerBound < upperBound`: an empty range marks nothing, so it cannot be coded.
    package init?(_ lowerBound: Int, _ upperBound: Int) {
        guard lowerBound >= 0, lowerBound < upperBound else { return nil }
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    /// The number of scalars in the range, at least 1.
    package var count: Int { upperBound - lowerBound }

    package func overlaps(_ other: TextRange) -> Bool {
        lowerBound < other.upperBound && other.lowerBound < upperBound
    }

    package func contains(_ position: Int) -> Bool {
        position >= lowerBound && position < upperBound
    }
}

extension TextRange: Comparable {
    /// Reading order: by start, and of two that start together the shorter first.
    package static func < (left: TextRange, right: TextRange) -> Bool {
        (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }
}

extension TextRange: CustomStringConvertible {
    /// The way a range is typed at the command line: `120..<180`.
    package var description: String { "\(lowerBound)..<\(upperBound)" }

    /// Reads `120..<180`; nil when it is anything else.
    package init?(parsing text: some StringProtocol) {
        let bounds = text.split(separator: ".", omittingEmptySubsequences: false)
        guard bounds.count == 3, bounds[1].isEmpty, bounds[2].first == "<",
            let lower = Int(bounds[0]), let upper = Int(bounds[2].dropFirst())
        else { return nil }
        self.init(lower, upper)
    }
}

extension String {
    /// The scalars in `range`, or nil when the range reaches past the end.
    package func text(at range: TextRange) -> String? {
        let scalars = unicodeScalars
        guard
            let lower = scalars.index(scalars.startIndex, offsetBy: range.lowerBound, limitedBy: scalars.endIndex),
            let upper = scalars.index(lower, offsetBy: range.count, limitedBy: scalars.endIndex)
        else { return nil }
        return String(scalars[lower..<upper])
    }
}
