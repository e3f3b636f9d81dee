import Foundation

extension String {
    /// The text as the full-text index holds it: `ß` as `ss`, since the index's own folding leaves it; accents are the
    /// index's business.
    var foldedForIndex: String {
        guard utf8.contains(0xC3) || utf8.contains(0xE1) else { return self }
        return replacingOccurrences(of: "ß", with: "ss").replacingOccurrences(of: "ẞ", with: "SS")
    }
}
