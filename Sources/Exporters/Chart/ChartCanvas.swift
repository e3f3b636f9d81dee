import FileFormats
import StudyModel

/// A text in lines that fit a width.
struct ChartLabel {
    private(set) var lines: [String]
    /// Of the longest line, in pixels.
    private(set) var width: Double
    /// The whole text, where it was cut.
    private(set) var full: String?
    let size: Double

    init(_ text: String, width limit: Double, lines most: Int, size: Double = 13) {
        self.size = size
        let text = text.visible
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false).flatMap({ Self.pieces(of: $0, limit, size) }) {
            let longer = line.isEmpty ? word : line + " " + word
            if line.isEmpty || Self.width(longer, size) <= limit {
                line = longer
            } else {
                lines.append(line)
                line = word
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        if lines.count > most {
            full = text
            lines = Array(lines.prefix(most))
            var last = lines[most - 1]
            while !last.isEmpty, Self.width(last + " …", size) > limit { last.removeLast() }
            lines[most - 1] = last + " …"
        }
        self.lines = lines
        width = lines.map { Self.width($0, size) }.max() ?? 0
    }

    /// A word that is longer than a line in pieces, each but the last with a hyphen.
    private static func pieces(of word: Substring, _ limit: Double, _ size: Double) -> [String] {
        guard width(String(word), size) > limit else { return [String(word)] }
        var (pieces, piece): ([String], String) = ([], "")
        for character in word {
            if !piece.isEmpty, width(piece + String(character) + "-", size) > limit {
                pieces.append(piece + "-")
                piece = ""
            }
            piece.append(character)
        }
        return pieces + [piece]
    }

    static func width(_ text: String) -> Double { width(text, 13) }

    /// On the wide side of what sans-serif fonts take.
    static func width(_ text: String, _ size: Double) -> Double {
        text.reduce(0) { sum, character in
            let share: Double =
                switch character {
                case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 0.32
                case "f", "t", "r", "(", ")", "-", " ", "/", "[", "]": 0.4
                case "m", "w", "M", "W", "%", "@", "…", "Ö", "Ä", "O", "Q", "G": 0.86
                case "0"..."9", "a"..."z", "ä", "ö", "ü", "ß": 0.6
                default: character.isUppercase ? 0.74 : Double(max(1, character.displayWidth)) * 0.62
                }
            return sum + share * size
        }
    }
}

/// Draws shapes and texts as SVG.
struct ChartCanvas {
    private var xml = XMLWriter()

    init(width: Double, height: Double, title: String) {
        let (width, height) = (width.rounded(.up).shortest, height.rounded(.up).shortest)
        xml.begin("svg")
        xml.attribute("xmlns", plain: "http://www.w3.org/2000/svg")
        xml.attribute("version", plain: "1.1")
        xml.attribute("width", plain: width)
        xml.attribute("height", plain: height)
        xml.attribute("viewBox", plain: "0 0 \(width) \(height)")
        xml.attribute("role", plain: "img")
        xml.attribute("font-family", plain: "Arial, Helvetica, 'Liberation Sans', sans-serif")
        xml.attribute("font-size", plain: "13")
        xml.begin("title")
        xml.text(title.visible)
        xml.end()
        xml.begin("rect")
        xml.attribute("width", plain: width)
        xml.attribute("height", plain: height)
        xml.attribute("fill", plain: "#ffffff")
        xml.end()
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: Colour, isSetOff: Bool = false) {
        xml.begin("rect")
        position(x, y)
        xml.attribute("width", plain: width.fixed(1))
        xml.attribute("height", plain: height.fixed(1))
        xml.attribute("fill", plain: fill.hex)
        if isSetOff { xml.attribute("stroke", plain: "#ffffff") }
        xml.end()
    }

    mutating func line(x: Double, from top: Double, to bottom: Double) {
        xml.begin("line")
        for (name, value) in [("x1", x), ("x2", x), ("y1", top), ("y2", bottom)] { xml.attribute(name, plain: value.fixed(1)) }
        xml.attribute("stroke", plain: "#000000")
        xml.end()
    }

