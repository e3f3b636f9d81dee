import StudyModel

/// The passages that bear on the findings of a study, for and against.
///
/// A passage bears on a finding where a coding of it has a code that does, by that code itself and not by one above it.
struct FindingEvidence {
    /// A passage as one side of one finding sees it.
    struct Passage: Hashable {
        /// An index into the passages of the material.
        var index: Int
        /// The greatest weight of a coding that bears so; one without a weight counts as 50, the middle.
        var weight: Int
        /// How many coders gave such a code.
        var coders: Int
        /// How many such codes it has.
        var codes: Int
        /// Whether it bears on the finding the other way too.
        var isMixed: Bool
    }

    struct Side {
        /// In the order of the material.
        var passages: [Passage] = []
        var counts = Frequencies.Counts()
    }

    /// What one passage has of one side, while its codings are walked through.
    private struct Tally {
        var weight = -1
        var codings = 0
        var coders: Set<Int32> = []
        var codes: Set<Int32> = []
    }

    static let unweighted = 50

    /// By finding, in the order of the codebook, and bearing.
    private(set) var sides: [[Finding.Bearing: Side]]
    /// How many passages bear both ways, by finding.
    private(set) var mixed: [Int]
    /// All that is coded, bearing or not.
    private(set) var totals = Frequencies.Counts()
    /// Rows of the cases with a coding.
    private(set) var cases: Set<Int32> = []

    /// - Parameter chosen: the rows of the codings that count; nil where all do.
    init(_ material: QueryMaterial, findings: [Finding], only chosen: RowSet?) {
        let places = Dictionary(findings.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var bearings: [Int32: [(finding: Int, bearing: Finding.Bearing)]] = [:]
        for code in material.codebook.codes {
            guard let row = material.codeRows[code.id] else { continue }
            bearings[row] = code.findings.compactMap { name, bearing in places[name].map { ($0, bearing) } }
        }
        sides = findings.map { _ in [.supporting: Side(), .contradicting: Side()] }
        mixed = findings.map { _ in 0 }
        var counters = findings.map { _ in [Finding.Bearing.supporting: Counter(), .contradicting: Counter()] }
        var all = Counter()
        for index in material.passages.indices {
            let codings = material.codings[material.codings(ofPassage: index)].filter { chosen?.contains($0.row) ?? true }
            guard !codings.isEmpty else { continue }
            let document = material.documents[Int(material.passages[index].document)]
            all.add(document, codings: codings.count, coders: codings.map(\.coder))
            if document.caseRow >= 0 { cases.insert(document.caseRow) }
            var tallies: [Int: [Finding.Bearing: Tally]] = [:]
            for coding in codings {
                for (finding, bearing) in bearings[coding.code] ?? [] {
                    var tally = tallies[finding]?[bearing] ?? Tally()
                    tally.weight = max(tally.weight, coding.weight < 0 ? Self.unweighted : Int(coding.weight))
                    tally.codings += 1
                    tally.coders.insert(coding.coder)
                    tally.codes.insert(coding.code)
                    tallies[finding, default: [:]][bearing] = tally
                }
            }
            for (finding, found) in tallies {
                if found.count > 1 { mixed[finding] += 1 }
                for (bearing, tally) in found {
                    sides[finding][bearing]?.passages.append(
                        Passage(
                            index: index, weight: tally.weight, coders: tally.coders.count, codes: tally.codes.count,
                            isMixed: found.count > 1))
                    counters[finding][bearing]?.add(document, codings: tally.codings, coders: Array(tally.coders))
                }
            }
        }
        for finding in findings.indices {
            for (bearing, counter) in counters[finding] { sides[finding][bearing]?.counts = counter.counts }
        }
        totals = all.counts
    }

    /// Counts passages one after another.
    private struct Counter {
        private var passages = 0
        private var codings = 0
        private var sources: Set<Int64> = []
        private var cases: Set<Int32> = []
        private var coders: Set<Int32> = []

        mutating func add(_ document: QueryMaterial.Document, codings: Int, coders: [Int32]) {
            passages += 1
            self.codings += codings
            sources.insert(document.source)
            if document.caseRow >= 0 { cases.insert(document.caseRow) }
            self.coders.formUnion(coders)
        }

        var counts: Frequencies.Counts {
            .init(codings: codings, passages: passages, sources: sources.count, cases: cases.count, coders: coders.count)
        }
    }
}
