import StudyModel

/// Colours of the nodes of a network: their own, or one for each class.
///
/// Eight colours that stay apart for the colour-blind (Okabe and Ito 2008), black last; more classes begin anew.
struct NetworkColours {
    struct Colour: Hashable, Sendable {
        var red: UInt8
        var green: UInt8
        var blue: UInt8
    }

    private static let palette: [Colour] = [
        "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#000000",
    ].compactMap { Colour($0) }

    /// The classes that got a colour, sorted.
    let classes: [String]
    private let places: [String: Int]

    init(_ network: Network) {
        let names = Set(network.nodes.compactMap { Self.className(of: $0) }).sorted(by: inNameOrder)
        classes = names
        places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }

    private static func className(of node: Network.Node) -> String? {
        guard case .string(let name) = node.values["ap_class"] else { return nil }
        return name
    }

    /// How often the colours have begun anew at a class: nodes of another round need another shape.
    func round(of className: String) -> Int { (places[className] ?? 0) / Self.palette.count }

    func round(of node: Network.Node) -> Int { Self.className(of: node).map(round) ?? 0 }

    subscript(className: String) -> Colour? { places[className].map { Self.palette[$0 % Self.palette.count] } }

    /// Nil where the node has neither a colour nor a class.
    subscript(node: Network.Node) -> Colour? {
        if case .string(let text) = node.values["colour"], let own = Colour(text) { return own }
        return Self.className(of: node).flatMap { self[$0] }
    }
}

extension NetworkColours.Colour {
    /// `#RRGGBB`.
    init?(_ text: String) {
        guard text.utf8.count == 7, text.hasPrefix("#"), let number = UInt32(text.dropFirst(), radix: 16) else { return nil }
        self.init(red: UInt8(number >> 16 & 255), green: UInt8(number >> 8 & 255), blue: UInt8(number & 255))
    }

    var hexadecimal: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}
