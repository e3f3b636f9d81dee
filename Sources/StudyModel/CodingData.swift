/// All codings of a study as whole numbers, for counting many of them, with what the numbers stand for.
package struct CodingData: Sendable {
    /// In no particular order: sort what is made of them.
    package var points: [CodingPoint] = []
    /// Under which number a code stands in the points.
    package var codeRows: [Code.ID: Int32] = [:]
    /// The names of the sources that hold a passage; a point names one by its index here. Sorted, so that nothing depends
    /// on the order in which files came in.
    package var sourceNames: [String] = []
    /// The names of the cases of these sources, sorted.
    package var caseNames: [String] = []
    /// The case of a source, both as indices; a source without a case is not in it.
    package var casesBySource: [Int32: Int32] = [:]

    package init() {}
}

/// A passage and a code as whole numbers.
package struct CodingPoint: Hashable, Sendable {
    /// An index into the names of the sources.
    package var source: Int32
    /// Positions in the newest revision of the source; those in an earlier one count on behind its end.
    package var lower: Int32
    package var upper: Int32
    package var code: Int32
    package var coder: Int32

    package init(source: Int32, lower: Int32, upper: Int32, code: Int32, coder: Int32) {
        self.source = source
        self.lower = lower
        self.upper = upper
        self.code = code
        self.coder = coder
    }
}

/// A range in a source, named by its index as in `CodingData`.
package struct PointRange: Hashable, Sendable {
    package var source: Int32
    package var lower: Int32
    package var upper: Int32

    package init(source: Int32, lower: Int32, upper: Int32) {
        self.source = source
        self.lower = lower
        self.upper = upper
    }
}
