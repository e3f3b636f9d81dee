import Importers
import StudyModel
import Testing

/// What readers are known to do with a file is told of it, and of a good file nothing.
struct GraphMLCheckTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        """

    private func found(_ keys: String, _ graph: String, name: String = "netz.graphml") throws -> [Diagnostic] {
        let text =
            "\(Self.head)\n<key id=\"v_label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\(keys)\n\(graph)\n</graphml>\n"
        return try GraphMLCheck(InputFile(path: folder.file(name, text).path)).diagnostics
    }

    private func undirected(_ inside: String) -> String {
        "<graph edgedefault=\"undirected\"><node id=\"a\"/><node id=\"b\"/>\(inside)</graph>"
    }

    @Test func ofAGoodFileNothingIsTold() throws {
        let weight = "<key id=\"e_weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>"
        let graph = undirected("<edge id=\"e1\" source=\"a\" target=\"b\"><data key=\"e_weight\">0.5</data></edge>")
        #expect(try found(weight, graph).isEmpty)
    }

    @Test(arguments: [
        (
            "<key id=\"n\" for=\"node\" attr.name=\"n\" attr.type=\"integer\"/>", "error",
            "has the type 'integer': igraph and graph-tool"
        ),
        ("<key id=\"n\" for=\"node\" attr.name=\"n\"/>", "error", "has keys without attr.type"),
        ("<key id=\"n\" for=\"node\" attr.type=\"int\"/>", "error", "has keys without attr.name: networkx refuses"),
        ("<key for=\"node\" attr.name=\"n\" attr.type=\"int\"/>", "error", "has a key without an id"),
        ("<key id=\"n\" attr.name=\"n\" attr.type=\"int\"/>", "warning", "has keys for all: igraph"),
        ("<key id=\"n\" for=\"port\" attr.name=\"n\" attr.type=\"int\"/>", "warning", "has keys for 'port': Gephi"),
        (
            "<key id=\"V_LABEL\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/>", "error",
            "has keys whose ids differ in case only"
        ),
        ("<key id=\"v_label\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/>", "error", "declares key 'v_label' twice"),
        (
            "<key id=\"n\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>", "error",
            "names two attributes of a node 'label'"
        ),
        ("<key id=\"n\" for=\"node\" attr.name=\"id\" attr.type=\"string\"/>", "error", "has an attribute 'id': igraph loses"),
        (
            "<key id=\"n\" for=\"edge\" attr.name=\"Weight\" attr.type=\"double\"/>", "warning",
            "has an attribute 'Weight': Gephi knows"
        ),
        (
            "<key id=\"n\" for=\"node\" attr.name=\"size\" attr.type=\"string\"/>", "warning",
            "has an attribute 'size': Gephi draws"
        ),
        ("<key id=\"n\" for=\"node\" attr.name=\"n\" attr.type=\"int\"><default>1</default></key>", "warning", "has defaults"),
    ])
    func keysThatReadersStumbleOverAreTold(key: String, severity: String, message: String) throws {
        let diagnostics = try found(key, undirected(""))
        #expect(diagnostics.map(\.severity.rawValue) == [severity])
        #expect(diagnostics.first?.message.text.hasPrefix(message) == true)
        #expect(diagnostics.first?.place.line == 3)
    }

    @Test(arguments: [
        ("<edge id=\"e\" source=\"a\" target=\"c\"/>", "error", "has edges that end at no node"),
        ("<edge id=\"e\" source=\"a\"/>", "error", "has edges without source or target: Gephi imports nothing"),
        (
            "<edge id=\"e\" source=\"a\" target=\"a\"/><edge id=\"e\" source=\"a\" target=\"b\"/>", "error",
            "has an edge id twice"
        ),
        ("<edge id=\"e\" source=\"a\" target=\"b\" directed=\"true\"/>", "error", "has edges of another direction"),
        ("<edge id=\"e\" source=\"a\" target=\"b\" label=\"x\"/>", "warning", "has an attribute label on edges"),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"/><edge id=\"f\" source=\"b\" target=\"a\"/>", "note",
            "has several edges of a pair"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"/><edge source=\"a\" target=\"a\"/>", "warning",
            "has edges with an id and some"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"w\">0</data></edge>", "error",
            "has edges of weight 0: Gephi removes"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"w\">-1</data></edge>", "warning",
            "has edges of a weight below 0"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"w\">1,5</data></edge>", "error",
            "has values of 'weight' that are no numbers"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"w\">NaN</data></edge>", "warning",
            "has values of 'weight' that are not finite"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"q\">1</data></edge>", "error",
            "has data of key 'q', which is not declared"
        ),
        ("<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"w\"/></edge>", "error", "has empty values of 'weight'"),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"w\">1</data><data key=\"w\">2</data></edge>", "error",
            "gives an element two values"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"s\">INFRA</data></edge>", "warning",
            "has texts of 'kind' with INF or null"
        ),
        (
            "<edge id=\"e\" source=\"a\" target=\"b\"><data key=\"t\">TRUE</data></edge>", "error",
            "has values of 'sure' that are neither true"
        ),
        ("<node id=\"a\"/>", "error", "has a node id twice"), ("<node id=\"x y\"/>", "error", "has ids with blanks"),
        ("<node/>", "error", "has nodes without an id"),
        ("<node id=\"c\"><graph edgedefault=\"directed\"/></node>", "error", "has a graph in a node"),
        ("<node id=\"c\"><desc>x</desc></node>", "warning", "has 'desc' in nodes"), ("<hyperedge/>", "error", "has hyperedges"),
        ("<node id=\"c\"><port name=\"p\"/></node>", "warning", "has ports"),
        ("<data key=\"g\">x</data>", "warning", "has data of the graph behind"),
    ])
    func elementsThatReadersStumbleOverAreTold(inside: String, severity: String, message: String) throws {
        let keys = [
            ("w", "edge", "weight", "double"), ("s", "edge", "kind", "string"), ("t", "edge", "sure", "boolean"),
            ("g", "graph", "title", "string"),
        ]
        .map { "<key id=\"\($0.0)\" for=\"\($0.1)\" attr.name=\"\($0.2)\" attr.type=\"\($0.3)\"/>" }.joined()
        let diagnostics = try found(keys, undirected(inside))
        #expect(diagnostics.map(\.severity.rawValue) == [severity])
        #expect(diagnostics.first?.message.text.hasPrefix(message) == true)
    }

    @Test func whatHoldsOfTheWholeFileIsToldWithoutALine() throws {
        let path = try folder.file("netz.xml", "<graphml><graph edgedefault=\"directed\"><node id=\"a\"/></graph></graphml>")
            .path
        #expect(
            try GraphMLCheck(InputFile(path: path)).diagnostics.map { "\($0.place.line ?? 0) \($0.message.text)" } == [
                "0 has no labels of nodes: Gephi shows ids", "0 is not called .graphml: Gephi knows a file by its name only",
                "1 does not name its encoding: Gephi guesses one",
                "1 has no namespace of GraphML: networkx finds nothing in it",
            ])
    }

    @Test func anEdgeIsFoundInBothFormats() throws {
        let graphml = try folder.file(
            "a.graphml",
            """
            \(Self.head)<key id="l" for="node" attr.name="label" attr.type="string"/><key id="k" for="edge" attr.name="evidence" attr.type="string"/>
            <graph edgedefault="directed"><node id="a1"><data key="l">Dorfcafé</data></node><node id="a2"/>
            <edge id="e1" source="a1" target="a2"><data key="k">interview-01:3</data></edge></graph></graphml>
            """)
        let gexf = try folder.file(
            "a.gexf",
            """
            <gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">
            <attributes class="edge"><attribute id="0" title="evidence" type="string"/></attributes>
            <nodes><node id="a1" label="Dorfcafé"/><node id="a2"/></nodes>
            <edges><edge id="e1" source="a1" target="a2"><attvalues><attvalue for="0" value="interview-01:3"/></attvalues></edge></edges>
            </graph></gexf>
            """)
        for file in [graphml, gexf] {
            let edge = try FoundEdge("e1", in: InputFile(path: file.path))
            #expect(edge.isDirected && edge.source.label == "Dorfcafé" && edge.target.label == "a2")
            #expect(edge.values == ["evidence": "interview-01:3"])
            #expect(throws: Refusal.self) { try FoundEdge("e2", in: InputFile(path: file.path)) }
        }
    }
}
