import StudyModel
import Testing

@testable import Analysis

/// Compares what is counted with asking every passage of every other one, on random small studies.
struct CooccurrencePropertyTests {
    private let codes: CodeIndex = {
        let codes = (0..<5).map { Code(name: "C\($0)", order: $0) }
        return CodeIndex(
            Codebook(codes: codes), rows: Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1.id, Int32($0)) }))
    }()

    /// Some sources with one text or two, with cues or without; passages anywhere in them.
    private func study(_ seed: Int) -> CodingData {
        var random = SplitMix(seed: UInt64(seed))
        func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        var data = CodingData()
        data.sourceNames = ["a", "b", "c"]
        data.casesBySource = [0: 0, 2: below(2) == 0 ? 0 : 1]
        for source in Int32(0)..<3 {
            var offset: Int32 = 0
            for _ in 0...below(2) {
                let document = Int32(data.texts.count)
                let text = CodedText(source: source, offset: offset, length: 60, revision: Int64(document))
                data.texts.append(text)
                addCues(of: text, document: document, to: &data, below)
                for _ in 0..<below(25) {
                    let lower = below(55)
                    let upper = min(60, lower + 1 + below(below(4) == 0 ? 40 : 5))
                    data.points.append(
                        CodingPoint(
                            source: source, lower: Int32(lower) + offset, upper: Int32(upper) + offset, code: Int32(below(5)),
                            coder: Int32(below(2))))
                }
                offset += 60 + CodingPoint.farApart
            }
        }
        data.points.sort { ($0.coder, $0.lower, $0.source) < ($1.coder, $1.lower, $1.source) }
        return data
    }

    private func addCues(of text: CodedText, document: Int32, to data: inout CodingData, _ below: (Int) -> Int) {
        guard below(4) > 0 else { return }
        var (position, turn) = (below(4), 1)
        while position < 55 {
            let length = 1 + below(10)
            data.cues.append(
                .init(
                    document: document, turn: Int32(turn), lower: Int32(position) + text.offset,
                    upper: Int32(min(60, position + length)) + text.offset, speaker: -1))
            // Sometimes two speak at once, and sometimes something stands between turns.
            position += max(1, length + below(4) - 1)
            if below(2) == 0 { turn += 1 }
            if below(9) == 0, turn > 1 { turn -= 1 }
        }
    }

    private struct Passage: Hashable {
        var source: Int32
        var lower: Int32
        var upper: Int32
        var code: Int
    }

    @Test(arguments: 1...120)
    func passagesMeetAsComparingAllPairsSays(seed: Int) {
        let data = study(seed)
        let distances: [QueryRelation.Distance?] = [
            nil, .init(0, .scalars), .init(3, .scalars), .init(0, .turns), .init(1, .turns), .init(2, .paragraphs),
        ]
        let passages = Set(
            data.points.map { Passage(source: $0.source, lower: $0.lower, upper: $0.upper, code: Int($0.code)) })
        for distance in distances {
            let result = Cooccurrence(data, codes: codes, within: distance)
            #expect(result.total == Set(passages.map { [$0.source, $0.lower, $0.upper] }).count)
            for first in 0..<5 {
                #expect(result.units[first] == passages.count { $0.code == first })
                for second in (first + 1)..<5 {
                    let left = passages.filter { $0.code == first }
                    let right = passages.filter { $0.code == second }
                    func meet(_ a: Passage, _ b: Passage) -> Bool { meets(a, b, distance, data) }
                    let pair = result.pairs.first { $0.first == first && $0.second == second }
                    let touching = left.filter { a in right.contains { meet(a, $0) } }
                    #expect(pair?.firstTouching ?? 0 == touching.count)
                    #expect(pair?.secondTouching ?? 0 == right.count { b in left.contains { meet($0, b) } })
                    #expect(pair?.events ?? 0 == left.reduce(0) { sum, a in sum + right.count { meet(a, $0) } })
                    #expect(pair?.sources ?? 0 == Set(touching.map(\.source)).count)
                    #expect(pair?.cases ?? 0 == Set(touching.compactMap { data.casesBySource[$0.source] }).count)
                    #expect(pair?.places.count ?? 0 == min(10, touching.count))
                }
            }
        }
    }

    private func meets(_ a: Passage, _ b: Passage, _ distance: QueryRelation.Distance?, _ data: CodingData) -> Bool {
        guard a.source == b.source else { return false }
        guard let distance else { return a.lower < b.upper && b.lower < a.upper }
        let texts = [a, b].map { passage in
            data.texts.lastIndex { $0.source == passage.source && $0.offset <= passage.lower } ?? -1
        }
        guard texts[0] == texts[1] else { return false }
        if distance.measure == .scalars { return max(a.lower - b.upper, b.lower - a.upper, 0) <= distance.count }
        let cues = data.cues.filter { Int($0.document) == texts[0] }
        guard !cues.isEmpty else { return true }
        func numbers(_ passage: Passage) -> ClosedRange<Int> {
            let ends = [passage.lower, passage.upper - 1].map { position in
                let cue = cues.lastIndex { $0.lower <= position } ?? 0
                return distance.measure == .turns ? Int(cues[cue].turn) : cue
            }
            return min(ends[0], ends[1])...max(ends[0], ends[1])
        }
        let (one, two) = (numbers(a), numbers(b))
        return max(one.lowerBound - two.upperBound, two.lowerBound - one.upperBound, 0) <= distance.count
    }

    @Test(arguments: 1...120)
    func turnsAndParagraphsHoldTheCodesOfWhatOverlapsThem(seed: Int) {
        let data = study(seed)
        for unit in [Cooccurrence.Unit.turn, .paragraph] {
            let result = Cooccurrence(data, codes: codes, unit: unit)
            let held = sets(unit, data)
            #expect(result.total == held.count)
            for first in 0..<5 {
                #expect(result.units[first] == held.count { $0.contains(first) })
                for second in (first + 1)..<5 {
                    let pair = result.pairs.first { $0.first == first && $0.second == second }
                    #expect(pair?.both ?? 0 == held.count { $0.contains(first) && $0.contains(second) })
                }
            }
        }
    }

    /// The codes of each part that has any.
    private func sets(_ unit: Cooccurrence.Unit, _ data: CodingData) -> [Set<Int>] {
        var sets: [Set<Int>] = []
        for (document, text) in data.texts.enumerated() {
            let cues = data.cues.filter { Int($0.document) == document }
            var parts: [ClosedRange<Int32>] =
                unit == .paragraph
                ? cues.map { $0.lower...($0.upper - 1) }
                : Dictionary(grouping: cues, by: \.turn).values.map { turn in
                    (turn.map(\.lower).min() ?? 0)...((turn.map(\.upper).max() ?? 1) - 1)
                }
            if parts.isEmpty { parts = [text.offset...(text.offset + text.length - 1)] }
            for part in parts {
                let codes = data.points.filter {
                    $0.source == text.source && $0.lower <= part.upperBound && part.lowerBound < $0.upper
                }.map { Int($0.code) }
                if !codes.isEmpty { sets.append(Set(codes)) }
            }
        }
        return sets
    }

    /// Where passages are many and codes few, codes are gone through instead of meetings.
    @Test(arguments: 1...10)
    func aCrowdIsCountedLikeAFew(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        var data = CodingData()
        data.sourceNames = ["a"]
        data.points = (0..<200).map { index in
            CodingPoint(
                source: 0, lower: Int32(random.next() % 10), upper: Int32(40 + random.next() % 200), code: Int32(index % 2),
                coder: 1)
        }
        let result = Cooccurrence(data, codes: codes, placesPerPair: 300)
        let pair = try #require(result.pairs.first)
        let left = Set(data.points.filter { $0.code == 0 })
        let right = Set(data.points.filter { $0.code == 1 })
        #expect((pair.firstTouching, pair.secondTouching) == (left.count, right.count))
        #expect(pair.events == left.count * right.count)
        #expect(pair.places.count == left.count)
    }
}
