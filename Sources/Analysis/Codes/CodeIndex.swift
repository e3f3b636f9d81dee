package import StudyModel

/// The codes of a codebook in tree order, and the row numbers under which coding points name them.
package struct CodeIndex: Sendable {
    /// In tree order; everywhere in this module a code is named by its index here.
    package let codes: [Code]
    /// The index of the code above; nil at the top.
    package let parents: [Int?]
    /// By row number, -1 where the row is none of these codes; row numbers are small and close together.
    private let indices: [Int32]

    /// `rows` are the study's own row numbers; a code without one is never met.
    package init(_ codebook: Codebook, rows: [Code.ID: Int32]) {
        codes = codebook.codes
        let byID = Dictionary(codes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        // A code stands before those under it; anything else would be a circle, and is cut.
        parents = codes.enumerated().map { index, code in
            code.parent.flatMap { byID[$0] }.flatMap { $0 < index ? $0 : nil }
        }
        var indices = [Int32](repeating: -1, count: Int(rows.values.max() ?? -1) + 1)
        for (index, code) in codes.enumerated() {
            if let row = rows[code.id], row >= 0 { indices[Int(row)] = Int32(index) }
        }
        self.indices = indices
    }

    func index(ofRow row: Int32) -> Int? {
        guard row >= 0, row < indices.count, indices[Int(row)] >= 0 else { return nil }
        return Int(indices[Int(row)])
    }

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
