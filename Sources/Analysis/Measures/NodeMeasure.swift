package import StudyModel

/// A number, or a yes or no, that a network says of each of its nodes.
package enum NodeMeasure: String, Hashable, Sendable, CaseIterable {
    case degree, strength
    case degreeIn = "degree_in"
    case degreeOut = "degree_out"
    case betweenness, harmonic, eigenvector, pagerank, core, clustering, component
    case isArticulation = "is_articulation"
    case fragmentationWithout = "fragmentation_without"
    case constraint
    case effectiveSize = "effective_size"
    case multiplexity
    case externalInternal = "e_i"
    case blau, iqv, shannon
    case brokerage, coordinator, consultant, gatekeeper, representative, liaison
    case community

    /// What stands at the head of a column, in a sentence.
    package var meaning: String {
        switch self {
        case .degree: "how many others it is tied to; in a directed network ties in and out"
        case .strength: "the sum of the weights of its ties"
        case .degreeIn: "how many ties lead to it"
        case .degreeOut: "how many ties lead from it"
        case .betweenness: "on how many shortest paths between two others it lies, an edge being 1 / weight long"
        case .harmonic: "how near it is to all others: the sum of 1 / length of the shortest paths"
        case .eigenvector: "how central it is by how central its neighbours are; in the largest component only"
        case .pagerank: "the share of an endless random walk along the ties that is spent there"
        case .core: "the largest k for which it is among nodes that have k ties with one another"
        case .clustering: "the share of its pairs of neighbours that are tied"
        case .component: "the number of its component"
        case .isArticulation: "whether its component falls apart without it"
        case .fragmentationWithout: "the share of pairs out of reach of one another without it"
        case .constraint: "how far its neighbours are tied to one another and so make it dispensable (Burt)"
        case .effectiveSize: "how many neighbours it has, less what they are tied to one another"
        case .multiplexity: "by how many relations it is tied to a neighbour, on average"
        case .externalInternal: "ties to other groups less those to its own, as a share of all: -1 to 1"
        case .blau: "how mixed the groups of its neighbours are: 1 less the sum of squared shares"
        case .iqv: "that as a share of the most that is possible with so many groups"
        case .shannon: "how mixed they are in natural logarithms"
        case .brokerage: "how often it stands between two that are not tied (Gould and Fernandez); the sum of the five roles"
        case .coordinator: "all three of one group"
        case .consultant: "the other two of one group"
        case .gatekeeper: "it and the receiver of one group"
        case .representative: "it and the sender of one group"
        case .liaison: "all three of different groups"
        case .community: "the number of its community, the largest first"
        }
    }

    /// Shown where nothing else is asked for.
    package static let usual: [NodeMeasure] = [
        .degree, .strength, .betweenness, .harmonic, .constraint, .core, .community,
    ]
    /// Those that say nothing without groups.
    package var needsGroups: Bool { Self.ofGroups.contains(self) }
    private static let ofGroups: Set<NodeMeasure> = [
        .externalInternal, .blau, .iqv, .shannon, .brokerage, .coordinator, .consultant, .gatekeeper, .representative,
        .liaison,
    ]
    package var isDirected: Bool { self == .degreeIn || self == .degreeOut }

    package var type: Network.ValueType {
        switch self {
        case .degree, .degreeIn, .degreeOut, .core, .component, .brokerage, .coordinator, .consultant, .gatekeeper,
            .representative, .liaison, .community:
            .integer
        case .isArticulation: .boolean
        default: .double
        }
    }
}
