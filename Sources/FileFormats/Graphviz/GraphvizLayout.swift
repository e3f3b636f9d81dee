import Foundation

/// Places that a program of Graphviz, which has to be installed, gives the nodes of a graph.
///
/// Another version of Graphviz may give other places.
package struct GraphvizLayout: Sendable {
    /// A program of Graphviz by its name; each lays out in a manner of its own.
    package enum Engine: String, Hashable, Sendable, CaseIterable {
        /// Layers, along the direction of edges.
        case dot
        /// Springs between all nodes.
        case neato
        /// Springs along edges.
        case fdp
        /// The same, for many nodes.
        case sfdp
        /// Circles around one node.
        case twopi
        /// One circle a part.
        case circo
    }

    /// An edge between two nodes, named by their places.
    package struct Edge: Sendable {
        package var source: Int
        package var target: Int
        /// What pulls the ends together, greater than 0.
        package var weight: Double

        package init(source: Int, target: Int, weight: Double) {
            self.source = source
            self.target = target
            self.weight = weight
        }
    }

    /// Of the nodes in their order, in inches; `y` grows downwards.
    package let points: [(x: Double, y: Double)]

    private static let seconds = 60.0
    private static let memory = 1 << 30
    private static let output = 16 << 20

    /// - Parameter seed: what the programs begin with that set nodes at random first.
    /// - Throws: `FormatError` where the program is not there, takes too long or fails.
    package init(nodes count: Int, edges: [Edge], isDirected: Bool, by engine: Engine, seed: UInt64 = 1) throws {
        guard let program = ExternalProgram(engine.rawValue) else { throw FormatError.noGraphviz(engine) }
        let folder = try TemporaryFolder()
        let file = try folder.write(MemoryByteSource(Self.graph(count, edges, isDirected, engine, seed)), as: "graph.gv")
        let outcome: ExternalProgram.Outcome
        do {
            outcome = try program.run(
                ["-Tplain", file], limit: Self.output, seconds: Self.seconds, memory: Self.memory)
        } catch ExternalProgram.Failure.tooSlow {
            throw FormatError.slowGraphviz(engine, Self.seconds)
        } catch is ExternalProgram.Failure {
            throw FormatError.failedGraphviz(engine)
        }
        guard outcome.status == 0, let points = Self.points(in: outcome.output, count: count) else {
            throw FormatError.failedGraphviz(engine)
        }
        self.points = points
    }

    /// The graph in the DOT language. Nodes have numbers for names and no label, so that nothing is to be escaped.
    private static func graph(
        _ count: Int, _ edges: [Edge], _ isDirected: Bool, _ engine: Engine, _ seed: UInt64
    ) -> [UInt8] {
        var text = """
            \(isDirected ? "digraph" : "graph") {
            graph [start=\(seed % UInt64(Int32.max)), overlap=scale, splines=false];
            node [label="", shape=circle, width=0.4, height=0.4, fixedsize=true];

            """
        for node in 0..<count { text += "\(node);\n" }
        let greatest = edges.map(\.weight).max() ?? 1
        for edge in edges {
            // Only whole weights are taken by dot, and greater ones than 10 draw its layers out.
            let weight = 1 + (9 * edge.weight / greatest).rounded()
            text += "\(edge.source) \(isDirected ? "->" : "--") \(edge.target) [weight=\(Int(weight))];\n"
        }
        return Array((text + "}\n").utf8)
    }

    /// The places in the format `plain`: `node NAME X Y …` a line, `y` from the bottom.
    ///
    /// - Returns: nil where one is missing.
    /// - Source: <https://graphviz.org/docs/outputs/plain/>
    static func points(in plain: [UInt8], count: Int) -> [(x: Double, y: Double)]? {
        var points: [(x: Double, y: Double)?] = Array(repeating: nil, count: count)
        for line in String(decoding: plain, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 4)
            guard words.count >= 4, words[0] == "node" else { continue }
            guard let node = Int(words[1]), points.indices.contains(node), let x = Double(words[2]), let y = Double(words[3]),
                x.isFinite, y.isFinite
            else { return nil }
            points[node] = (x, -y)
        }
        let found = points.compactMap(\.self)
        return found.count == count ? found : nil
    }
}

extension FormatError {
    fileprivate static func noGraphviz(_ engine: GraphvizLayout.Engine) -> FormatError {
        FormatError(
            "\(engine.rawValue) of Graphviz is not installed",
            remedy: "install it (Debian, Ubuntu: apt-get install graphviz), or leave out --layout")
    }
    fileprivate static func slowGraphviz(_ engine: GraphvizLayout.Engine, _ seconds: Double) -> FormatError {
        FormatError(
            "\(engine.rawValue) of Graphviz took longer than \(Int(seconds)) seconds, the limit",
            remedy: "take --layout sfdp, or leave it out")
    }
    fileprivate static func failedGraphviz(_ engine: GraphvizLayout.Engine) -> FormatError {
        FormatError("\(engine.rawValue) of Graphviz failed", remedy: "take another --layout, or leave it out")
    }
}