    /// A tie of two nodes; an arrow points to its end.
    mutating func edge(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), width: Double, hasArrow: Bool, isDashed: Bool,
        title: String
    ) {
        xml.begin("g")
        xml.attribute("stroke", plain: "#555555")
        xml.attribute("fill", plain: "#555555")
        xml.attribute("opacity", plain: "0.55")
        xml.begin("title")
        xml.text(title.visibleLines)
        xml.end()
        xml.begin("line")
        for (name, value) in [("x1", start.x), ("y1", start.y), ("x2", end.x), ("y2", end.y)] {
            xml.attribute(name, plain: value.fixed(1))
        }
        xml.attribute("stroke-width", plain: width.fixed(2))
        if isDashed { xml.attribute("stroke-dasharray", plain: "5 3") }
        xml.end()
        if hasArrow {
            let (x, y) = (end.x - start.x, end.y - start.y)
            let length = max((x * x + y * y).squareRoot(), 1e-9)
            let (forward, across) = ((x: x / length, y: y / length), (x: -y / length, y: x / length))
            let size = 4 + width
            let corners: [(x: Double, y: Double)] = [
                end, (end.x - forward.x * size + across.x * size / 2, end.y - forward.y * size + across.y * size / 2),
                (end.x - forward.x * size - across.x * size / 2, end.y - forward.y * size - across.y * size / 2),
            ]
            xml.begin("polygon")
            xml.attribute("stroke", plain: "none")
            xml.attribute("points", plain: corners.map { "\($0.x.fixed(1)),\($0.y.fixed(1))" }.joined(separator: " "))
            xml.end()
        }
        xml.end()
    }

    /// A node; all shapes of one radius have about the same area.
    mutating func mark(_ mark: NetworkMark, x: Double, y: Double, radius: Double, fill: String, title: String?) {
        switch mark {
        case .circle:
            xml.begin("circle")
            xml.attribute("cx", plain: x.fixed(1))
            xml.attribute("cy", plain: y.fixed(1))
            xml.attribute("r", plain: radius.fixed(1))
        case .square:
            xml.begin("rect")
            position(x - radius * 0.89, y - radius * 0.89)
            xml.attribute("width", plain: (radius * 1.78).fixed(1))
            xml.attribute("height", plain: (radius * 1.78).fixed(1))
        case .diamond:
            let reach = radius * 1.25
            let corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
            xml.begin("polygon")
            xml.attribute("points", plain: corners.map { "\($0.0.fixed(1)),\($0.1.fixed(1))" }.joined(separator: " "))
        }
        xml.attribute("fill", plain: fill)
        xml.attribute("stroke", plain: "#ffffff")
        if let title {
            xml.begin("title")
            xml.text(title.visible)
            xml.end()
        }
        xml.end()
    }

    /// A text that stands out from lines below it.
    mutating func halo(_ text: String, x: Double, y: Double, size: Double, anchor: String) {
        xml.begin("g")
        for (name, value) in [
            ("stroke", "#ffffff"), ("stroke-width", "3"), ("stroke-linejoin", "round"), ("paint-order", "stroke"),
        ] {
            xml.attribute(name, plain: value)
        }
        self.text(text, x: x, y: y, size: size, anchor: anchor)
        xml.end()
    }

    /// - Parameter size: of the letters, where it is not the usual one.
    mutating func text(
        _ text: String, x: Double, y: Double, size: Double? = nil, anchor: String? = nil, fill: String? = nil
    ) {
        xml.begin("text")
        position(x, y)
        xml.attribute("font-size", size.map { $0.shortest })
        xml.attribute("text-anchor", anchor)
        xml.attribute("fill", fill)
        xml.text(text)
        xml.end()
    }

    /// Lines below one another.
    mutating func text(_ label: ChartLabel, x: Double, y: Double, step: Double, anchor: String? = nil) {
        beginGroup(label, anchor)
        for (number, line) in label.lines.enumerated() { text(line, x: x, y: y + Double(number) * step) }
        xml.end()
    }

    /// Lines that are read from below, beside one another.
    mutating func upright(_ label: ChartLabel, x: Double, y: Double, step: Double) {
        beginGroup(label, nil)
        for (number, line) in label.lines.enumerated() {
            let x = x + Double(number) * step
            xml.begin("text")
            position(x, y)
            xml.attribute("transform", plain: "rotate(-90 \(x.fixed(1)) \(y.fixed(1)))")
            xml.text(line)
            xml.end()
        }
        xml.end()
    }

    mutating func end() -> [UInt8] {
        xml.end()
        return xml.bytes + [UInt8(ascii: "\n")]
    }

    private mutating func beginGroup(_ label: ChartLabel, _ anchor: String?) {
        xml.begin("g")
        if label.size != 13 { xml.attribute("font-size", plain: label.size.shortest) }
        xml.attribute("text-anchor", anchor)
        if let full = label.full {
            xml.begin("title")
            xml.text(full)
            xml.end()
        }
    }

    private mutating func position(_ x: Double, _ y: Double) {
        xml.attribute("x", plain: x.fixed(1))
        xml.attribute("y", plain: y.fixed(1))
    }
}

extension Double {
    /// With so many decimals, at most two; as short as it reads back where it is too large for that.
    func fixed(_ decimals: Int) -> String {
        guard magnitude < 1e12 else { return shortest }
        let scale = decimals == 0 ? 1.0 : decimals == 1 ? 10.0 : 100.0
        let number = Int64((self * scale).rounded(.toNearestOrEven))
        guard decimals > 0 else { return String(number) }
        let digits = String(number.magnitude)
        let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
        return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
