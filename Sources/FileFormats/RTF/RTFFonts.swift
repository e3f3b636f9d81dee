/// The fonts of an RTF file, each with its character set.
struct RTFFonts {
    private struct Font {
        var name: [UInt8] = []
        /// Nil: that of the document.
        var page: Int?
        var isSymbol = false
    }

    /// The code page of the document.
    var documentPage = 1252
    /// The font of text for which none is chosen.
    var standard = -1
    private var fonts: [Int: Font] = [:]
    private var current = -1
    private var pages: [Int: CodePage] = [:]

    private static let most = 32_768

    /// Takes a control word of the font table; false for one that means the same there as elsewhere.
    mutating func take(_ word: String, _ number: Int?) throws -> Bool {
        switch word {
        case "f":
            current = number ?? -1
            guard fonts.count < Self.most else { throw FormatError("holds more than \(Self.most) fonts") }
            if fonts[current] == nil { fonts[current] = Font() }
        case "fcharset":
            fonts[current]?.page = number.flatMap { CodePage.number(ofCharset: $0) }
            fonts[current]?.isSymbol = number == 2
        case "cpg": fonts[current]?.page = number
        default: return false
        }
        return true
    }

    mutating func take(nameByte byte: UInt8) {
        guard byte != UInt8(ascii: ";"), fonts[current]?.name.count ?? 64 < 64 else { return }
        fonts[current]?.name.append(byte)
    }

    func isSymbol(_ font: Int) -> Bool { fonts[font < 0 ? standard : font]?.isSymbol ?? false }

    func name(_ font: Int) -> String { String(decoding: fonts[font < 0 ? standard : font]?.name ?? [], as: UTF8.self) }

    mutating func codePage(_ font: Int) -> CodePage {
        let number = CodePage.known(fonts[font < 0 ? standard : font]?.page ?? documentPage)
        if let page = pages[number] { return page }
        let page = CodePage(number)
        pages[number] = page
        return page
    }
}
