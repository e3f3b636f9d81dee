import Analysis
import Exporters
import FileFormats
import StudyModel

/// Who is tied with whom, and on what that rests: the strongest first.
struct EdgeListing {
    private let report: WrittenReport
    private let found: FindingNetwork
    private let labels: [String: String]
    private let edges: [Network.Edge]

    /// More rows are a list that nobody reads.
    private static let mostEdges = 12
    private static let mostPlaces = 6

    private var words: ReportLanguage { report.words }

    init(of found: FindingNetwork, _ report: WrittenReport) {
        let labels = Dictionary(found.network.nodes.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        (self.report, self.found, self.labels) = (report, found, labels)
        edges = found.network.edges.sorted { left, right in
            if left.weight != right.weight { return left.weight > right.weight }
            let ends = [left, right].map { [labels[$0.source] ?? "", labels[$0.target] ?? ""] }
            if ends[0][0] != ends[1][0] { return inNameOrder(ends[0][0], ends[1][0]) }
            return ends[0][1] == ends[1][1] ? left.id < right.id : inNameOrder(ends[0][1], ends[1][1])
        }
    }

    /// The first of them, and how many more there are.
    var strongest: [ReportDocument.Block] {
        let shown = edges.prefix(Self.mostEdges)
        let left = edges.count - shown.count
        guard left > 0 else { return [table(of: shown, mostPlaces: Self.mostPlaces)] }
        return [
            table(of: shown, mostPlaces: Self.mostPlaces),
            .note([
                .words(
                    words(
                        "\(left) weitere haben nicht mehr Belege als diese; alle stehen am Ende des Abschnitts.",
                        "\(left) more have no more evidence than these; all stand at the end of the section."))
            ]),
        ]
    }

    /// All of them with all places, where the first did not say so already.
    var all: [ReportDocument.Block] {
        guard edges.count > Self.mostEdges || edges.contains(where: { $0.places.count > Self.mostPlaces }) else { return [] }
        let title = words(
            "Alle \(words.edges(edges.count)) mit ihren Belegen", "All \(words.edges(edges.count)) with their evidence")
        return [.details([.words(title)], [table(of: edges[...], mostPlaces: nil)])]
    }

    private func table(of edges: ArraySlice<Network.Edge>, mostPlaces: Int?) -> ReportDocument.Block {
        .table(
            .init(
                columns: [(words("wer mit wem", "who with whom"), false), (words("Belege", "evidence"), false)],
                rows: edges.map { edge in
                    let ends: ReportDocument.Text = [
                        .name(labels[edge.source] ?? ""), .words(isDirected(edge) ? " → " : " – "),
                        .name(labels[edge.target] ?? ""),
                    ]
                    return [ends + [.lineBreak, .small(kind(of: edge))], text(of: edge.places, most: mostPlaces)]
                }))
    }

    private func isDirected(_ edge: Network.Edge) -> Bool {
        found.network.isDirected && edge.values["reciprocal"] != .boolean(true)
    }

    private func kind(of edge: Network.Edge) -> String {
        found.kind == .ties
            ? report.relation(edge.text("relation"))
            : words.bearing(edge.text("sign") == "negative" ? .contradicting : .supporting)
    }

    /// The places that an edge rests on, or the first of them and how many more there are.
    private func text(of places: [String], most: Int?) -> ReportDocument.Text {
        let shown = places.prefix(most ?? places.count)
        var text: ReportDocument.Text = []
        for place in shown { text += (text.isEmpty ? [] : ["; "]) + [.place(place)] }
        let left = places.count - shown.count
        return left > 0 ? text + [.words(words(" und \(left) weitere", " and \(left) more"))] : text
    }

    /// All of them as the member "edges" of the object that is open.
    func write(to json: inout JSONWriter) {
        json.array("edges", of: edges) { json, edge in
            json.member("edge", edge.id)
            json.member("from", labels[edge.source])
            json.member("to", labels[edge.target])
            json.member("relation", edge.values["relation"].map { _ in edge.text("relation") })
            json.key("directed")
            json.boolean(isDirected(edge))
            json.member("sign", edge.values["sign"].map { _ in edge.text("sign") })
            json.key("weight")
            json.number(edge.weight)
            json.member("evidence", edge.places)
        }
    }
}

extension WrittenReport {
    /// The kind of a tie in the language of the report.
    func relation(_ kinds: String) -> String {
        codebook.tieKinds.first { $0.name == kinds }.map { words.label($0.labels, of: kinds) } ?? kinds
    }
}

extension Network.Edge {
    fileprivate func text(_ name: String) -> String {
        if case .string(let text) = values[name] { text } else { "" }
    }

    fileprivate var weight: Double {
        if case .double(let weight) = values["weight"] { weight } else { 1 }
    }

    /// Where it was said.
    fileprivate var places: [String] { text("evidence").split(separator: ";").map { String($0.drop { $0 == " " }) } }
}
