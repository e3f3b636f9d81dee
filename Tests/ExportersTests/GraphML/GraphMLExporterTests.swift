import Exporters
import StudyModel
import Testing

struct GraphMLExporterTests {
    private func network(
        directed: Bool = false, graph: [String: Network.Value] = [:], nodes: [Network.Node], edges: [Network.Edge] = []
    ) -> Network {
        Network(
            name: "test", isDirected: directed, graphValues: graph,
            nodeAttributes: [.init("label", .string), .init("n", .integer), .init("known", .boolean)],
            edgeAttributes: [.init("weight", .double), .init("relation", .string)], nodes: nodes, edges: edges)
    }

    private func text(of network: Network) throws -> String {
        String(decoding: try GraphMLExporter.bytes(of: network), as: UTF8.self)
    }

    @Test func writesKeysThenTheGraphWithNodesAndEdgesInOrderOfTheirIDs() throws {
        let written = try text(
            of: network(
                graph: ["unit": .string("overlap")],
                nodes: [
                    .init(id: "b2", values: ["label": .string("Öffentlicher\nRaum"), "n": .integer(3)]),
                    .init(id: "a1", values: ["label": .string("A & B <c>"), "known": .boolean(false)]),
                ],
                edges: [.init(id: "e1", source: "b2", target: "a1", values: ["weight": .double(0.1)])]))
        #expect(
            written == """
                <?xml version="1.0" encoding="UTF-8"?>
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">
                  <key id="g_unit" for="graph" attr.name="unit" attr.type="string"/>
                  <key id="v_label" for="node" attr.name="label" attr.type="string"/>
                  <key id="v_n" for="node" attr.name="n" attr.type="int"/>
                  <key id="v_known" for="node" attr.name="known" attr.type="boolean"/>
                  <key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
                  <key id="e_relation" for="edge" attr.name="relation" attr.type="string"/>
                  <graph edgedefault="undirected">
                    <data key="g_unit">overlap</data>
                    <node id="a1">
                      <data key="v_label">A &amp; B &lt;c&gt;</data>
                      <data key="v_known">false</data>
                    </node>
                    <node id="b2">
                      <data key="v_label">Öffentlicher Raum</data>
                      <data key="v_n">3</data>
                    </node>
                    <edge id="e1" source="b2" target="a1">
                      <data key="e_weight">0.1</data>
                    </edge>
                  </graph>
                </graphml>

                """)
    }

    @Test func writesAnEmptyNetwork() throws {
        #expect(try text(of: network(directed: true, nodes: [])).contains("<graph edgedefault=\"directed\"/>"))
    }

    @Test func declaresIntegersBeyond32BitsAsLong() throws {
        let written = try text(of: network(nodes: [.init(id: "a", values: ["n": .integer(1 << 40)])]))
        #expect(written.contains("attr.name=\"n\" attr.type=\"long\""))
        #expect(written.contains("<data key=\"v_n\">1099511627776</data>"))
    }

    @Test func writesTextsInNormalFormCAndLeavesEmptyOnesOut() throws {
        let written = try text(
            of: network(nodes: [
                .init(id: "a", values: ["label": .string("Ra\u{308}ume")]), .init(id: "b", values: ["label": .string("")]),
            ]))
        #expect(written.unicodeScalars.contains("ä"))
        #expect(!written.unicodeScalars.contains("\u{308}"))
        #expect(written.contains("<node id=\"b\"/>"))
    }

    @Test func countsWhatReadersWouldNotTakeAsItIs() throws {
        let values = ["INFRA", "null", "NULL", "Info", "a\u{1}b"].enumerated().map { number, text in
            Network.Edge(id: "e\(number)", source: "a", target: "a", values: ["relation": .string(text)])
        }
        let summary = try GraphMLExporter.write(
            network(nodes: [.init(id: "a", values: ["label": .string("INF")])], edges: values)
        ) { _ in }
        #expect((summary.nodes, summary.edges, summary.replacedCharacters, summary.alteredByGephi) == (1, 5, 1, 3))
    }

    @Test(arguments: [0, -1, .nan, .infinity])
    func refusesWeightsThatGephiDropsOrCannotRead(weight: Double) {
        let edge = Network.Edge(id: "e1", source: "a", target: "a", values: ["weight": .double(weight)])
        #expect(throws: NetworkError.invalidWeight(edge: "e1")) {
            try GraphMLExporter.bytes(of: network(nodes: [.init(id: "a", values: [:])], edges: [edge]))
        }
    }

    @Test func refusesIDsThatAreNotUniqueOrLeadNowhere() {
        let node = Network.Node(id: "a", values: [:])
        let edge = Network.Edge(id: "e", source: "a", target: "a", values: [:])
        #expect(throws: NetworkError.repeatedNode(id: "a")) {
            try GraphMLExporter.bytes(of: network(nodes: [node, node]))
        }
        #expect(throws: NetworkError.repeatedEdge(id: "e")) {
            try GraphMLExporter.bytes(of: network(nodes: [node], edges: [edge, edge]))
        }
        #expect(throws: NetworkError.danglingEdge(id: "f", node: "b")) {
            try GraphMLExporter.bytes(
                of: network(nodes: [node], edges: [.init(id: "f", source: "a", target: "b", values: [:])]))
        }
        #expect(throws: NetworkError.invalidID("a b")) {
            try GraphMLExporter.bytes(of: network(nodes: [.init(id: "a b", values: [:])]))
        }
    }

    @Test func refusesValuesThatAreNotDeclaredWithTheirType() {
        for values: [String: Network.Value] in [["other": .integer(1)], ["n": .string("1")]] {
            #expect(throws: NetworkError.self) {
                try GraphMLExporter.bytes(of: network(nodes: [.init(id: "a", values: values)]))
            }
        }
    }

    @Test(arguments: ["x", "size", "color", "r", "nodelabel", "id", "timeset"])
    func refusesNamesThatGephiTakesForItsOwn(name: String) {
        let network = Network(
            name: "test", isDirected: false, nodeAttributes: [.init(name, .double)], edgeAttributes: [], nodes: [],
            edges: [])
        #expect(throws: NetworkError.reservedAttribute(name)) { try GraphMLExporter.bytes(of: network) }
    }

    @Test(arguments: ["Label", "n passages", "", "1st", "größe"])
    func refusesNamesThatSomeReaderCannotTake(name: String) {
        let network = Network(
            name: "test", isDirected: false, nodeAttributes: [.init(name, .double)], edgeAttributes: [], nodes: [],
            edges: [])
        #expect(throws: NetworkError.invalidAttributeName(name)) { try GraphMLExporter.bytes(of: network) }
    }

    @Test func refusesTwoAttributesOfOneName() {
        let network = Network(
            name: "test", isDirected: false, nodeAttributes: [.init("n", .double), .init("n", .integer)],
            edgeAttributes: [], nodes: [], edges: [])
        #expect(throws: NetworkError.repeatedAttribute("n")) { try GraphMLExporter.bytes(of: network) }
    }
}
