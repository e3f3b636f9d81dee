/// Writes the tokens of a checked contribution as cGAT has them: `ja (.) °h ((lacht)) +++ (und/unten)`.
///
/// Schmidt, Schütte, Winterscheid, *cGAT: Konventionen für das computergestützte Transkribieren in Anlehnung an GAT 2*.
struct FolkerTokens {
    private(set) var text: [UInt8] = []
    /// What stands before the next token: a blank, `_` where it is run together with the one before, nothing behind a bracket.
    private var joint: UInt8?

    mutating func add(_ token: String) { open(token) }

    /// Begins a token; what it holds is added with `append`.
    mutating func open(_ start: String = "") {
        if let joint { text.append(joint) }
        joint = 0x20
        append(start)
    }

    /// Begins a bracket, or with `/` another hearing of what stands in it.
    mutating func openBracket(_ mark: String = "(") {
        if mark == "/" { append(mark) } else { open(mark) }
        joint = nil
    }

    mutating func append(_ more: some Sequence<UInt8>) { text.append(contentsOf: more) }

    mutating func append(_ more: String) { text += Array(more.utf8) }

    /// The next token is run together with this one, as `ham_se`.
    mutating func runOn() { joint = UInt8(ascii: "_") }

    static func pause(_ duration: String) -> String {
        switch duration {
        case "micro": "(.)"
        case "short": "(-)"
        case "medium": "(--)"
        case "long": "(---)"
        default: "(\(duration))"
        }
    }

    /// Breathing in or out; `length` from 1 to 3.
    static func breath(_ type: String?, length: String?) -> String {
        let h = String(repeating: "h", count: min(3, max(1, length.flatMap { Int($0) } ?? 1)))
        return type == "out" ? h + "°" : "°" + h
    }

    static func unintelligible(_ syllables: String?) -> String {
        let count = min(20, max(1, syllables.flatMap { Int($0) } ?? 1))
        return Array(repeating: "+++", count: count).joined(separator: " ")
    }

    static func boundary(_ intonation: String?) -> String {
        switch intonation {
        case "high-rise": "?"
        case "rise": ","
        case "steady": "-"
        case "fall": ";"
        case "low-fall": "."
        default: ""
        }
    }
}
