extension String {
    /// How many columns a terminal takes to draw the text: two for a wide East Asian character or an emoji (Unicode
    /// Standard Annex 11 and UTS 51), none for a combining mark, one for any other character.
    package var displayWidth: Int {
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }
}

extension Character {
    /// 0, 1 or 2; more only for a cluster of several letters that a terminal draws side by side.
    package var displayWidth: Int {
        if isDrawnAsEmoji { return 2 }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    private var isDrawnAsEmoji: Bool {
        guard let first = unicodeScalars.first, first.value > 0x7F || unicodeScalars.count > 1 else { return false }
        // Regional indicators, which make flags, count as emoji presentation too.
        return first.properties.isEmojiPresentation || (first.properties.isEmoji && unicodeScalars.contains("\u{FE0F}"))
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        if value < 0x300 { return 1 }
        switch value {
        // The vowels and finals of Hangul join the consonant before them.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x2FFFD,
            0x30000...0x3FFFD:
            return properties.generalCategory == .nonspacingMark ? 0 : 2
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return 1
        }
    }
}
