import Foundation

/// What a scalar is for the comparison of texts.
enum ScalarKind {
    case space, word, other
    /// Belongs to what stands before it: accents, joiners, variation selectors, skin tones, the later letters of a Hangul
    /// syllable.
    case extender

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x80 {
            // Digits and letters, told apart without a table.
            let lower = value | 0x20
            self =
                lower >= 0x61 && lower <= 0x7A || value >= 0x30 && value <= 0x39
                ? .word : value <= 0x20 || value == 0x7F ? .space : .other
        } else if value < 0x300 {
            self = Self.latin(value)
        } else if value >= 0x2010 && value <= 0x2027 {
            self = .other
        } else {
            self = Self.general(scalar)
        }
    }

    private static func latin(_ value: UInt32) -> ScalarKind {
        switch value {
        case 0x85, 0xA0: .space
        case 0xAD: .extender
        case 0xAA, 0xB5, 0xBA: .word
        case 0xD7, 0xF7: .other
        case 0xC0...: .word
        default: .other
        }
    }

    private static func general(_ scalar: Unicode.Scalar) -> ScalarKind {
        switch scalar.value {
        case 0x1F3FB...0x1F3FF, 0x1160...0x11FF: return .extender
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .extender
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return .word
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .space
        default: return .other
        }
    }
}

/// A cluster as a number: equal for equal text in either normal form.
enum ClusterKey {
    /// A cluster of one scalar that no normal form takes apart or puts together.
    static func simple(_ scalar: Unicode.Scalar) -> UInt64? {
        let value = scalar.value
        // Below U+0300 all is composed already; general punctuation and symbols have no other form, with few exceptions.
        return value < 0x300 || value >= 0x2010 && value <= 0x2027 || value >= 0x1F300 && value <= 0x1FAFF
            ? UInt64(value) : nil
    }

    static func composed(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt64 {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let normal = String(text).precomposedStringWithCanonicalMapping.unicodeScalars
        if normal.count == 1, let only = normal.first { return UInt64(only.value) }
        return normal.reduce(0x9E37_79B9_7F4A_7C15) { mixed($0, UInt64($1.value)) } | 1 << 63
    }

    /// A hash over a sequence, one number after the other.
    static func mixed(_ hash: UInt64, _ next: UInt64) -> UInt64 {
        let product = (hash ^ next).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.low ^ product.high &+ 0x2545_F491_4F6C_DD1D
    }
}
