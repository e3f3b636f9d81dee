/// A character set in which plain text can be handed over.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case utf32LittleEndian = "utf-32le"
    case utf32BigEndian = "utf-32be"
    case windows1252 = "windows-1252"
    case latin9 = "iso-8859-15"
    case macRoman = "macintosh"

    /// The character set of an IANA name or a usual alias, in any case; nil where it is not known here.
    ///
    /// `iso-8859-1` is read as Windows-1252, as the WHATWG Encoding Standard has it: files that claim Latin-1 hold its
    /// quotation marks and dashes, and the C1 controls that Latin-1 has in their place occur in no transcript.
    package init?(name: String) {
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "utf-16", "utf16": self = .utf16
        case "utf-16le", "utf16le": self = .utf16LittleEndian
        case "utf-16be", "utf16be": self = .utf16BigEndian
        case "utf-32le", "utf32le": self = .utf32LittleEndian
        case "utf-32be", "utf32be": self = .utf32BigEndian
        case "windows-1252", "cp1252", "cp-1252", "x-cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ansi":
            self = .windows1252
        case "iso-8859-15", "iso8859-15", "latin9", "latin-9", "l9": self = .latin9
        case "macintosh", "macroman", "mac-roman", "x-mac-roman", "mac": self = .macRoman
        default: return nil
        }
    }

    /// The byte order mark at the start of a text, and how many bytes it takes.
    package static func byteOrderMark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        // FF FE 00 00 could be UTF-16 that starts with a NUL, which is no text; so UTF-32 is asked first.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }
}
