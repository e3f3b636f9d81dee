import StudyModel

/// A unit for which a query holds.
package struct QueryHit: Hashable, Sendable {
    /// An index into the documents of the material.
    package var document: Int
    package var lower: Int32
    /// `Int32.max` for a text as a whole.
    package var upper: Int32
    /// The row of the passage; nil where the unit is none.
    package var passage: Int64?
    /// The codings that lie on it or have a part in it, as indices, in the order of the material.
    package var codings: [Int]
}

/// Makes hits of truth values.
struct QueryHits {
    private let material: QueryMaterial
    private let unit: QueryUnit
    private let spans: QuerySpans
    private let passages: QuerySpans

    init(_ material: QueryMaterial, unit: QueryUnit, spans: QuerySpans) {
        self.material = material
        self.unit = unit
        self.spans = spans
        passages = QuerySpans(.passage, of: material)
    }

    func hits(_ holds: [Bool]) -> [QueryHit] {
        var hits: [QueryHit] = []
        var passage = 0
        for document in 0..<spans.documents {
            var open = OpenPassages(passages, document)
            for place in spans.units(of: document) where holds[place] {
                var hit = QueryHit(
                    document: document, lower: spans.lowers[place], upper: spans.uppers[place], passage: nil, codings: [])
                switch unit {
                case .passage:
                    hit.passage = material.passages[place].row
                    hit.codings = Array(material.codings(ofPassage: place))
                case .coding:
                    while !material.codings(ofPassage: passage).contains(place) { passage += 1 }
                    hit.passage = material.passages[passage].row
                    hit.codings = [place]
                default: hit.codings = open.overlapping(hit.lower, hit.upper).flatMap { material.codings(ofPassage: $0) }
                }
                hits.append(hit)
            }
        }
        return hits
    }
}

/// The passages of a document that overlap ranges, which come in the order in which they begin.
private struct OpenPassages {
    private let passages: QuerySpans
    private var next: Int
    private let end: Int
    private var open: [Int] = []

    init(_ passages: QuerySpans, _ document: Int) {
        self.passages = passages
        next = passages.units(of: document).lowerBound
        end = passages.units(of: document).upperBound
    }

    mutating func overlapping(_ lower: Int32, _ upper: Int32) -> [Int] {
        while next < end, passages.lowers[next] < upper {
            open.append(next)
            next += 1
        }
        open.removeAll { passages.uppers[$0] <= lower }
        return open.filter { passages.lowers[$0] < upper }
    }
}
