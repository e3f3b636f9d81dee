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
            their words, of codes the passages of both at the places that the edge names.
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
        let trace = try options.withStudy { study in
            try found.source.id.hasPrefix("c")
                || found.target.id.hasPrefix("f")
                ? EdgeTrace(codes: found, at: places, in: study) : EdgeTrace(actors: found, at: places, in: study)
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

/// What an edge rests on, line by line.
private struct EdgeTrace {
    struct Line {
        var citation: String
        /// Who says it was so: the kind of the tie, or the code.
        var name: String
        var coder: String
        var words: String
        var range: TextRange?

        var text: String { "  \(citation)  \(name) (\(coder)): \(words.visible)" }

        func json(of edge: FoundEdge) -> JSONWriter {
            var line = JSONWriter()
            line.beginObject()
            line.member("edge", edge.id)
            line.member("source", edge.source.label)
            line.member("target", edge.target.label)
            line.member("citation", citation)
            line.member("name", name)
            line.member("coder", coder)
            if let range {
                line.key("range")
                line.range(range)
            }
            line.member("quote", words)
            line.endObject()
            return line
        }
    }

    private(set) var lines: [Line] = []

    /// The ties between both actors, of the kinds that the edge names, as far as they rest on its evidence.
    init(actors edge: FoundEdge, at places: Set<String>, in study: Study) throws {
        let ends = Set([edge.source.id, edge.target.id])
        let kinds = Set((edge.values["relation"] ?? "").split(separator: ";").map { String($0).normalizedName })
        for tie in try study.ties() where kinds.contains(tie.kind.normalizedName) {
            guard Set(["a\(tie.from.shortDigits)", "a\(tie.to.shortDigits)"]) == ends else { continue }
            for evidence in tie.evidence where places.contains(evidence.citation.description) {
                let words =
                    switch evidence {
                    case .passage(_, let quote): quote
                    case .response(_, let answer): answer
                    }
                lines.append(
                    .init(
                        citation: evidence.citation.description, name: tie.kind, coder: tie.coder, words: words,
                        range: evidence.citation.range))
            }
        }
    }

    /// The codings of the codes at the ends, or of those that bear on the finding there, in the turns that the edge names.
    init(codes edge: FoundEdge, at places: Set<String>, in study: Study) throws {
        let ends = Set([edge.source.id, edge.target.id])
        let bearing: Finding.Bearing = edge.values["sign"] == "negative" ? .contradicting : .supporting
        let names = Set(
            try study.codebook().codes.filter {
                ends.contains("c\($0.id.shortDigits)")
                    || edge.target.id.hasPrefix("f") && $0.findings[edge.target.label] == bearing
            }.map(\.name))
        try study.forEachCoding(CodingFilter()) { coding in
            guard names.contains(coding.code), places.contains(coding.citation.description) else { return }
            lines.append(
                .init(
                    citation: coding.citation.description, name: coding.code, coder: coding.coder, words: coding.quote,
                    range: coding.range))
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
