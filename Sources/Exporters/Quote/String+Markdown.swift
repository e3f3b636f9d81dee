extension String {
    /// With a backslash or an entity for whatever Markdown would read as its own sign within a line.
    var markdownEscaped: String {
        var result = ""
        for character in self {
            switch character {
            case "\\", "*", "_", "`", "[", "]", "~", "$": result += "\\\(character)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            default: result.append(character)
            }
        }
        return result
    }

    /// The same for a whole line, which could also begin as a heading, a list or a rule.
    var markdownLine: String {
        let text = markdownEscaped
        let start = text.drop { $0 == " " || $0 == "\t" }
        let digits = start.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, let sign = start[digits.endIndex...].first, sign == "." || sign == ")" {
            return digits + "\\" + start[digits.endIndex...]
        }
        return (start.first.map { "#+-=|".contains($0) } == true ? "\\" : "") + start
    }
}
