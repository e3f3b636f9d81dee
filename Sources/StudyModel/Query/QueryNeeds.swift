/// What of a study a query has to know, so that no more is read.
package struct QueryNeeds: Hashable, Sendable {
    /// The newest texts without a coding too.
    package var everySource = false
    package var codebook = false
    package var weights = false
    package var cues = false
    package var speakers = false
    package var cases = false
    package var sourceNames = false
    package var questions = false
    /// How long the texts are.
    package var lengths = false
    package var memos = false
    /// Attributes and questions, by name.
    package var attributes: Set<String> = []

    package init() {}
}
