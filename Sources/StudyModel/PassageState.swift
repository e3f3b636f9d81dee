/// How a passage stands in the newest text of its source.
package enum PassageState: String, Hashable, Sendable, CaseIterable {
    /// At the words that were coded.
    case placed
    /// At its words, of which a part was edited since they were coded.
    case changed
    /// It could be at one of several places; it stays with the revision in which it was placed last.
    case ambiguous
    /// Its words are gone; it stays with the revision in which they stood last.
    case lost

    package var hasPlace: Bool { self == .placed || self == .changed }
}
