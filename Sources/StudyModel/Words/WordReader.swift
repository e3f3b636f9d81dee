/// Walks over the words of a text.
///
/// A word is a run of letters, digits and the marks on them; all else stands between words. So the full-text index divides
/// texts, too.
package struct WordReader {
    private let text: Slice<UnsafeBufferPointer<UInt8>>
    private(set) var position: Int

    /// - Parameter text: valid UTF-8.
    package init(_ text: Slice<UnsafeBufferPointer<UInt8>>, from position: Int? = nil) {
        self.text = text
        self.position = position ?? text.startIndex
    }

    /// The bytes of the next word; nil behind the last.
    package mutating func next() -> Range<Int>? {
        while position < text.endIndex {
            let length = wordLength(at: position)
            if length > 0 {
                let start = position
                position += length
                while position < text.endIndex {
                    let length = wordLength(at: position)
                    guard length > 0 else { break }
                    position += length
                }
                return start..<position
            }
            position += text[position] < 0x80 ? 1 : text.scalar(at: position).length
        }
        return nil
    }

    /// How many bytes the letter at `position` has; 0 where there is none.
    private func wordLength(at position: Int) -> Int {
        let byte = text[position]
        if byte < 0x80 { return asciiLetters[Int(byte)] ? 1 : 0 }
        let (scalar, length) = text.scalar(at: position)
        return scalar.isPartOfWord ? length : 0
    }
}

extension Unicode.Scalar {
    package var isPartOfWord: Bool {
        switch value {
        case 0..<0x80: return asciiLetters[Int(value)]
        case 0xC0...0x24F: return value != 0xD7 && value != 0xF7
        case 0x2010...0x206F: return false
        default: break
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse, .nonspacingMark, .spacingMark, .enclosingMark:
            return true
        default: return false
        }
    }
}

/// ASCII letters and digits.
private let asciiLetters: [Bool] = (0..<128).map { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}
