import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct NetworkValidate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Say what programs would drop or change of a GraphML file.",
        discussion: """
            The file may come from any program. What Gephi, networkx, igraph, graph-tool and Cytoscape do with it is known from their \
            readers; Docs/Networks.md has the rules. It exits with 1 where something would be lost.
            """)

    @Argument(help: ArgumentHelp("The GraphML file.", valueName: "file"), completion: .file(extensions: ["graphml", "xml"]))
    var file: String

    @Flag(name: .long, help: "Print JSON, one object a line.")
    var json = false

    @Flag(name: .long, help: "Say nothing where nothing would be lost.")
    var quiet = false

    func run() throws {
        let check = try GraphMLCheck(InputFile(path: file))
        var output = BufferedOutput()
        for diagnostic in check.diagnostics {
            try json ? output.line(diagnostic.json) : output.line(diagnostic.description)
        }
        let isLossy = check.diagnostics.contains { $0.severity == .error }
        if !json, !quiet {
            let counts = "\(check.nodes.counted("node")), \(check.edges.counted("edge"))"
            try output.line("\(file): \(counts)\(isLossy ? "" : ", nothing would be lost")".visible)
        }
        try output.flush()
        if isLossy { throw ExitCode.leftOut }
    }
}

extension Diagnostic {
    fileprivate var json: JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("severity", severity.rawValue)
        line.member("line", place.line)
        line.member("message", message.text)
        line.member("remedy", remedy)
        line.endObject()
        return line
    }
}

struct NetworkTrace: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Print what an edge of an exported network rests on.",
        discussion: """
            The file is GraphML or GEXF that 'anker network export' wrote of this study. Of actors the ties behind the edge are printed with \
            their words, of codes the passages of both at the places that the edge names, of speakers the turns.
            """)

    @Argument(
        help: ArgumentHelp("The GraphML or GEXF file.", valueName: "file"), completion: .file(extensions: ["graphml", "gexf"]))
    var file: String

    @Argument(help: ArgumentHelp("The id of the edge.", valueName: "edge"))
    var edge: String

    @OptionGroup var options: StudyOptions

    func run() throws {
        let input = InputFile(path: file)
        let found = try FoundEdge(edge, in: input)
        let places = Set((found.values["evidence"] ?? "").split(separator: ";").map { String($0).normalizedName })
        let trace = try options.withStudy { study -> EdgeTrace in
            if found.values["shared"] != nil { return try EdgeTrace(shared: found, at: places, in: study) }
            return switch (found.source.id.first, found.target.id.first) {
            case ("s", _): try EdgeTrace(speakers: found, at: places, in: study)
            case ("c", _), (_, "f"): try EdgeTrace(codes: found, at: places, in: study)
            default: try EdgeTrace(actors: found, at: places, in: study)
            }
        }
        var output = BufferedOutput()
        if !options.json { try output.line(found.heading) }
        for line in trace.lines { try options.json ? output.line(line.json(of: found)) : output.line(line.text) }
        try output.flush()
        let missing = places.subtracting(trace.lines.map(\.citation)).sorted(by: inNameOrder)
        if !missing.isEmpty || trace.lines.isEmpty {
            throw Refusal(
                at: input.place(), missing.isEmpty ? .namesNothing(edge) : .notInStudy(missing),
                remedy: "take the study of which the network was exported, or export it anew")
        }
    }
}

extension FoundEdge {
    fileprivate var heading: String {
        let arrow = isDirected && values["reciprocal"] != "true" ? "→" : "–"
        let sign = values["sign"] == "negative" ? "negative" : nil
        let rest = [values["relation"], values["weight"].map { "weight \($0)" }, sign].compactMap { $0 }.joined(separator: ", ")
        return "\(source.label) \(arrow) \(target.label)".visible + (rest.isEmpty ? "" : ": \(rest.visible)")
    }
}

extension Diagnostic.Message {
    fileprivate static func namesNothing(_ edge: String) -> Self { "edge '\(edge)' names no evidence" }
    fileprivate static func notInStudy(_ places: [String]) -> Self {
        let named = places.prefix(3).joined(separator: ", ") + (places.count > 3 ? " and \(places.count - 3) more" : "")
        return "\(named) \(places.count == 1 ? "is" : "are") not behind that edge in this study"
    }
}
