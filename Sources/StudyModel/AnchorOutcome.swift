/// What became of a passage when the text of its source was edited.
package enum AnchorOutcome: Hashable, Sendable {
    /// The same words at the same range.
    case unchanged
    /// The same words at another range.
    case moved(TextRange)
    /// A part of the words was edited; the similarity of old and new words is between 0 and 1.
    case changed(TextRange, similarity: Double)
    /// It could be at one of these places, or its words could be gone.
    case ambiguous([TextRange])
    /// Its words are gone. Where less than half of them is left, that is at the place named.
    case lost(TextRange?)
}

extension AnchorOutcome {
    /// Where a passage stands that was at `range`; nil where it has no place.
    package func place(from range: TextRange) -> TextRange? {
        switch self {
        case .unchanged: range
        case .moved(let place), .changed(let place, _): place
        case .ambiguous, .lost: nil
        }
    }
}
