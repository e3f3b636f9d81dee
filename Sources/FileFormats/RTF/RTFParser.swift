/// Turns the parts of an RTF file into its text.
struct RTFParser {
    /// What holds in a group, and is as it was before at its end.
    private struct Group {
        /// Nothing of the group is text.
        var isSkipped = false
        var isFontTable = false
        var isHidden = false
        var isDeleted = false
        var font = -1
        /// How many characters stand behind a `\u` for readers that do not know it.
        var fallback = 1
    }

    private var tokens: RTFTokens
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: InputLimits
    private var builder: DocumentBuilder
    private var group = Group()
    private var outer: [Group] = []
    private var fonts = RTFFonts()
    /// The next word says what the group is for, and `\*` stood before it.
    private var isStarred = false
    /// Characters that still stand for the `\u` before them.
    private var unread = 0
    private var highSurrogate: UInt32?
    private var leadByte: UInt8?
    /// The paragraph belongs to a table: by its own word, or since a row was begun.
    private var isInTable = false
    private var isRowOpen = false
    private var isTableOpen = false
    private var isRowBegun = false
    private var isHeading = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: InputLimits) {
        self.bytes = bytes
        self.limits = limits
        tokens = RTFTokens(bytes)
        builder = DocumentBuilder(limits: limits)
    }

    mutating func read() throws -> DocumentText {
        var hasEnded = false
        while !hasEnded, let token = tokens.next() {
            switch token {
            case .open:
                unread = 0
                guard outer.count < limits.elementDepth else { throw FormatError.deepGroups(limits.elementDepth) }
                outer.append(group)
            case .close:
                endCharacter()
                unread = 0
                isStarred = false
                guard let last = outer.popLast() else { break }
                group = last
                hasEnded = outer.isEmpty
            case .word(let name, let number): try take(String(decoding: bytes[name], as: UTF8.self), number)
            case .symbol(let symbol): try take(symbol: symbol)
            case .hex(let byte): try take(byte: byte)
            case .text(let range):
                guard !group.isSkipped || group.isFontTable else { continue }
                for byte in bytes[range] { try take(byte: byte) }
                guard builder.position <= limits.transcriptBytes else { throw FormatError.longDocument(limits.transcriptBytes) }
            }
        }
        guard hasEnded else { throw FormatError.openGroups }
        return try builder.finish()
    }

    // MARK: Characters

    private mutating func take(byte: UInt8) throws {
        if unread > 0 {
            unread -= 1
            return
        }
        if group.isFontTable { return fonts.take(nameByte: byte) }
        guard isShown else { return }
        if fonts.isSymbol(group.font), byte >= 0x20 {
            return try append(SymbolFont.scalar(UInt32(byte), font: fonts.name(group.font)))
        }
        if byte < 0x80, leadByte == nil {
            guard byte >= 0x20 || byte == 0x09 else { return }
            try open()
            return builder.append(byte)
        }
        let page = fonts.codePage(group.font)
        if let lead = leadByte {
            leadByte = nil
            return try append(page.scalar(lead, byte) ?? "\u{FFFD}")
        }
        if let scalar = page[byte] { return try append(scalar) }
        if page.isDouble { leadByte = byte } else { try append("\u{FFFD}") }
    }

    private var isShown: Bool { !group.isSkipped && !group.isHidden && !group.isDeleted }

    private mutating func append(_ scalar: Unicode.Scalar) throws {
        guard isShown else { return }
        try open()
        builder.append(scalar)
    }

    /// Half a character is none.
    private mutating func endCharacter() {
        leadByte = nil
        highSurrogate = nil
    }

    private mutating func take(unicode number: Int) throws {
        leadByte = nil
        unread = group.fallback
        // Signed 16 bits, so that what lies above is negative; some programs write it as it is.
        let value = UInt32(truncatingIfNeeded: number < 0 ? number + 65536 : number)
        if let high = highSurrogate {
            highSurrogate = nil
            if value & 0xFC00 == 0xDC00 {
                return try append(Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + (value & 0x3FF)) ?? "\u{FFFD}")
            }
        }
        if value & 0xFC00 == 0xD800 {
            highSurrogate = value
            return
        }
        try append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    // MARK: Paragraphs and tables

    private mutating func open() throws {
        guard !builder.isInParagraph else { return }
        if isInTable || isRowOpen {
            if !isTableOpen { builder.beginTable() }
            if !isRowBegun { builder.beginRow() }
            (isTableOpen, isRowBegun) = (true, true)
        } else {
            closeTable()
        }
        try builder.beginParagraph()
    }

    private mutating func endParagraph() throws {
        endCharacter()
        guard !group.isSkipped else { return }
        try open()
        try builder.endParagraph(isHeading: isHeading)
    }

    private mutating func endCell() throws {
        guard !group.isSkipped else { return }
        isInTable = true
        try endParagraph()
        builder.advanceColumn(by: 1)
    }

    private mutating func endRow() throws {
        guard !group.isSkipped else { return }
        try builder.endParagraph(isHeading: isHeading)
        (isRowOpen, isRowBegun) = (false, false)
    }

    private mutating func closeTable() {
        if isTableOpen { builder.endTable() }
        (isTableOpen, isRowBegun) = (false, false)
    }

    // MARK: Control words

    private mutating func take(symbol: UInt8) throws {
        if unread > 0 {
            unread -= 1
            return
        }
        switch symbol {
        case UInt8(ascii: "*"): isStarred = true
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): try take(byte: symbol)
        case UInt8(ascii: "~"): try append("\u{A0}")
        case UInt8(ascii: "_"): try append("\u{2011}")
        case 0x0A, 0x0D: try endParagraph()
        case 0x09: try append("\t")
        default: break
        }
    }

    private mutating func take(_ word: String, _ number: Int?) throws {
        if unread > 0, word != "u", word != "bin" {
            unread -= 1
            return
        }
        if isStarred {
            isStarred = false
            // A group that may be passed over by those who do not know it; of the few that hold text, this is one.
            if word == "ud" { group.isSkipped = false } else if !Self.transparent.contains(word) { return skip(word) }
        }
        if group.isFontTable, try fonts.take(word, number) { return }
        switch word {
        case "u": try take(unicode: number ?? 0)
        case "uc": group.fallback = min(max(0, number ?? 1), 1 << 16)
        case "bin": tokens.skip(number ?? 0)
        case "par", "sect": try endParagraph()
        case "line", "lbr": try append("\n")
        case "tab": try append("\t")
        case "cell", "nestcell": try endCell()
        case "row", "nestrow": try endRow()
        case "trowd": if !group.isSkipped { isRowOpen = true }
        case "intbl": isInTable = true
        case "pard": (isInTable, isHeading) = (false, false)
        case "outlinelevel": isHeading = number.map { $0 < 9 } ?? true
        case "plain": (group.isHidden, group.isDeleted, group.font) = (false, false, -1)
        case "f": group.font = number ?? -1
        case "v": hide(number != 0, \.isHidden, counting: \.hidden)
        case "deleted": hide(number != 0, \.isDeleted, counting: \.deletions)
        case "ansi": fonts.documentPage = 1252
        case "mac": fonts.documentPage = 10000
        case "pc": fonts.documentPage = 437
        case "pca": fonts.documentPage = 850
        case "ansicpg": fonts.documentPage = number ?? 1252
        case "deff": fonts.standard = number ?? -1
        case "fonttbl": (group.isFontTable, group.isSkipped) = (true, true)
        default:
            if let scalar = Self.characters[word] { try append(scalar) } else if Self.unread.contains(word) { skip(word) }
        }
    }

    private mutating func hide(
        _ isHidden: Bool, _ kind: WritableKeyPath<Group, Bool>, counting count: WritableKeyPath<DocumentText.LeftOut, Int>
    ) {
        if isHidden, !group[keyPath: kind], !group.isSkipped { builder.leaveOut(count) }
        group[keyPath: kind] = isHidden
    }

    private mutating func skip(_ word: String) {
        if !group.isSkipped {
            switch word {
            case "footnote": builder.leaveOut(\.notes)
            case "annotation": builder.leaveOut(\.comments)
            case "shptxt", "shpinst": builder.leaveOut(\.textBoxes)
            default: break
            }
        }
        group.isSkipped = true
    }

    /// Groups behind `\*` whose text is that of the document.
    private static let transparent: Set<String> = ["cs", "sn", "mmath"]

    /// Groups that hold none of the running text.
    private static let unread: Set<String> = [
        "colortbl", "stylesheet", "info", "pict", "footnote", "header", "headerl", "headerr", "headerf", "footer", "footerl",
        "footerr", "footerf", "fldinst", "themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl",
        "listtable",
        "listoverridetable", "rsidtbl", "generator", "pgptbl", "revtbl", "annotation", "atnid", "atnauthor", "atnref",
        "objdata",
        "nonshppict", "listtext", "pntext", "pntxta", "pntxtb", "bkmkstart", "bkmkend", "tc", "xe", "rxe", "txe", "shpinst",
        "upr", "private", "formfield", "filetbl", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "userprops",
        "wgrffmtfilter", "nesttableprops", "nonesttables", "mmathPr", "xmlopen", "xmlclose", "do", "template", "passwordhash",
    ]

    private static let characters: [String: Unicode.Scalar] = [
        "emdash": "\u{2014}", "endash": "\u{2013}", "emspace": "\u{2003}", "enspace": "\u{2002}", "qmspace": "\u{2005}",
        "bullet": "\u{2022}", "lquote": "\u{2018}", "rquote": "\u{2019}", "ldblquote": "\u{201C}", "rdblquote": "\u{201D}",
        "ltrmark": "\u{200E}", "rtlmark": "\u{200F}", "zwj": "\u{200D}", "zwnj": "\u{200C}",
    ]
}

extension FormatError {
    fileprivate static func deepGroups(_ limit: Int) -> FormatError {
        FormatError("nests groups deeper than \(limit), the limit", remedy: "check that it is the file that you meant")
    }
    fileprivate static var openGroups: FormatError {
        FormatError("breaks off: its groups are not closed", remedy: "fetch or export the file again")
    }
}
