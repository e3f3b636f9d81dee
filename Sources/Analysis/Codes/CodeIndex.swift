package import StudyModel

/// The codes of a codebook in tree order, and the row numbers under which coding points name them.
package struct CodeIndex: Sendable {
    /// In tree order; everywhere in this module a code is named by its index here.
    package let codes: [Code]
    /// The index of the code above; nil at the top.
    package let parents: [Int?]
    private let indices: [Int32: Int]

    /// `rows` are the study's own row numbers; a code without one is never met.
    package init(_ codebook: Codebook, rows: [Code.ID: Int32]) {
        codes = codebook.codes
        let byID = Dictionary(codes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        // A code stands before those under it; anything else would be a circle, and is cut.
        parents = codes.enumerated().map { index, code in
            code.parent.flatMap { byID[$0] }.flatMap { $0 < index ? $0 : nil }
        }
        indices = Dictionary(
            codes.enumerated().compactMap { index, code in rows[code.id].map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
    }

    func index(ofRow row: Int32) -> Int? { indices[row] }

    /// The index of the code at the top of the tree above a code; the code itself where it stands there.
    func family(of index: Int) -> Int {
        var index = index
        while let parent = parents[index] { index = parent }
        return index
    }

    /// From the code's parent up to the top.
    func ancestors(of index: Int) -> [Int] {
        var result: [Int] = []
        var next = parents[index]
        while let parent = next {
            result.append(parent)
            next = parents[parent]
        }
        return result
    }
}
