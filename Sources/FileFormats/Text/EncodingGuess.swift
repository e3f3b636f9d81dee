/// Tells whether bytes that are no UTF-8 can be taken for Windows-1252 without turning words into nonsense.
struct EncodingGuess {
    enum Verdict: Equatable {
        case windows1252
        /// UTF-8 but for single bytes; the offset of the first.
        case mixed(Int)
        case overlong(Int)
        case surrogate(Int)
        /// Another character set, such as Mac Roman or a DOS code page; the offset of the first byte that says so.
        case implausible(Int)
    }

    private var scalars = 0
    private var unmistakable = 0
    private var strays = 0
    private var broken: Verdict?
    private var letters = 0
    private var foreign = 0
    private var firstForeign: Int?
    private var firstUndefined: Int?

    /// Looks at the next piece of a text, which begins at `offset`; a piece ends behind a whole character.
    mutating func look(at bytes: UnsafeBufferPointer<UInt8>, offset: Int = 0) {
        var index = 0
        while index < bytes.count, broken == nil {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            switch UTF8Scan.sequence(at: index, in: bytes) {
            case .scalar(let length):
                // `ß“` in Windows-1252 happens to be UTF-8 too; what begins with Â, Ã, â or ð is never a word's end in German.
                if [0xC2, 0xC3, 0xE2, 0xF0].contains(bytes[index]) { unmistakable += 1 }
                scalars += 1
                index += length
            case .overlong: broken = .overlong(offset + index)
            case .surrogate: broken = .surrogate(offset + index)
            case .stray:
                strays += 1
                index += 1
            }
        }
        for index in bytes.indices where bytes[index] >= 0x80 { weigh(bytes, at: index, offset) }
    }

    /// `firstFault` is the offset of the first byte that is no UTF-8.
    func verdict(firstFault: Int) -> Verdict {
        if let broken { return broken }
        if unmistakable > 0 || scalars > strays { return .mixed(firstFault) }
        if let firstUndefined { return .implausible(firstUndefined) }
        // Dušan and Müller in one text are Windows-1252; a text of ä alone, where ä is š, is not.
        if foreign > letters, let firstForeign { return .implausible(firstForeign) }
        return .windows1252
    }

    /// Counts what speaks for Windows-1252 and against it.
    private mutating func weigh(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ offset: Int) {
        let byte = bytes[index]
        let before = index > 0 ? bytes[index - 1] : 0x20
        let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
        let isForeign: Bool
        switch byte {
        case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
            if firstUndefined == nil { firstUndefined = offset + index }
            return
        case 0xDF...0xF6, 0xF8...0xFF:
            if before.isLetter || after.isLetter { letters += 1 }
            return
        // A capital inside of a word in small letters: Mac Roman's quotation marks and dashes look so.
        case 0xC0...0xD6, 0xD8...0xDE: isForeign = before.isSmall && after.isSmall
        // Mac Roman's Ä and Ü, here € and †.
        case 0x80, 0x86: isForeign = after.isSmall || before.isLetter && after.isLetter
        // Mac Roman's ß, here §: behind a letter, also behind one of its umlauts where the word goes on.
        case 0xA7: isForeign = before.isSmall || before >= 0x80 && after.isSmall
        // Mac Roman's ü, here Ÿ, which begins no word in small letters.
        case 0x9F: isForeign = after.isSmall
        // Apostrophes, dashes and ellipses stand between letters in any language.
        case 0x85, 0x91, 0x92, 0x96, 0x97: isForeign = false
        case 0x82...0x9F: isForeign = before.isLetter && after.isSmall
        default: isForeign = false
        }
        guard isForeign else { return }
        foreign += 1
        if firstForeign == nil { firstForeign = offset + index }
    }
}

extension UInt8 {
    fileprivate var isSmall: Bool { self >= 0x61 && self <= 0x7A }
    fileprivate var isLetter: Bool { isSmall || self >= 0x41 && self <= 0x5A }
}
