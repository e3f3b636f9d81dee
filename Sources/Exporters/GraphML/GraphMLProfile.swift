/// For which program a GraphML file is written. All read the strict form; the others have more in them.
package enum GraphMLProfile: String, Hashable, Sendable, CaseIterable {
    /// With the colours of nodes as `r`, `g` and `b`, which Gephi draws by.
    case gephi
    /// With the label as `name` too, by which igraph, and so tidygraph and visNetwork in R, know a node.
    case igraph
    /// The same: Cytoscape shows `name`.
    case cytoscape
    /// With labels and colours as yFiles draws them: yEd shows none otherwise. Not valid by the schema of plain GraphML.
    case yed
    /// Nothing but ids, ends and declared attributes.
    case strict
}
