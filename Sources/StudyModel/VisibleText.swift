extension String {
    /// The text with everything that could steer a terminal or reorder a line written as a mark such as `<U+001B>`.
    ///
    /// Concerned are C0 and C1 controls, DEL, line and paragraph separators and the controls for writing direction. Line
    /// feed and tab become `␊` and `␉`, so that a name always stays on one line.
    package var visible: String {
        guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
        return visible(keepingLines: false)
    }

    /// The same for running text: line feeds and tabs stay.
    package var visibleLines: String {
        guard unicodeScalars.contains(where: { $0.steersTerminal && $0 != "\n" && $0 != "\t" }) else { return self }
        return visible(keepingLines: true)
    }

    private func visible(keepingLines: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\n" where keepingLines, "\t" where keepingLines: result.append(scalar)
            case "\n": result.append("␊")
            case "\t": result.append("␉")
            case _ where scalar.steersTerminal:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result.append(
                    contentsOf: "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    fileprivate var steersTerminal: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
