package import StudyModel

/// The ties that somebody spoke of where a finding was spoken of.
///
/// A tie belongs to a finding where it rests on a passage that shares a character with one that bears on the finding, or on an
/// answer to a question that bears on it as a whole; of its evidence only that is kept.
package struct FindingTies: Sendable {
    /// What a tie rests on, by the study's own numbers.
    package struct Evidence: Hashable, Sendable {
        package enum Place: Hashable, Sendable {
            case passage(revision: Int64, TextRange)
            /// `source` is what the citation of the answer says.
            case answer(question: Int64, source: String)
        }

        package var tie: Tie.ID
        package var place: Place

        package init(tie: Tie.ID, place: Place) {
            self.tie = tie
            self.place = place
        }
    }

    package internal(set) var ties: [Tie] = []
    /// Those of them that rest on a passage that bears so, or on an answer to a question that does.
    package internal(set) var sides: [Finding.Bearing: [Tie]] = [:]

    /// - Parameters:
    ///   - passages: those that bear on the finding, by bearing.
    ///   - questions: the rows of questions that bear on it as a whole.
    init(
        _ ties: [Tie], evidence: [Evidence], passages: [Finding.Bearing: [FindingEvidence.Passage]],
        questions: [Int64: Finding.Bearing], of material: QueryMaterial
    ) {
        var ranges: [Finding.Bearing: [Int64: RangeCover]] = [:]
        for (bearing, found) in passages {
            var byRevision: [Int64: [(Int, Int)]] = [:]
            for one in found {
                let passage = material.passages[one.index]
                byRevision[material.documents[Int(passage.document)].revision, default: []].append(
                    (Int(passage.lower), Int(passage.upper)))
            }
            ranges[bearing] = byRevision.mapValues { RangeCover($0) }
        }
        let names = Dictionary(
            material.documents.map { ($0.revision, material.sourceNames[$0.source] ?? "") },
            uniquingKeysWith: { first, _ in first })
        var kept: [Tie.ID: Set<Key>] = [:]
        var sides: [Tie.ID: Set<Finding.Bearing>] = [:]
        for one in evidence {
            switch one.place {
            case .passage(let revision, let range):
                for bearing in Finding.Bearing.allCases where ranges[bearing]?[revision]?.meets(range) ?? false {
                    kept[one.tie, default: []].insert(Key(source: names[revision] ?? "", range: range))
                    sides[one.tie, default: []].insert(bearing)
                }
            case .answer(let question, let source):
                guard let bearing = questions[question] else { continue }
                kept[one.tie, default: []].insert(Key(source: source, range: nil))
                sides[one.tie, default: []].insert(bearing)
            }
        }
        for var tie in ties {
            guard let keys = kept[tie.id] else { continue }
            tie.evidence = tie.evidence.filter { keys.contains(Key(source: $0.citation.source, range: $0.citation.range)) }
            guard !tie.evidence.isEmpty else { continue }
            self.ties.append(tie)
            for bearing in sides[tie.id] ?? [] { self.sides[bearing, default: []].append(tie) }
        }
    }

    private struct Key: Hashable {
        var source: String
        var range: TextRange?
    }
}

/// Whether a range has a character in common with any of many.
private struct RangeCover {
    /// Sorted and joined where they meet.
    private var ranges: [(lower: Int, upper: Int)] = []

    init(_ ranges: [(Int, Int)]) {
        for (lower, upper) in ranges.sorted(by: <) {
            if let last = self.ranges.last, lower < last.upper {
                self.ranges[self.ranges.count - 1].upper = max(last.upper, upper)
            } else {
                self.ranges.append((lower, upper))
            }
        }
    }

    func meets(_ range: TextRange) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upper > range.lowerBound { high = middle } else { low = middle + 1 }
        }
        return low < ranges.count && ranges[low].lower < range.upperBound
    }
}
