extension String {
    /// With a backslash or an entity for whatever Markdown would read as its own sign within a line.
    var markdownEscaped: String {
        var result = Self.UnicodeScalarView()
        // Not by characters: a sign stays one with an accent behind it.
        for scalar in unicodeScalars {
            switch scalar {
            case "\\", "*", "_", "`", "[", "]", "~", "$": result += ["\\", scalar]
            case "<": result += "&lt;".unicodeScalars
            case ">": result += "&gt;".unicodeScalars
            case "&": result += "&amp;".unicodeScalars
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// The same for a whole line, which could also begin as a heading, a list or a rule.
    var markdownLine: String {
        let start = markdownEscaped.unicodeScalars.drop { $0 == " " || $0 == "\t" }
        let digits = start.prefix { ("0"..."9").contains($0) }
        if !digits.isEmpty, let sign = start[digits.endIndex...].first, sign == "." || sign == ")" {
            return String(digits) + "\\" + String(start[digits.endIndex...])
        }
        return (start.first.map { "#+-=|".unicodeScalars.contains($0) } == true ? "\\" : "") + String(start)
    }
}
