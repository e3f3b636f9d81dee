/// Characters of fonts that have pictures in place of letters.
enum SymbolFont {
    /// What a character of such a font shows, where Unicode has it and programs put it into texts by themselves: Word makes
    /// arrows and faces of `-->` and `:)`. Others stay in the private use area, where these fonts have them.
    static func scalar(_ code: UInt32, font: String) -> Unicode.Scalar {
        let place = code & 0xFF
        if font.lowercased() == "wingdings", let known = wingdings[place] { return known }
        if font.lowercased() == "symbol", let known = symbol[place] { return known }
        let scalar = Unicode.Scalar(code < 0x20 ? 0xFFFD : code < 0x100 ? 0xF000 + code : code)
        return scalar ?? "\u{FFFD}"
    }

    private static let wingdings: [UInt32: Unicode.Scalar] = [
        0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x77: "⬥", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
        0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "⇐", 0xE8: "➔", 0xF3: "⇔", 0xFB: "🗴", 0xFC: "✓", 0xFE: "☑",
    ]

    private static let symbol: [UInt32: Unicode.Scalar] = [
        0x2D: "−", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
        0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xA3: "≤", 0xDB: "⇔", 0xDE: "⇒",
    ]
}
