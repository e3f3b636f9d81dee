import Foundation

/// Texts of a network as files hold them.
extension String {
    /// In normal form C, as most programs compare names.
    var inNormalFormC: String {
        // Below U+0300, which is CC 80 in UTF-8, every text is in normal form C.
        utf8.allSatisfy { $0 < 0xCC } ? self : precomposedStringWithCanonicalMapping
    }

    /// On one line, each break and tabulator a blank.
    var onOneLine: String {
        guard utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else { return self }
        return split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    }
}

extension NetworkRules {
    /// A text without control characters, each replaced by U+FFFD and counted: files of plain lines cannot hold them.
    static func withoutControls(_ text: String, _ replaced: inout Int) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isControl(scalar) { replaced += 1 }
            scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value }
}
