/// How ties become edges.
package struct ActorNetworkOptions: Hashable, Sendable {
    /// A file for Gephi has one direction for all its edges, while a study may hold ties of both sorts.
    package enum Direction: String, Hashable, Sendable, CaseIterable {
        /// Undirected where no tie is directed; else directed. Each tie is one edge, so that the file counts ties: an
        /// undirected tie among directed ones bears `reciprocal` = true and runs from the smaller node id to the larger,
        /// and its in- and out-degrees mean nothing.
        case auto
        /// Directed, and each undirected tie is two edges, one each way, both with `reciprocal` = true. In- and
        /// out-degrees, PageRank and directed paths are then right; edges and weights count undirected ties twice.
        case directed
        /// Undirected. A directed tie keeps its first end as `source` and bears `reciprocal` = false.
        case undirected
    }

    /// Several ties between the same two actors. Gephi merges what it takes for parallel edges unless told not to.
    package enum Parallels: String, Hashable, Sendable, CaseIterable {
        /// Each tie of each coder is an edge, under the id of the tie.
        case separate
        /// One edge for a kind, direction and sign, whoever coded it; its id depends on these and the two actors alone.
        case byKind = "by-kind"
        /// One edge for two actors, and in a directed network for each direction.
        case byPair = "by-pair"
    }

    package enum Weight: String, Hashable, Sendable, CaseIterable {
        /// How many distinct passages and answers the edge rests on.
        case evidence
        /// The mean of the strengths that coders gave; no weight where none did, which readers take for 1.
        case strength
        /// How many sources, answers among them, the evidence comes from.
        case sources
        /// How many cases the evidence comes from; one for evidence that is of none.
        case cases
    }

    package var direction = Direction.auto
    package var parallels = Parallels.byKind
    package var weight = Weight.evidence
    /// Whether edges carry the first words of their first evidence, at most 200 scalars.
    package var hasQuotes = false

    package init(
        direction: Direction = .auto, parallels: Parallels = .byKind, weight: Weight = .evidence, hasQuotes: Bool = false
    ) {
        self.direction = direction
        self.parallels = parallels
        self.weight = weight
        self.hasQuotes = hasQuotes
    }
}
