/// All codings of a study as whole numbers, for counting many of them, with what the numbers stand for.
package struct CodingData: Sendable {
    /// In no particular order: sort what is made of them.
    package var points: [CodingPoint] = []
    /// Under which number a code stands in the points.
    package var codeRows: [Code.ID: Int32] = [:]
    /// The names of the coders by the number under which they stand in the points.
    package var coderNames: [Int32: String] = [:]
    /// The names of the sources that hold a passage; a point names one by its index here. Sorted, so that nothing depends
    /// on the order in which files came in.
    package var sourceNames: [String] = []
    /// The names of the cases of these sources, sorted.
    package var caseNames: [String] = []
    /// The case of a source, both as indices; a source without a case is not in it.
    package var casesBySource: [Int32: Int32] = [:]
    /// The texts of the sources, by source and offset; only where turns, paragraphs or lengths were asked for.
    package var texts: [CodedText] = []
    /// Sorted by text and lower bound, which counts as in a point; `document` is an index into the texts. Only where they
    /// were asked for.
    package var cues: [QueryMaterial.Cue] = []
    /// Who speaks in the cues.
    package var speakers: [QueryMaterial.Speaker] = []

    package init() {}

    /// What is not needed to count codes by source and case.
    package enum Extent: Int, Hashable, Sendable, Comparable {
        /// Passages are told apart only: the bounds of one are both its number.
        case counts
        case codings
        /// The texts with their lengths.
        case texts
        /// Those, and their turns and paragraphs, and who speaks.
        case cues

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
}

/// A revision in which passages stand.
package struct CodedText: Hashable, Sendable {
    /// An index into the names of the sources.
    package var source: Int32
    /// What is added to its positions in points; 0 for the newest revision of the source that holds a passage.
    package var offset: Int32
    /// In Unicode scalars.
    package var length: Int32
    /// The study's own number for it.
    package var revision: Int64

    package init(source: Int32, offset: Int32, length: Int32, revision: Int64) {
        self.source = source
        self.offset = offset
        self.length = length
        self.revision = revision
    }
}

/// A passage and a code as whole numbers.
package struct CodingPoint: Hashable, Sendable {
    /// An index into the names of the sources.
    package var source: Int32
    /// Positions in the newest revision of the source; those in an earlier one count on far behind its end.
    package var lower: Int32
    package var upper: Int32
    package var code: Int32
    package var coder: Int32

    /// More scalars, turns or paragraphs than this lie between two revisions of one source.
    package static let farApart: Int32 = 1 << 20

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
