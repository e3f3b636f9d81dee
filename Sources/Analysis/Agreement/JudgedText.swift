import StudyModel

/// One text with what its judges marked in it.
struct JudgedText {
    /// A passage with one of the compared codes.
    struct Mark {
        /// The code, by its place among those that are compared.
        var variable: Int
        var coder: Int
        var lower: Int
        var upper: Int
    }

    /// What each judge gave to one unit: 1 or 0 for a code, or the number of a set of codes.
    struct Given {
        var piece: Int
        var variable: Int
        var categories: [Int]
    }

    let source: Int
    /// The judges, as indices into the coders of the material; what they gave is listed in this order.
    let coders: [Int]
    let pieces: TextPieces
    /// The block of each piece; nil where it does not count.
    let blocks: [Int?]
    /// By variable, coder and place.
    private let marks: [Mark]

    init(source: Int, coders: [Int], pieces: TextPieces, blocks: [Int?], marks: [Mark]) {
        self.source = source
        self.coders = coders
        self.pieces = pieces
        self.blocks = blocks
        self.marks = marks.filter { coders.contains($0.coder) }.sorted {
            ($0.variable, $0.coder, $0.lower, $0.upper) < ($1.variable, $1.coder, $1.lower, $1.upper)
        }
    }

    /// The variables that anybody gave here.
    var variables: [Int] {
        var variables: [Int] = []
        for mark in marks where mark.variable != variables.last { variables.append(mark.variable) }
        return variables
    }

    /// What each judge marked with the code.
    func segments(of variable: Int) -> [[Segment]] {
        var low = marks.startIndex
        var high = marks.endIndex
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].variable < variable { low = middle + 1 } else { high = middle }
        }
        let own = marks[low...].prefix { $0.variable == variable }
        return coders.map { coder in
            Segment.united(own.lazy.filter { $0.coder == coder }.map { (lower: $0.lower, upper: $0.upper) })
        }
    }

    /// The units that any judge gave the code, in reading order; a text that is one unit is told by the first piece that counts.
    func given(_ lists: [[Segment]], variable: Int, bySource: Bool) -> [Given] {
        var units: [Int: [Int]] = [:]
        let first = blocks.firstIndex { $0 != nil } ?? 0
        for (coder, list) in lists.enumerated() {
            for segment in list {
                for piece in pieces.touched(segment.lower, segment.upper) where blocks[piece] != nil {
                    units[bySource ? first : piece, default: Array(repeating: 0, count: coders.count)][coder] = 1
                }
            }
        }
        return units.keys.sorted().compactMap { piece in
            units[piece].map { Given(piece: piece, variable: variable, categories: $0) }
        }
    }

    /// What each judge gave to these units of all codes together, as numbers of sets.
    func together(_ given: [Given], number: ([Int]) -> Int) -> [Given] {
        let given = given.sorted { ($0.piece, $0.variable) < ($1.piece, $1.variable) }
        var result: [Given] = []
        var start = 0
        while start < given.count {
            let unit = given[start...].prefix { $0.piece == given[start].piece }
            let categories = coders.indices.map { coder in
                let set = unit.filter { $0.categories[coder] > 0 }.map { $0.variable + 1 }
                return set.isEmpty ? 0 : number(set)
            }
            result.append(Given(piece: given[start].piece, variable: -1, categories: categories))
            start += unit.count
        }
        return result
    }

    /// - Parameters:
    ///   - range: the words that were coded.
    ///   - place: where to look for what others gave instead, if they gave nothing to these words.
    func difference(
        _ range: Range<Int>, _ piece: Int, _ categories: [Int], _ variable: Int, in place: (lower: Int, upper: Int)
    ) -> AgreementDifference {
        let given = coders.indices.filter { categories[$0] > 0 }.map { coders[$0] }
        let withheld = coders.indices.filter { categories[$0] == 0 }.map { coders[$0] }
        let instead = withheld.compactMap { coder -> AgreementDifference.Instead? in
            let words = (lower: range.lowerBound, upper: range.upperBound)
            let place = codes(by: coder, in: words).isEmpty ? place : words
            // What those who gave the code gave there too is nothing that others gave instead.
            let shared = given.map { Set(codes(by: $0, in: place)) }.reduce(nil as Set<Int>?) { $0?.intersection($1) ?? $1 }
            let own = codes(by: coder, in: place).filter { shared?.contains($0) != true }
            return own.isEmpty ? nil : .init(coder: coder, codes: own)
        }
        return AgreementDifference(
            source: source, turn: pieces.number(piece), lower: range.lowerBound, upper: range.upperBound, code: variable,
            given: given, withheld: withheld, instead: instead)
    }

    /// What a coder marked in a place, by its place among the compared codes.
    private func codes(by coder: Int, in place: (lower: Int, upper: Int)) -> [Int] {
        var codes: [Int] = []
        for mark in marks where mark.coder == coder && mark.lower < place.upper && place.lower < mark.upper {
            if codes.last != mark.variable { codes.append(mark.variable) }
        }
        return codes
    }
}
