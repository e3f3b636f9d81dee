import Foundation

/// A word as searches and queries compare it: without regard to case, accents and normal form, with `ss` for `ß`, and with an
/// umlaut as its letter or spelled out.
///
/// Two words are alike where they have one of their two forms in common: so `Übung` is found by `ubung` and by `uebung`, and
/// by itself where a text has `Uebung`; but `neu` is not `neue`.
package struct FoldedWord: Hashable, Sendable {
    /// `ubung` for `Übung`, as UTF-8. The full-text index holds words of Latin letters in this form.
    package private(set) var plain: [UInt8] = []
    /// `uebung` for `Übung`; of a word without umlauts the same as `plain`.
    package private(set) var spelled: [UInt8] = []

    package init() {}

    package init(_ word: some StringProtocol) {
        self.init()
        var word = String(word)
        word.withUTF8 { take($0[...]) }
    }

    package func isLike(_ other: FoldedWord) -> Bool {
        plain == other.plain || spelled == other.spelled || plain == other.spelled || spelled == other.plain
    }

    /// Takes another word; the memory of the last one is kept.
    ///
    /// - Parameter bytes: valid UTF-8.
    package mutating func take(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        plain.removeAll(keepingCapacity: true)
        spelled.removeAll(keepingCapacity: true)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte < 0x80 {
                let lower = byte.asciiLowercased
                plain.append(lower)
                spelled.append(lower)
                position += 1
            } else {
                let (scalar, length) = bytes.scalar(at: position)
                position += length
                append(scalar)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "ä", "Ä": appendUmlaut(of: "a")
        case "ö", "Ö": appendUmlaut(of: "o")
        case "ü", "Ü": appendUmlaut(of: "u")
        case "ß", "ẞ":
            plain.append(contentsOf: "ss".utf8)
            spelled.append(contentsOf: "ss".utf8)
        // A diaeresis by itself, as in normal form D.
        case "\u{308}":
            if let letter = spelled.last,
                letter == UInt8(ascii: "a") || letter == UInt8(ascii: "o") || letter == UInt8(ascii: "u")
            {
                spelled.append(UInt8(ascii: "e"))
            }
        default:
            let folded = String(scalar).lowercased().decomposedStringWithCanonicalMapping
            for part in folded.unicodeScalars where part.properties.generalCategory != .nonspacingMark {
                let bytes = UTF8.encode(part)
                plain.append(contentsOf: bytes ?? UTF8.encodedReplacementCharacter)
                spelled.append(contentsOf: bytes ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private mutating func appendUmlaut(of letter: Unicode.Scalar) {
        let byte = UInt8(ascii: letter)
        plain.append(byte)
        spelled.append(byte)
        spelled.append(UInt8(ascii: "e"))
    }
}

extension UInt8 {
    /// The letter in lower case, where it is one of ASCII.
    package var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// The scalar that begins at `position`, and how many bytes it has; a replacement character and 1 where none does.
    package func scalar(at position: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let byte = self[position]
        let length: Int
        var value: UInt32
        switch byte {
        case 0..<0x80: return (Unicode.Scalar(byte), 1)
        case 0xC2..<0xE0: (length, value) = (2, UInt32(byte & 0x1F))
        case 0xE0..<0xF0: (length, value) = (3, UInt32(byte & 0x0F))
        case 0xF0..<0xF5: (length, value) = (4, UInt32(byte & 0x07))
        default: return ("\u{FFFD}", 1)
        }
        guard position + length <= endIndex else { return ("\u{FFFD}", 1) }
        for place in position + 1..<position + length { value = value << 6 | UInt32(self[place] & 0x3F) }
        return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{FFFD}", 1)
    }
}
