/// How measures of a network are computed.
package struct MeasureOptions: Hashable, Sendable {
    /// Whether weights count in paths, constraint, eigenvectors and PageRank.
    package var isWeighted = true
    /// The attribute of nodes that says of which group each is, such as `actor_type`.
    package var groups = "ap_class"
    /// Of communities; more than 1 gives more and smaller ones.
    package var resolution = 1.0
    /// How often communities are looked for.
    package var runs = 20
    /// How many random networks or groupings are tried.
    package var rounds = 1000
    /// Of all that is random.
    package var seed: UInt64 = 1

    package init() {}
}
