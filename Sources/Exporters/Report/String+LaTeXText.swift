import StudyModel

extension String {
    /// On one line, as a document of LaTeX sets it; see `LaTeXPreamble` for signs that not every font has.
    var latexName: String { visible.latexSigns }

    /// Text of the study with its own lines and paragraphs.
    var latexLines: String {
        var paragraphs: [[String]] = [[]]
        for line in visibleLines.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(String(line))
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { lines in lines.map(\.latexSigns).joined(separator: "\\newline{}") }
            .joined(separator: "\\par ")
    }

    /// The colour as the package `color` takes it in its model `rgb`; nil where it is not `#rrggbb`.
    var latexColour: String? {
        guard let colour = cssColour else { return nil }
        let digits = Array(colour.dropFirst())
        let parts = stride(from: 0, to: 6, by: 2).map { Int(String(digits[$0...$0 + 1]), radix: 16) ?? 0 }
        return parts.map { (Double($0 * 1000 / 255) / 1000).shortest }.joined(separator: ",")
    }

    /// Runs of signs that pdfLaTeX has no letters for as `\foreign{numbers}{signs}`.
    private var latexSigns: String {
        var text = ""
        var foreign: [Unicode.Scalar] = []
        func close() {
            guard !foreign.isEmpty else { return }
            let numbers = foreign.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
            text += "\\foreign{\(numbers)}{\(String(String.UnicodeScalarView(foreign)))}"
            foreign = []
        }
        for scalar in unicodeScalars {
            if scalar.isInLaTeXFonts {
                close()
                switch scalar {
                case "→": text += "\\ensuremath{\\rightarrow}"
                case "−": text += "\\ensuremath{-}"
                default: text += scalar.latex
                }
            } else {
                foreign.append(scalar)
            }
        }
        close()
        return text
    }
}

extension Unicode.Scalar {
    /// Whether LaTeX itself (2018 and later) sets it with a font in the encoding T1: Latin letters with their accents, and what texts
    /// in Latin letters are punctuated with.
    fileprivate var isInLaTeXFonts: Bool {
        switch value {
        // Letters that T1 lacks, and that no accent gives.
        case 0x126, 0x127, 0x138, 0x13F, 0x140, 0x149, 0x166, 0x167, 0x17F: false
        case 0x09, 0x0A, 0x20...0x7E, 0xA0...0x17E: true
        case 0x2013, 0x2014, 0x2018...0x201A, 0x201C...0x201E, 0x2020...0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122,
            0x2192, 0x2212,
            0x2264, 0x2265:
            true
        default: false
        }
    }
}
