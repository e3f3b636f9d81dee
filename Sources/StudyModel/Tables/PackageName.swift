/// A name that a data package and its tables may have: lower-case letters, digits, `.`, `-` and `_`.
package enum PackageName {
    package static func from(_ name: String) -> String {
        let letters = name.foldedKey.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
        return letters.isEmpty ? "study" : String(letters)
    }
}
