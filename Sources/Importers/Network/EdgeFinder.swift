import FileFormats
import StudyModel

/// One edge of a GraphML or GEXF file, with its ends.
package struct FoundEdge: Hashable, Sendable {
    package var id: String
    /// Ids of nodes, and their labels; the id again where there is no label.
    package var source: (id: String, label: String) { (sourceID, sourceLabel) }
    package var target: (id: String, label: String) { (targetID, targetLabel) }
    package var isDirected: Bool
    /// By the names of the attributes.
    package var values: [String: String]
    private var sourceID: String
    private var targetID: String
    private var sourceLabel: String
    private var targetLabel: String

    /// - Throws: `Refusal` where the file cannot be read, is neither of both formats, or has no such edge.
    package init(_ id: String, in file: InputFile) throws {
        let handler = EdgeFinder(id)
        try file.naming { try XMLReader(handler: handler).read(FileByteSource(path: file.path)) }
        guard handler.isNetwork else {
            throw Refusal(
                at: file.place(), "is neither GraphML nor GEXF", remedy: "give a file that 'anker network export' wrote")
        }
        guard let ends = handler.ends else {
            throw Refusal(
                at: file.place(), .noEdge(id),
                remedy: "its edges have ids such as \(handler.edges.joined(separator: ", "))")
        }
        self.id = id
        (sourceID, targetID) = ends
        sourceLabel = handler.labels[ends.0] ?? ends.0
        targetLabel = handler.labels[ends.1] ?? ends.1
        isDirected = handler.isDirected
        values = handler.values
    }
}

private final class EdgeFinder: XMLEventHandler {
    private let wanted: String
    private(set) var isNetwork = false
    private(set) var isDirected = false
    private(set) var labels: [String: String] = [:]
    /// The first ids, to suggest some.
    private(set) var edges: [String] = []
    private(set) var ends: (String, String)?
    private(set) var values: [String: String] = [:]
    private var names: [String: String] = [:]
    private var isFirst = true
    private var node: String?
    private var isWanted = false
    private var key: String?
    private var text: [UInt8] = []

    init(_ id: String) { wanted = id }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if isFirst {
            isFirst = false
            isNetwork = name.local == "graphml" || name.local == "gexf"
            if !isNetwork { throw XMLReader.Enough() }
        }
        switch name.local {
        case "key": names[attributes.string(named: "id") ?? ""] = attributes.string(named: "attr.name")
        case "attribute": names[attributes.string(named: "id") ?? ""] = attributes.string(named: "title")
        case "graph":
            let direction = attributes.string(named: "edgedefault") ?? attributes.string(named: "defaultedgetype")
            isDirected = direction == "directed"
        case "node":
            node = attributes.string(named: "id")
            if let node, let label = attributes.string(named: "label") { labels[node] = label }
        case "edge":
            let id = attributes.string(named: "id") ?? ""
            isWanted = id == wanted
            if edges.count < 3 { edges.append(id) }
            if isWanted {
                ends = (attributes.string(named: "source") ?? "", attributes.string(named: "target") ?? "")
                for index in 0..<attributes.count {
                    let name = attributes.name(at: index).local
                    if ["label", "weight", "kind"].contains(name) { values[name] = attributes.string(at: index) }
                }
            }
        case "attvalue" where isWanted:
            if let id = attributes.string(named: "for"), let name = names[id] {
                values[name] = attributes.string(named: "value")
            }
        case "data": key = attributes.string(named: "key")
        default: break
        }
        text.removeAll(keepingCapacity: true)
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        if key != nil { text.append(contentsOf: bytes) }
    }

    func endElement(_ name: XMLName) throws {
        switch name.local {
        case "data":
            if let key, let attribute = names[key] {
                let text = String(decoding: text, as: UTF8.self)
                if isWanted { values[attribute] = text }
                if let node, attribute == "label" { labels[node] = text }
            }
            key = nil
        case "node": node = nil
        case "edge": isWanted = false
        default: break
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func noEdge(_ id: String) -> Self { "no edge '\(id)'" }
}
