import Exporters
import FileFormats
import StudyModel
import Testing

/// A network of two in each format, as the format's own pages describe it.
struct NetworkFormatsTests {
    private func network(directed: Bool = false) -> Network {
        Network(
            name: "actors", isDirected: directed, graphValues: ["unit": .string("overlap")],
            nodeAttributes: [.init("label", .string), .init("ap_class", .string), .init("n", .integer)],
            edgeAttributes: [
                .init("label", .string), .init("weight", .double), .init("relation", .string), .init("first", .string),
                .init("last", .string),
            ],
            nodes: [
                .init(
                    id: "a1", values: ["label": .string("A & B <c>, \"d\"\n\\e"), "ap_class": .string("x"), "n": .integer(3)]),
                .init(id: "a2", values: ["label": .string("Öffentlicher Raum")]),
            ],
            edges: [
                .init(
                    id: "e1", source: "a1", target: "a2",
                    values: [
                        "weight": .double(0.5), "relation": .string("hilft"), "first": .string("2019"),
                        "last": .string("2021-07"),
                    ])
            ])
    }

    private func text(_ write: (ByteSink) throws -> Void) throws -> String {
        var bytes: [UInt8] = []
        try write { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Of a writer that is to replace nothing.
    private func counted(replaced: Int = 0, _ write: (ByteSink) throws -> Int) throws -> String {
        var bytes: [UInt8] = []
        let count = try write { bytes.append(contentsOf: $0) }
        #expect(count == replaced)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func gexfHasColoursKindsAndSpells() throws {
        let written = try counted { try GEXFExporter.write(network(), to: $0) }
        #expect(
            written == """
                <?xml version="1.0" encoding="UTF-8"?>
                <gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
                  <meta>
                    <creator>Ankerpunkt</creator>
                    <description>actors; unit: overlap</description>
                  </meta>
                  <graph defaultedgetype="undirected" mode="dynamic" timeformat="double" timerepresentation="interval">
                    <attributes class="node">
                      <attribute id="ap_class" title="ap_class" type="string"/>
                      <attribute id="n" title="n" type="long"/>
                    </attributes>
                    <attributes class="edge">
                      <attribute id="relation" title="relation" type="string"/>
                      <attribute id="first" title="first" type="string"/>
                      <attribute id="last" title="last" type="string"/>
                    </attributes>
                    <nodes>
                      <node id="a1" label="A &amp; B &lt;c&gt;, &quot;d&quot; \\e">
                        <attvalues>
                          <attvalue for="ap_class" value="x"/>
                          <attvalue for="n" value="3"/>
                        </attvalues>
                        <viz:color r="230" g="159" b="0"/>
                      </node>
                      <node id="a2" label="Öffentlicher Raum"/>
                    </nodes>
                    <edges>
                      <edge id="e1" source="a1" target="a2" kind="hilft" weight="0.5">
                        <attvalues>
                          <attvalue for="relation" value="hilft"/>
                          <attvalue for="first" value="2019"/>
                          <attvalue for="last" value="2021-07"/>
                        </attvalues>
                        <spells>
                          <spell start="2019" end="2021.5"/>
                        </spells>
                      </edge>
                    </edges>
                  </graph>
                </gexf>

                """)
    }

    @Test func tablesHaveTheHeadingsThatGephiKnows() throws {
        #expect(
            try text { try NetworkTables.writeNodes(of: network(), to: $0) }
                == "Id,Label,ap_class,n\r\na1,\"A & B <c>, \"\"d\"\" \\e\",x,3\r\na2,Öffentlicher Raum,,\r\n")
        #expect(
            try text { try NetworkTables.writeEdges(of: network(directed: true), to: $0) }
                == "Source,Target,Type,Id,Kind,Label,Weight,relation,first,last\r\na1,a2,Directed,e1,hilft,,0.5,hilft,2019,2021-07\r\n"
        )
    }

    @Test func dotEscapesQuotationMarksAndBackslashes() throws {
        #expect(
            try counted { try NetworkPlain.writeDOT(network(directed: true), to: $0) } == #"""
                digraph "actors" {
                  unit="overlap";
                  "a1" [label="A & B <c>, \"d\" \\e" ap_class="x" n="3" fillcolor="#E69F00" style=filled];
                  "a2" [label="Öffentlicher Raum"];
                  "a1" -> "a2" [weight="0.5" relation="hilft" first="2019" last="2021-07" id="e1"];
                }

                """#)
    }

    @Test func pajekNumbersVerticesFromOne() throws {
        #expect(
            try counted { try NetworkPlain.writePajek(network(), to: $0) }
                == "\u{FEFF}% actors\n*Vertices 2\n1 \"A & B <c>, 'd' \\e\"\n2 \"Öffentlicher Raum\"\n*Edges\n1 2 0.5 l \"hilft\"\n"
        )
    }

    @Test func dlHasTiesBothWaysAndLabelsOfOneWord() throws {
        #expect(
            try counted { try NetworkPlain.writeDL(network(), to: $0) }
                == "dl n=2\nformat = edgelist1\nlabels:\nA_&_B_<c>___d__\\e\nÖffentlicher_Raum\ndata:\n1 2 0.5\n2 1 0.5\n")
    }

    @Test func jsonIsThatOfNetworkx() throws {
        #expect(
            try text { try NetworkJSON.write(network(), to: $0) }
                == #"{"directed":false,"multigraph":true,"graph":{"name":"actors","unit":"overlap"},"nodes":["#
                + #"{"id":"a1","label":"A & B <c>, \"d\"\n\\e","ap_class":"x","n":3},{"id":"a2","label":"Öffentlicher Raum"}],"#
                + #""edges":[{"source":"a1","target":"a2","key":"e1","weight":0.5,"relation":"hilft","first":"2019","#
                + #""last":"2021-07"}]}"# + "\n")
    }

    @Test func profilesOfGraphMLAddWhatTheirProgramDrawsBy() throws {
        func written(_ profile: GraphMLProfile) throws -> String {
            String(decoding: try GraphMLExporter.bytes(of: network(), for: profile), as: UTF8.self)
        }
        let strict = try written(.strict)
        #expect(!strict.contains("v_r") && !strict.contains("v_name"))
        #expect(try written(.gephi).contains("<data key=\"v_r\">230</data>\n      <data key=\"v_g\">159</data>"))
        for profile in [GraphMLProfile.igraph, .cytoscape] {
            #expect(try written(profile).contains("<data key=\"v_name\">Öffentlicher Raum</data>"))
        }
        #expect(try written(.yed).contains("<y:NodeLabel>Öffentlicher Raum</y:NodeLabel>"))
    }

    @Test func controlCharactersAreReplacedAndCounted() throws {
        let hostile = Network(
            name: "n", isDirected: false, nodeAttributes: [.init("label", .string)], edgeAttributes: [],
            nodes: [.init(id: "a", values: ["label": .string("a\u{1}b\u{7F}\u{202E}=1+1 🎻")])], edges: [])
        let written = try counted(replaced: 2) { try NetworkPlain.writePajek(hostile, to: $0) }
        #expect(written.contains("1 \"a\u{FFFD}b\u{FFFD}\u{202E}=1+1 🎻\""))
    }
}
