import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

/// The formats a network is written in.
enum NetworkFormat: String, ExpressibleByArgument, CaseIterable {
    case graphml, gexf, csv, dot, pajek, dl, json

    /// By what the name of the file ends in.
    init?(ofFile path: String) {
        let endings: [(String, NetworkFormat)] = [
            (".graphml", .graphml), (".gexf", .gexf), (".csv", .csv), (".dot", .dot), (".gv", .dot), (".net", .pajek),
            (".dl", .dl), (".json", .json),
        ]
        guard let found = endings.first(where: { path.lowercased().hasSuffix($0.0) }) else { return nil }
        self = found.1
    }
}

extension GraphMLProfile: ExpressibleByArgument {}

/// Where a network is written, and how.
struct NetworkOutputOptions: ParsableArguments {
    @Option(
        name: .long,
        help:
            "The format to write; else by the name of the file, else graphml. csv makes two files, NAME-nodes.csv and NAME-edges.csv."
    )
    var format: NetworkFormat?

    @Option(name: .long, help: "For which program GraphML is written; all read strict.")
    var profile: GraphMLProfile?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; else standard output.", valueName: "file"),
        completion: .file())
    var output = "-"

    private var chosenFormat: NetworkFormat { format ?? NetworkFormat(ofFile: output) ?? .graphml }

    func validate() throws {
        if profile != nil, chosenFormat != .graphml { throw ValidationError("--profile is for GraphML") }
        if chosenFormat == .csv, output == "-" {
            throw ValidationError("csv is two files, of nodes and of edges: name them with --output NAME.csv")
        }
    }

    func write(_ options: StudyOptions, _ make: () throws -> Network) throws {
        try Self.namingProblems {
            let network = try make()
            var replaced = 0
            var written = output
            switch chosenFormat {
            case .csv:
                let stem = output.lowercased().hasSuffix(".csv") ? String(output.dropLast(4)) : output
                written = stem + "-{nodes,edges}.csv"
                try write(to: stem + "-nodes.csv") { try NetworkTables.writeNodes(of: network, to: $0) }
                try write(to: stem + "-edges.csv") { try NetworkTables.writeEdges(of: network, to: $0) }
            case .graphml:
                try write(to: output) { sink in
                    replaced = try GraphMLExporter.write(network, for: profile ?? .gephi, to: sink).replacedCharacters
                }
            case .gexf: try write(to: output) { replaced = try GEXFExporter.write(network, to: $0) }
            case .dot: try write(to: output) { replaced = try NetworkPlain.writeDOT(network, to: $0) }
            case .pajek: try write(to: output) { replaced = try NetworkPlain.writePajek(network, to: $0) }
            case .dl: try write(to: output) { replaced = try NetworkPlain.writeDL(network, to: $0) }
            case .json: try write(to: output) { try NetworkJSON.write(network, to: $0) }
            }
            if replaced > 0 { Output.report(.warning(at: .init(file: network.name), .replaced(replaced))) }
            try options.sayWritten(written, [("node", network.nodes.count), ("edge", network.edges.count)])
        }
    }

    /// Says of which network a problem is.
    static func namingProblems(_ body: () throws -> Void) throws {
        do { try body() } catch let problem as NetworkProblem {
            throw Refusal(at: .init(file: "network"), Diagnostic.Message(problem.description))
        } catch let problem as NetworkError {
            throw Refusal(at: .init(file: "network"), Diagnostic.Message(problem.description))
        }
    }

    private func write(to path: String, _ body: (ByteSink) throws -> Void) throws {
        try OutputFile.write(path) { sink in
            try withoutActuallyEscaping(sink) { sink in
                try body { block in try block.withUnsafeBytes { try sink($0) } }
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func replaced(_ count: Int) -> Self {
        "\(count) control characters that the file cannot hold were replaced by U+FFFD"
    }
}
