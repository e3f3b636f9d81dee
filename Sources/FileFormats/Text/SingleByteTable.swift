/// What the bytes 80 to FF stand for in a character set of one byte a character.
struct SingleByteTable: Sendable {
    /// 128 scalars; nil where a byte stands for nothing.
    private let scalars: [Unicode.Scalar?]

    /// Nil for a set that is not of one byte a character.
    init?(_ encoding: TextEncoding) {
        switch encoding {
        case .windows1252: scalars = Self.windows1252
        case .latin9: scalars = Self.latin9
        case .macRoman: scalars = Self.macRoman
        default: return nil
        }
    }

    /// Adds what a byte stands for, as UTF-8; false where it stands for nothing.
    func append(_ byte: UInt8, to utf8: inout [UInt8]) -> Bool {
        if byte < 0x80 {
            utf8.append(byte)
        } else if let scalar = scalars[Int(byte) - 0x80] {
            utf8.append(contentsOf: UTF8.encode(scalar) ?? .init())
        } else {
            return false
        }
        return true
    }

    private static let latin1: [Unicode.Scalar?] = (UInt8(0x80)...0xFF).map { Unicode.Scalar($0) }

    /// Windows-1252 by Unicode's table CP1252.TXT, where 81, 8D, 8F, 90 and 9D are undefined (`?` below).
    private static let windows1252: [Unicode.Scalar?] =
        "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ".unicodeScalars.map { $0 == "?" ? nil : $0 } + latin1[32...]

    /// ISO 8859-15 by Unicode's table 8859-15.TXT: Latin-1 but for eight places.
    private static let latin9: [Unicode.Scalar?] = {
        var table = latin1
        let changed: [(Int, Unicode.Scalar)] = [
            (0xA4, "€"), (0xA6, "Š"), (0xA8, "š"), (0xB4, "Ž"), (0xB8, "ž"), (0xBC, "Œ"), (0xBD, "œ"), (0xBE, "Ÿ"),
        ]
        for (byte, scalar) in changed { table[byte - 0x80] = scalar }
        return table
    }()

    /// Mac OS Roman by Unicode's table APPLE/ROMAN.TXT.
    private static let macRoman: [Unicode.Scalar?] = Array(
        """
        ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
        ¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
        """.unicodeScalars)
}
