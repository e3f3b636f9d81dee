package import StudyModel

/// How much of the texts codes cover, in characters and words; what is covered twice counts once.
///
/// A word is covered where a passage shares a character with it. Passages that stand in an earlier revision of their source than
/// others are left out.
package struct Coverage: Sendable {
    package struct Amount: Hashable, Sendable {
        /// Distinct ranges.
        package var passages = 0
        package var characters = 0
        package var words = 0
    }

    package let sources: [String]
    /// By source: all there is.
    package private(set) var lengths: [Amount]
    /// By source and code, in the order of the index.
    package private(set) var covered: [[Amount]]
    /// By source, of any code.
    package private(set) var coveredByAny: [Amount]
    /// By code, over all sources.
    package private(set) var totals: [Amount]
    /// Codings in earlier revisions.
    package private(set) var leftOut = 0

    private let points: [Int32: [CodingPoint]]
    private let rows: [[Int]]
    private let codes: CodeIndex

    /// Text by text: the amounts are there after each was added.
    ///
    /// - Parameter withChildren: whether a coding counts for the codes above its own too.
    package init(_ data: CodingData, codes: CodeIndex, withChildren: Bool = false) {
        sources = data.sourceNames
        self.codes = codes
        rows = codes.codes.indices.map { withChildren ? [$0] + codes.ancestors(of: $0) : [$0] }
        lengths = Array(repeating: Amount(), count: sources.count)
        coveredByAny = lengths
        covered = Array(repeating: Array(repeating: Amount(), count: codes.codes.count), count: sources.count)
        totals = Array(repeating: Amount(), count: codes.codes.count)
        var lengthOf: [Int32: Int32] = [:]
        for text in data.texts where text.offset == 0 { lengthOf[text.source] = text.length }
        let known = data.points.filter { codes.index(ofRow: $0.code) != nil }
        let placed = known.filter { $0.upper <= lengthOf[$0.source] ?? 0 }
        leftOut = known.count - placed.count
        points = Dictionary(grouping: placed, by: \.source)
    }

    /// - Parameter bytes: valid UTF-8.
    package mutating func add(_ bytes: [UInt8], ofSource source: Int32) {
        let text = IndexedText(bytes)
        let words = WordPlaces(text)
        lengths[Int(source)] = Amount(passages: 0, characters: text.length, words: words.count)
        var byCode: [Int: [CodingPoint]] = [:]
        for point in points[source] ?? [] {
            guard let code = codes.index(ofRow: point.code) else { continue }
            for row in rows[code] { byCode[row, default: []].append(point) }
        }
        for (code, points) in byCode {
            let amount = words.amount(of: points)
            covered[Int(source)][code] = amount
            totals[code].passages += amount.passages
            totals[code].characters += amount.characters
            totals[code].words += amount.words
        }
        let any = words.amount(of: points[source] ?? [])
        coveredByAny[Int(source)] = any
        lengths[Int(source)].passages = any.passages
    }

    /// Over all sources.
    package var length: Amount {
        lengths.reduce(into: Amount()) { sum, amount in
            sum.passages += amount.passages
            sum.characters += amount.characters
            sum.words += amount.words
        }
    }
}

/// Where the words of a text stand, in Unicode scalars.
private struct WordPlaces {
    private var lowers: [Int32] = []
    private var uppers: [Int32] = []

    var count: Int { lowers.count }

    init(_ text: IndexedText) {
        text.bytes.withUnsafeBufferPointer { buffer in
            var reader = WordReader(buffer[...])
            var (byte, number): (Int, Int32) = (0, 0)
            /// How many scalars begin before a byte that lies behind those that were asked for.
            func scalars(before end: Int) -> Int32 {
                while byte < end {
                    if buffer[byte] & 0xC0 != 0x80 { number &+= 1 }
                    byte += 1
                }
                return number
            }
            while let place = reader.next() {
                lowers.append(scalars(before: place.lowerBound))
                uppers.append(scalars(before: place.upperBound))
            }
        }
    }

    func amount(of points: [CodingPoint]) -> Coverage.Amount {
        var amount = Coverage.Amount()
        var (end, nextWord, last): (Int32, Int, (Int32, Int32)?) = (0, 0, nil)
        for point in points.sorted(by: { ($0.lower, $0.upper) < ($1.lower, $1.upper) }) {
            if last?.0 == point.lower, last?.1 == point.upper { continue }
            last = (point.lower, point.upper)
            amount.passages += 1
            amount.characters += Int(max(0, point.upper - max(end, point.lower)))
            end = max(end, point.upper)
            // Words that were counted already lie before this one.
            nextWord = max(nextWord, uppers.firstPlace { $0 > point.lower })
            while nextWord < count, lowers[nextWord] < point.upper {
                amount.words += 1
                nextWord += 1
            }
        }
        return amount
    }
}

extension [Int32] {
    /// The first place at which a condition holds, as it then does for all behind it.
    func firstPlace(_ condition: (Int32) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
