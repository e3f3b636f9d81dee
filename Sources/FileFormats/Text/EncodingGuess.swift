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

    /// `firstFault` is the offset of the first byte that is no UTF-8.
    static func verdict(on bytes: UnsafeBufferPointer<UInt8>, firstFault: Int) -> Verdict {
        var scalars = 0
        var unmistakable = 0
        var strays = 0
        var index = 0
        while index < bytes.count {
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
            case .overlong: return .overlong(index)
            case .surrogate: return .surrogate(index)
            case .stray:
                strays += 1
                index += 1
            }
        }
        if unmistakable > 0 || scalars > strays { return .mixed(firstFault) }
        return implausible(bytes).map { .implausible($0) } ?? .windows1252
    }

    /// The first byte that speaks against Windows-1252; nil where nothing does.
    private static func implausible(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var letters = 0
        var foreign = 0
        var firstForeign: Int?
        for index in bytes.indices where bytes[index] >= 0x80 {
            let byte = bytes[index]
            let before = index > 0 ? bytes[index - 1] : 0x20
            let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            switch byte {
            case 0x81, 0x8D, 0x8F, 0x90, 0x9D: return index
            case 0xDF...0xF6, 0xF8...0xFF: if before.isLetter || after.isLetter { letters += 1 }
            case 0xC0...0xD6, 0xD8...0xDE:
                // A capital inside of a word in small letters: Mac Roman's quotation marks and dashes look so.
                if before.isSmall, after.isSmall { foreign += 1 } else { continue }
            // Mac Roman's Ä and Ü, here € and †.
            case 0x80, 0x86: if after.isSmall || before.isLetter && after.isLetter { foreign += 1 } else { continue }
            // Mac Roman's ß at the end of a word, here §.
            case 0xA7: if before.isSmall { foreign += 1 } else { continue }
            // Apostrophes, dashes and ellipses stand between letters in any language.
            case 0x85, 0x91, 0x92, 0x96, 0x97: continue
            case 0x82...0x9F: if before.isLetter, after.isSmall { foreign += 1 } else { continue }
            default: continue
            }
            if foreign == 1, firstForeign == nil { firstForeign = index }
        }
        // Dušan and Müller in one text are Windows-1252; a text of ä alone, where ä is š, is not.
        return foreign > letters ? firstForeign : nil
    }
}

extension UInt8 {
    fileprivate var isSmall: Bool { self >= 0x61 && self <= 0x7A }
    fileprivate var isLetter: Bool { isSmall || self >= 0x41 && self <= 0x5A }
}
