import Foundation

extension String {
    /// The key by which names are sorted and compared without regard to case, accents or normal form.
    ///
    /// `Ö` sorts with `O` and `ß` as `ss` (DIN 5007, variant 1, for words), independent of any locale.
    package var foldedKey: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
        var result = String.UnicodeScalarView()
        for scalar in lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "ß": result.append(contentsOf: "ss".unicodeScalars)
            case "æ": result.append(contentsOf: "ae".unicodeScalars)
            case "œ": result.append(contentsOf: "oe".unicodeScalars)
            case "ø": result.append("o")
            case "ł": result.append("l")
            case "ı": result.append("i")
            default:
                if scalar.properties.generalCategory != .nonspacingMark { result.append(scalar) }
            }
        }
        return String(result)
    }

    /// The name in the form in which names are stored and compared: normal form C, without white space or byte order marks at
    /// the ends.
    package var normalizedName: String {
        if isPlainlyNormal { return self }
        let name = utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
        return name.trimmingCharacters(in: unseenAtEnds)
    }

    /// True for most names, and only for ones that stay as they are: they begin and end with a visible ASCII character, and
    /// all scalars are below U+0300, where nothing composes.
    private var isPlainlyNormal: Bool {
        guard let first = utf8.first, let last = utf8.last else { return true }
        return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80 && utf8.allSatisfy { $0 < 0xCC }
    }
}

/// A byte order mark is no part of a name: readers of other programs drop it.
private let unseenAtEnds = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}"))

/// Sorts names as people look them up: by folded key, and of equal keys by code point.
package func inNameOrder(_ left: String, _ right: String) -> Bool {
    let keys = (left.foldedKey, right.foldedKey)
    if keys.0 != keys.1 { return keys.0.unicodeScalars.lexicographicallyPrecedes(keys.1.unicodeScalars) }
    return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}
