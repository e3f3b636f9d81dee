import StudyModel

extension String {
    /// On one line, with nothing in it that LaTeX would read as its own.
    var latex: String {
        var result = ""
        for scalar in visibleLines.unicodeScalars { result += scalar.latex }
        return result
    }
}

extension Unicode.Scalar {
    /// By the scalar, since a combining sign may stand behind a sign of LaTeX's.
    var latex: String {
        switch self {
        case "\\": "\\textbackslash{}"
        case "{", "}", "$", "&", "#", "_", "%": "\\\(self)"
        case "~": "\\textasciitilde{}"
        case "^": "\\textasciicircum{}"
        case "\"": "\\textquotedbl{}"
        case "<": "\\textless{}"
        case ">": "\\textgreater{}"
        case "|": "\\textbar{}"
        // At the beginning of a line it would be the optional argument of the line before.
        case "[": "{[}"
        case "]": "{]}"
        case "≥": "\\ensuremath{\\geq}"
        case "≤": "\\ensuremath{\\leq}"
        case "\n", "\t": " "
        default: String(self)
        }
    }
}
