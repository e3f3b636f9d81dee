import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel

/// Who sets the nodes of a picture.
enum PictureLayout: String, CaseIterable, ExpressibleByArgument {
    case force
    case dot, neato, fdp, sfdp, twopi, circo

    /// The places of the nodes, in their order.
    ///
    /// - Throws: `Refusal` where a program of Graphviz is not there or fails.
    func places(of network: Network, seed: UInt64) throws -> [NetworkPicture.Point] {
        guard let engine = GraphvizLayout.Engine(rawValue: rawValue) else {
            return NetworkLayout(network.graph, seed: seed).points.map { .init(x: $0.x, y: $0.y) }
        }
        let edges = network.graph.edges.map { GraphvizLayout.Edge(source: $0.source, target: $0.target, weight: $0.weight) }
        do {
            return try GraphvizLayout(
                nodes: network.nodes.count, edges: edges, isDirected: network.isDirected, by: engine, seed: seed
            ).points.map { .init(x: $0.x, y: $0.y) }
        } catch let error as FormatError {
            throw Refusal(at: .init(file: network.name), .init(error.problem), remedy: error.remedy)
        }
    }
}
