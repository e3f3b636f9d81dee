/// Text in the language of manual pages, `man(7)`; ASCII, whatever it says, so that no tool needs to be told its character set.
struct Troff {
    private(set) var lines: [String] = []

    var text: String { lines.map { $0 + "\n" }.joined() }

    /// A macro with its arguments, such as `.SH NAME`.
    mutating func request(_ name: String, _ arguments: String...) {
        lines.append((["." + name] + arguments.map { "\"\(Self.escaped($0, quoted: true))\"" }).joined(separator: " "))
    }

    /// Requests of troff itself, which knows no quotation marks.
    mutating func requests(_ requests: String...) { lines += requests.map { "." + $0 } }

    /// A line of text that is filled.
    mutating func line(_ text: String) { raw(Self.escaped(text)) }

    /// A line that holds escapes already.
    mutating func raw(_ line: String) {
        // What begins like a request is none.
        lines.append(line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line)
    }

    /// Paragraphs set apart by blank lines; lines that are indented stay lines.
    mutating func paragraphs(_ text: String) {
        var isExample = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let isIndented = line.hasPrefix("  ")
            if isIndented != isExample {
                isIndented ? beginExample() : endExample()
                isExample = isIndented
            }
            if line.isEmpty {
                request("PP")
            } else if isIndented {
                self.line(String(line.dropFirst(2)))
            } else {
                if index > 0, lines.last == ".EE" || lines.last == ".RE" { request("PP") }
                self.line(String(line))
            }
        }
        if isExample { endExample() }
    }

    mutating func beginExample() {
        request("PP")
        request("RS", "4")
        request("EX")
    }

    mutating func endExample() {
        request("EE")
        request("RE")
    }

    static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
    static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

    /// `-` is the sign that is typed; quotation marks and their like stay what they are.
    static func escaped(_ text: String, quoted: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\"" where quoted: result += "\\(dq"
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            }
        }
        return result
    }
}
