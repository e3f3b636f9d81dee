import FileFormats
package import StudyModel

/// The shape of a node: one for each round of colours.
enum NetworkMark {
    case circle, square, diamond

    init(round: Int) { self = round % 3 == 0 ? .circle : round % 3 == 1 ? .square : .diamond }
}

/// A network as a picture, in SVG 1.1 that prints well and needs no script.
///
/// Nodes have the colour of their class, with a legend, and a size; edges are the wider the more they weigh, and end in an arrow
/// where they have a direction. Labels are set beside their nodes where nothing else stands, those of large nodes first; one for
/// which there is no room stands in the `title` of its node only, as the evidence of an edge does in that of the edge.
package struct NetworkPicture {
    /// A place in the plane.
    package struct Point: Hashable, Sendable {
        package var x: Double
        package var y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    private let network: Network
    private var places: [Point]
    private let radii: [Double]
    private let colours: NetworkColours
    private let width: Double
    private let height: Double
    private var legend: [String] { colours.classes.filter { !$0.isEmpty } }

    private static let margin = 24.0
    private static let labelSize = 11.0

    /// - Parameters:
    ///   - points: of the nodes, in their order and any unit.
    ///   - sizes: of the nodes, in any unit; nil for one that has none.
    package init(_ network: Network, at points: [Point], sizes: [Double?]) {
        self.network = network
        colours = NetworkColours(network)
        let greatest = sizes.compactMap(\.self).max() ?? 0
        // Areas, not widths, stand for numbers.
        radii = sizes.map { size in greatest > 0 ? 4 + 12 * (max(0, size ?? 0) / greatest).squareRoot() : 6 }
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
        let span = max((xs.max() ?? 0) - left, (ys.max() ?? 0) - top, 1e-9)
        let side = min(1600, max(360, 110 * Double(max(1, points.count)).squareRoot()))
        let scale = points.count > 1 ? side / span : 1
        width = max(360, ((xs.max() ?? 0) - left) * scale) + 2 * Self.margin + 160
        height = max(200, ((ys.max() ?? 0) - top) * scale) + 2 * Self.margin + 40
        places = points.map {
            Point(x: Self.margin + 40 + ($0.x - left) * scale, y: Self.margin + 40 + ($0.y - top) * scale)
        }
    }

    package func svg(title: String) -> [UInt8] {
        let legendHeight = legend.isEmpty ? 0 : Double(legend.count) * 18 + 12
        var canvas = ChartCanvas(width: width, height: height + legendHeight, title: title)
        canvas.text(ChartLabel(title, width: width - 32, lines: 1, size: 15), x: 16, y: 26, step: 20)
        drawEdges(&canvas)
        for index in network.nodes.indices { drawNode(index, &canvas) }
        for label in labels() { canvas.halo(label.text, x: label.x, y: label.y, size: Self.labelSize, anchor: label.anchor) }
        for (line, name) in legend.enumerated() {
            let y = height + 4 + Double(line) * 18
            canvas.mark(
                NetworkMark(round: colours.round(of: name)), x: Self.margin, y: y, radius: 6, fill: fill(ofClass: name),
                title: nil)
            canvas.text(Self.named(name).visible, x: Self.margin + 14, y: y + 4.5)
        }
        return canvas.end()
    }

    /// That of its largest node, whose colour may be its own.
    private func fill(ofClass name: String) -> String {
        let nodes = network.nodes.indices.filter { network.nodes[$0].values["ap_class"]?.text == name }
        let largest = nodes.max { (radii[$0], $1) < (radii[$1], $0) }
        return (largest.flatMap { colours[network.nodes[$0]] } ?? colours[name])?.hexadecimal ?? "#999999"
    }

    /// `Initiative` of `actor:Initiative`.
    private static func named(_ name: String) -> String {
        name.split(separator: ":", maxSplits: 1).last.map(String.init) ?? name
    }

    private func drawEdges(_ canvas: inout ChartCanvas) {
        let numbers = Dictionary(uniqueKeysWithValues: zip(network.nodes.map(\.id), network.nodes.indices))
        let weights = network.edges.map { edge -> Double in
            if case .double(let weight) = edge.values["weight"] { weight } else { 1 }
        }
        let heaviest = weights.max() ?? 1
        for (edge, weight) in zip(network.edges, weights) {
            guard let from = numbers[edge.source], let to = numbers[edge.target], from != to else { continue }
            let (one, other) = (places[from], places[to])
            let (x, y) = (other.x - one.x, other.y - one.y)
            let length = max((x * x + y * y).squareRoot(), 1e-9)
            // From rim to rim, so that an arrow is seen.
            let (start, end) = (radii[from] / length, 1 - (radii[to] + (network.isDirected ? 2 : 0)) / length)
            guard start < end else { continue }
            let isMutual = edge.values["reciprocal"] == .boolean(true)
            canvas.edge(
                from: (one.x + x * start, one.y + y * start), to: (one.x + x * end, one.y + y * end),
                width: 0.6 + 2.4 * (weight / heaviest).squareRoot(), hasArrow: network.isDirected && !isMutual,
                isDashed: edge.values["sign"] == .string("negative"), title: title(of: edge, from, to))
        }
    }

    private func title(of edge: Network.Edge, _ from: Int, _ to: Int) -> String {
        let arrow = network.isDirected && edge.values["reciprocal"] != .boolean(true) ? "→" : "–"
        var title = "\(label(from)) \(arrow) \(label(to))"
        if let relation = edge.values["relation"]?.text { title += ": \(relation)" }
        if let evidence = edge.values["evidence"]?.text, !evidence.isEmpty { title += "\n\(evidence)" }
        return title
    }

    private func label(_ index: Int) -> String { network.nodes[index].values["label"]?.text ?? network.nodes[index].id }

    private func drawNode(_ index: Int, _ canvas: inout ChartCanvas) {
        canvas.mark(
            NetworkMark(round: colours.round(of: network.nodes[index])), x: places[index].x, y: places[index].y,
            radius: radii[index], fill: colours[network.nodes[index]]?.hexadecimal ?? "#999999", title: label(index))
    }

    private struct PlacedLabel {
        var text: String
        var x: Double
        var y: Double
        var anchor: String
        var left: Double
        var right: Double
        var top: Double { y - 9 }
        var bottom: Double { y + 3 }

        func overlaps(_ other: PlacedLabel) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }

        func covers(_ point: Point, _ radius: Double) -> Bool {
            let x = max(left, min(point.x, right)) - point.x
            let y = max(top, min(point.y, bottom)) - point.y
            return x * x + y * y < radius * radius
        }
    }

    /// So many of the largest nodes may have their label over smaller ones.
    private static let prominent = 20

    /// Of large nodes first, each at the first of eight sides where it meets nothing.
    private func labels() -> [PlacedLabel] {
        var placed: [PlacedLabel] = []
        let order = network.nodes.indices.sorted { (radii[$1], $0) < (radii[$0], $1) }
        for (rank, index) in order.enumerated() {
            let text = ChartLabel(label(index).visible, width: 180, lines: 1, size: Self.labelSize)
            guard let line = text.lines.first, !line.isEmpty else { continue }
            let (place, radius) = (places[index], radii[index] + 3)
            let slant = radius * 0.7
            let sides = [
                side(line, text.width, x: place.x + radius, y: place.y + 4, "start"),
                side(line, text.width, x: place.x - radius, y: place.y + 4, "end"),
                side(line, text.width, x: place.x, y: place.y - radius - 2, "middle"),
                side(line, text.width, x: place.x, y: place.y + radius + 9, "middle"),
                side(line, text.width, x: place.x + slant, y: place.y - slant, "start"),
                side(line, text.width, x: place.x + slant, y: place.y + slant + 8, "start"),
                side(line, text.width, x: place.x - slant, y: place.y - slant, "end"),
                side(line, text.width, x: place.x - slant, y: place.y + slant + 8, "end"),
            ].filter { label in
                label.left > 2 && label.right < width - 2 && label.top > 34 && label.bottom < height
                    && !placed.contains { $0.overlaps(label) }
            }
            func isFree(_ label: PlacedLabel, of nodes: some Sequence<Int>) -> Bool {
                !nodes.contains { $0 != index && label.covers(places[$0], radii[$0] + 1) }
            }
            let free = sides.first { isFree($0, of: places.indices) }
            let nearlyFree = rank < Self.prominent ? sides.first { isFree($0, of: order.prefix(Self.prominent)) } : nil
            if let label = free ?? nearlyFree { placed.append(label) }
        }
        return placed
    }

    private func side(_ text: String, _ width: Double, x: Double, y: Double, _ anchor: String) -> PlacedLabel {
        let left = anchor == "start" ? x : anchor == "end" ? x - width : x - width / 2
        return PlacedLabel(text: text, x: x, y: y, anchor: anchor, left: left, right: left + width)
    }
}
