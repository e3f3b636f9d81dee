import StudyModel

/// Which passages are quoted: strong ones, and not the same voice over and over.
///
/// A passage is the stronger the greater its weight (50 where nobody gave one), then the more coders and the more codes it has of
/// its side; one that bears the other way too is weaker than one that does not, and one without a place in the newest text weaker
/// than one with it. What is equal so far comes in reading order.
///
/// The strongest passage of each case is chosen before the second of any, and within a case the strongest of each source before
/// the second of any. A source without a case is a case of its own.
struct QuoteChoice {
    private let material: QueryMaterial
    /// The place of each document in the order of source names.
    private let ranks: [Int]

    init(_ material: QueryMaterial) {
        self.material = material
        let names = material.documents.map { Array((material.sourceNames[$0.source] ?? "").utf8) }
        let order = material.documents.indices.sorted { left, right in
            names[left] == names[right] ? left < right : names[left].lexicographicallyPrecedes(names[right])
        }
        var ranks = [Int](repeating: 0, count: order.count)
        for (rank, document) in order.enumerated() { ranks[document] = rank }
        self.ranks = ranks
    }

    /// At most `count` of them, the first the strongest of all.
    func choose(_ count: Int, of passages: [FindingEvidence.Passage]) -> [FindingEvidence.Passage] {
        guard count > 0 else { return [] }
        let ordered = passages.sorted(by: isStronger)
        // How many of its source, then of its case, come before each.
        let bySource = rounds(ordered) { document(of: $0).source }
        let inCase = ordered.indices.sorted { (bySource[$0], $0) < (bySource[$1], $1) }
        let byCase = rounds(inCase.map { ordered[$0] }) { voice(of: document(of: $0)) }
        let spread = inCase.indices.sorted { (byCase[$0], inCase[$0]) < (byCase[$1], inCase[$1]) }
        return spread.prefix(count).map { ordered[inCase[$0]] }
    }

    /// Of each how many with the same key stand before it.
    private func rounds(
        _ passages: [FindingEvidence.Passage], by key: (FindingEvidence.Passage) -> Int64
    ) -> [Int] {
        var seen: [Int64: Int] = [:]
        return passages.map { passage in
            let key = key(passage)
            defer { seen[key, default: 0] += 1 }
            return seen[key] ?? 0
        }
    }

    private func voice(of document: QueryMaterial.Document) -> Int64 {
        document.caseRow >= 0 ? Int64(document.caseRow) : -1 - document.source
    }

    private func document(of passage: FindingEvidence.Passage) -> QueryMaterial.Document {
        material.documents[Int(material.passages[passage.index].document)]
    }

    private func isStronger(_ left: FindingEvidence.Passage, _ right: FindingEvidence.Passage) -> Bool {
        let (one, other) = (strength(left), strength(right))
        if one != other { return one > other }
        return place(left) < place(right)
    }

    private func strength(_ passage: FindingEvidence.Passage) -> (Int, Int, Int, Int, Int) {
        (
            passage.weight, passage.coders, passage.codes, passage.isMixed ? 0 : 1,
            document(of: passage).isNewest ? 1 : 0
        )
    }

    private func place(_ passage: FindingEvidence.Passage) -> (Int, Int32, Int32, Int) {
        let found = material.passages[passage.index]
        return (ranks[Int(found.document)], found.lower, found.upper, passage.index)
    }
}
