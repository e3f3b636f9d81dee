import Analysis
import Exporters
import FileFormats
import Foundation
import StudyModel

// Seconds of one piece of work on a random network, as JSON; networks.py runs it beside igraph.
// Usage: NetworkTrial edges|write|betweenness|measures|permutations NODES EDGES [FILE|ROUNDS]

let arguments = CommandLine.arguments
guard arguments.count >= 4, let nodes = Int(arguments[2]), let edges = Int(arguments[3]), nodes > 1 else {
    print("usage: NetworkTrial edges|write|betweenness|measures|permutations NODES EDGES [FILE|ROUNDS]")
    exit(64)
}
let last = arguments.count > 4 ? arguments[4] : ""
var numbers = SplitMix(seed: 1)
var pairs: Set<[Int]> = []
while pairs.count < edges {
    let (one, other) = (numbers.below(nodes), numbers.below(nodes))
    if one != other { pairs.insert([min(one, other), max(one, other)]) }
}
let sorted = pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
let graph = Graph(count: nodes, isDirected: false, edges: sorted.map { .init($0[0], $0[1]) })

/// With what a small study of actors has on each node and edge.
func network() -> Network {
    let kinds = ["Initiative", "Kommune", "Verein", "Netzwerkakteur", "Schule"]
    func id(_ letter: String, _ number: Int) -> String {
        letter + String(repeating: "0", count: 12 - String(number, radix: 16).count) + String(number, radix: 16)
    }
    return Network(
        name: "trial", isDirected: false,
        nodeAttributes: [.init("label", .string), .init("ap_class", .string), .init("n_ties", .integer)],
        edgeAttributes: [.init("weight", .double), .init("relation", .string)],
        nodes: (0..<nodes).map {
            .init(
                id: id("a", $0),
                values: [
                    "label": .string("Öffentlicher Raum \($0)"), "ap_class": .string(kinds[$0 % kinds.count]),
                    "n_ties": .integer($0 % 17),
                ])
        },
        edges: sorted.enumerated().map { number, pair in
            .init(
                id: id("e", number), source: id("a", pair[0]), target: id("a", pair[1]),
                values: ["weight": .double(Double(number % 5 + 1)), "relation": .string("Unterstützung")])
        })
}

var check = 0.0
let start: Date
switch arguments[1] {
case "edges":
    start = Date()
    try Data(sorted.map { "\($0[0]) \($0[1])\n" }.joined().utf8).write(to: URL(fileURLWithPath: last))
case "write":
    let network = network()
    start = Date()
    guard FileManager.default.createFile(atPath: last, contents: nil), let file = FileHandle(forWritingAtPath: last) else {
        print("cannot write \(last)")
        exit(2)
    }
    let summary = try GraphMLExporter.write(network) { try file.write(contentsOf: $0) }
    try file.close()
    check = Double(summary.edges)
case "betweenness":
    start = Date()
    check = PathMeasures(graph, isWeighted: false).betweenness.reduce(0, +)
case "measures":
    let network = network()
    start = Date()
    check = Double(NodeMeasures(network, MeasureOptions()).columns(NodeMeasure.allCases).count)
case "permutations":
    start = Date()
    let test = PermutationTest(
        observed: PathMeasures(graph, isWeighted: false).betweenness.max(), rounds: Int(last) ?? 200, seed: 1
    ) { PathMeasures(graph.rewired(using: &$0), isWeighted: false).betweenness.max() }
    check = test?.mean ?? 0
default:
    print("no work '\(arguments[1])'")
    exit(64)
}
print("{\"seconds\": \(Date().timeIntervalSince(start)), \"check\": \(check)}")
