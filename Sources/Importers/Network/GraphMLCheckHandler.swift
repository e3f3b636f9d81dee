import FileFormats
import StudyModel

/// Looks at the elements of a GraphML file as they come. What each program does is said in Docs/Networks.md.
final class GraphMLCheckHandler: XMLEventHandler {
    struct Key {
        var name: String?
        var type: String?
        var target: String
    }

    var line: () -> Int = { 0 }
    var findings = GraphMLFindings()
    private(set) var isGraphML = false
    private(set) var nodeCount = 0
    private(set) var edgeCount = 0
    private var path: [String] = []
    private var keys: [String: Key] = [:]
    private var lowerKeys: Set<String> = []
    private var names: Set<[String]> = []
    private var sawGraph = false
    private var isDirected = true
    private var nodeIDs: Set<String> = []
    private var edgeIDs: Set<String> = []
    private var edgesWithoutID = 0
    private var ends: [(line: Int, source: String, target: String)] = []
    private var pairs: Set<[String]> = []
    private var data: (key: String?, line: Int) = (nil, 0)
    private var dataKeys: Set<String> = []
    private var text: [UInt8] = []
    private var hasLabels = false

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        let parent = path.last
        path.append(name.local)
        if parent == nil {
            isGraphML = name.local == "graphml"
            if isGraphML, name.namespace != "http://graphml.graphdrawing.org/xmlns" {
                findings.add(
                    .error, line(), "has no namespace of GraphML: networkx finds nothing in it",
                    "write xmlns=\"http://graphml.graphdrawing.org/xmlns\" on 'graphml'")
            }
            if !isGraphML { throw XMLReader.Enough() }
        }
        switch name.local {
        case "key": takeKey(attributes)
        case "graph": takeGraph(attributes, parent)
        case "node": takeNode(attributes)
        case "edge": takeEdge(attributes)
        case "data": takeData(attributes)
        case "hyperedge":
            findings.add(
                .error, line(), "has hyperedges: networkx refuses them, the others leave them out", "write plain edges")
        case "port":
            findings.add(.warning, line(), "has ports: their values are taken for those of the node, or lost", "leave them out")
        case "desc" where parent == "node" || parent == "edge":
            findings.add(
                .warning, line(), "has 'desc' in nodes or edges: Gephi takes it for the label", "put it into a 'data' element")
        case "default" where parent == "key":
            findings.add(
                .warning, line(), "has defaults: networkx and Cytoscape leave them out", "write the value where it holds")
        default: break
        }
        text.removeAll(keepingCapacity: true)
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        if path.last == "data" { text.append(contentsOf: bytes) }
    }

    func endElement(_ name: XMLName) throws {
        if name.local == "data", let key = data.key {
            if let declared = keys[key] {
                findings.addValue(
                    String(decoding: text, as: UTF8.self), of: declared.name ?? key, type: declared.type,
                    in: path.dropLast().last ?? "", line: data.line)
            }
            data.key = nil
        }
        path.removeLast()
    }

    private func takeKey(_ attributes: borrowing XMLAttributes) {
        guard let id = attributes.string(named: "id") else {
            return findings.add(.error, line(), "has a key without an id", "give each key an id")
        }
        if sawGraph {
            findings.add(
                .error, line(), "declares keys behind the graph: Gephi leaves their values out", "put all keys before the graph"
            )
        }
        if keys[id] != nil {
            findings.add(.error, line(), "declares key '\(id)' twice", "give each key an id of its own")
        } else if !lowerKeys.insert(id.lowercased()).inserted {
            findings.add(
                .error, line(), "has keys whose ids differ in case only: Gephi drops the second", "give them other ids")
        }
        // yFiles draws by keys that have no name and no type.
        let isDrawing = attributes.string(named: "yfiles.type") != nil
        let (name, type) = (attributes.string(named: "attr.name"), attributes.string(named: "attr.type"))
        let target = attributes.string(named: "for") ?? "all"
        keys[id] = Key(name: name, type: isDrawing ? nil : type, target: target)
        guard !isDrawing else { return }
        if let name {
            check(name, of: id, target, type: type)
        } else {
            findings.add(.error, line(), "has keys without attr.name: networkx refuses them", "name each attribute")
        }
        check(type: type)
        if target == "all" {
            findings.add(
                .warning, line(), "has keys for all: igraph leaves their values out", "declare them for nodes and for edges")
        } else if !["graph", "node", "edge"].contains(target) {
            findings.add(.warning, line(), "has keys for '\(target)': Gephi leaves them out", "declare them for nodes or edges")
        }
    }

    private func check(_ name: String, of id: String, _ target: String, type: String?) {
        if !names.insert([name, target]).inserted {
            findings.add(
                .error, line(), "names two attributes of a \(target) '\(name)': igraph refuses the file", "name them apart")
        }
        if name == "id" {
            findings.add(.error, line(), "has an attribute 'id': igraph loses the ids of the file for it", "name it otherwise")
        }
        if name == "Label" || name == "Weight" {
            findings.add(
                .warning, line(), "has an attribute '\(name)': Gephi knows only '\(name.lowercased())'",
                "name it '\(name.lowercased())'")
        }
        if target == "node", name == "label" { hasLabels = true }
        // Numbers under such a name are meant for drawing.
        let isMeant = ["label", "weight"].contains(name) || ["int", "float", "double"].contains(type ?? "")
        for word in Set([id, name]) where !isMeant && Self.drawn(target).contains(word) {
            findings.add(
                .warning, line(), "has an attribute '\(word)': Gephi draws by it and makes no column of it",
                "name key and attribute otherwise")
        }
    }

    /// Words by which Gephi draws, as keys or names.
    private static func drawn(_ target: String) -> Set<String> {
        switch target {
        case "node": ["label", "nodelabel", "x", "y", "z", "xpos", "ypos", "zpos", "size", "r", "g", "b", "color"]
        case "edge": ["label", "edgelabel", "weight", "r", "g", "b", "color"]
        default: []
        }
    }

    private func check(type: String?) {
        guard let type else {
            return findings.add(
                .error, line(), "has keys without attr.type: igraph leaves them out, graph-tool refuses them", "declare a type")
        }
        if !["boolean", "int", "long", "float", "double", "string"].contains(type) {
            findings.add(
                .error, line(), "has the type '\(type)': igraph and graph-tool refuse the file",
                "take boolean, int, long, double or string")
        }
    }

    private func takeGraph(_ attributes: borrowing XMLAttributes, _ parent: String?) {
        if parent != "graphml" {
            return findings.add(
                .error, line(), "has a graph in a node: networkx and igraph leave it out, Gephi loses its edges",
                "write one graph")
        }
        if sawGraph {
            findings.add(
                .error, line(), "has several graphs: readers take the first only, or all as one", "write one graph a file")
        }
        sawGraph = true
        switch attributes.string(named: "edgedefault") {
        case "directed": isDirected = true
        case "undirected": isDirected = false
        default:
            findings.add(
                .error, line(), "does not say by edgedefault whether edges have a direction",
                "write edgedefault=\"directed\" or \"undirected\" on 'graph'")
        }
    }

    private func takeNode(_ attributes: borrowing XMLAttributes) {
        nodeCount += 1
        dataKeys.removeAll(keepingCapacity: true)
        guard let id = attributes.string(named: "id"), !id.isEmpty else {
            return findings.add(.error, line(), "has nodes without an id: Gephi leaves them out", "give each node an id")
        }
        check(id: id)
        if !nodeIDs.insert(id).inserted {
            findings.add(
                .error, line(), "has a node id twice: readers make one node of both", "give each node an id of its own")
        }
    }

    private func check(id: String) {
        let isPlain = id.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || "._-:".unicodeScalars.contains($0)
        }
        if !isPlain {
            findings.add(
                .error, line(), "has ids with blanks or signs: they are not valid by the schema, and Gephi warns of them",
                "take letters, digits, '.', '-' and '_'")
        }
    }

    private func takeEdge(_ attributes: borrowing XMLAttributes) {
        edgeCount += 1
        dataKeys.removeAll(keepingCapacity: true)
        let (source, target) = (attributes.string(named: "source") ?? "", attributes.string(named: "target") ?? "")
        if source.isEmpty || target.isEmpty {
            findings.add(
                .error, line(), "has edges without source or target: Gephi imports nothing of the file", "name both ends")
        } else {
            ends.append((line(), source, target))
        }
        if let id = attributes.string(named: "id") {
            check(id: id)
            if !edgeIDs.insert(id).inserted {
                findings.add(
                    .error, line(), "has an edge id twice: Gephi and networkx drop the edge", "give each edge an id of its own")
            }
        } else {
            edgesWithoutID += 1
        }
        let pair = isDirected ? [source, target] : [min(source, target), max(source, target)]
        if !pairs.insert(pair).inserted {
            findings.add(
                .note, line(), "has several edges of a pair: Gephi adds them up unless it is told not to",
                "choose 'Don't merge' on opening, or one edge for a pair")
        }
        if let directed = attributes.string(named: "directed"), (directed == "true") != isDirected {
            findings.add(
                .error, line(),
                "has edges of another direction than the graph: networkx refuses the file, igraph takes no notice",
                "write one direction a file")
        }
        if attributes.string(named: "label") != nil {
            findings.add(
                .warning, line(), "has an attribute label on edges: only Gephi reads it, and the schema forbids it",
                "put it into a 'data' element")
        }
    }

    private func takeData(_ attributes: borrowing XMLAttributes) {
        guard let key = attributes.string(named: "key") else {
            return findings.add(.error, line(), "has data without a key", "name the key")
        }
        if keys[key] == nil {
            findings.add(
                .error, line(), "has data of key '\(key)', which is not declared: networkx refuses the file", "declare it")
        }
        let owner = path.dropLast().last
        if owner == "node" || owner == "edge", !dataKeys.insert(key).inserted {
            findings.add(.error, line(), "gives an element two values of key '\(key)'", "give one")
        }
        if owner == "graph", nodeCount > 0 {
            findings.add(
                .warning, line(), "has data of the graph behind its nodes: graph-tool and Cytoscape lose it",
                "put it before them")
        }
        data = (key, line())
    }

    /// What shows only when all has been read.
    func finish(start: String, hasEnding: Bool) {
        guard isGraphML else { return }
        if !start.contains("encoding") {
            findings.add(
                .warning, 1, "does not name its encoding: Gephi guesses one",
                "begin with <?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        }
        if !hasEnding {
            findings.add(.warning, nil, "is not called .graphml: Gephi knows a file by its name only", "rename it")
        }
        if !sawGraph { findings.add(.error, nil, "holds no graph", "write one") }
        for end in ends {
            for node in [end.source, end.target] where !nodeIDs.contains(node) {
                findings.add(
                    .error, end.line, "has edges that end at no node: Gephi makes one up, the others refuse the file",
                    "name the node, or leave the edge out")
            }
        }
        if edgesWithoutID > 0, !edgeIDs.isEmpty {
            findings.add(
                .warning, nil, "has edges with an id and some without: Gephi may give the same one again",
                "give each edge an id")
        }
        if nodeCount > 0, !hasLabels {
            findings.add(.warning, nil, "has no labels of nodes: Gephi shows ids", "write an attribute 'label'")
        }
    }
}
