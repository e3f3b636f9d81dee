import StudyModel

/// The units of one sort in all documents: those of a document side by side, sorted by where they begin and end.
struct QuerySpans {
    private(set) var lowers: [Int32] = []
    /// `Int32.max` for a text as a whole.
    private(set) var uppers: [Int32] = []
    /// Where the units of each document begin, and at last how many there are.
    private(set) var starts = [0]
    /// The speaker of each, of paragraphs only.
    private(set) var speakers: [Int32] = []
    /// The number of each, of turns only; 0 where a source has none.
    private(set) var turns: [Int32] = []

    var count: Int { lowers.count }
    var documents: Int { starts.count - 1 }

    func units(of document: Int) -> Range<Int> { starts[document]..<starts[document + 1] }

    init(_ unit: QueryUnit, of material: QueryMaterial) {
        let documents = material.documents.count
        switch unit {
        case .passage, .coding:
            var passage = 0
            lowers.reserveCapacity(unit == .coding ? material.codings.count : material.passages.count)
            uppers.reserveCapacity(lowers.capacity)
            for document in 0..<documents {
                while passage < material.passages.count, material.passages[passage].document == document {
                    let copies = unit == .coding ? material.codings(ofPassage: passage).count : 1
                    for _ in 0..<copies { add(material.passages[passage].lower, material.passages[passage].upper) }
                    passage += 1
                }
                starts.append(lowers.count)
            }
        case .turn, .paragraph:
            var cue = 0
            for document in 0..<documents {
                let first = cue
                while cue < material.cues.count, material.cues[cue].document == document { cue += 1 }
                if first == cue {
                    addWhole()
                } else if unit == .paragraph {
                    for cue in material.cues[first..<cue] {
                        add(cue.lower, cue.upper)
                        speakers.append(cue.speaker)
                    }
                } else {
                    addTurns(of: material.cues[first..<cue])
                }
                if unit == .paragraph, first == cue { speakers.append(-1) }
                starts.append(lowers.count)
            }
        case .source:
            for _ in 0..<documents {
                addWhole()
                starts.append(lowers.count)
            }
        }
    }

    private mutating func add(_ lower: Int32, _ upper: Int32) {
        lowers.append(lower)
        uppers.append(upper)
    }

    private mutating func addWhole() {
        add(0, .max)
        turns.append(0)
    }

    private mutating func addTurns(of cues: ArraySlice<QueryMaterial.Cue>) {
        var found: [(turn: Int32, lower: Int32, upper: Int32)] = []
        for cue in cues.sorted(by: { ($0.turn, $0.lower) < ($1.turn, $1.lower) }) {
            if let last = found.indices.last, found[last].turn == cue.turn {
                found[last].upper = max(found[last].upper, cue.upper)
            } else {
                found.append((cue.turn, cue.lower, cue.upper))
            }
        }
        for turn in found.sorted(by: { ($0.lower, $0.upper, $0.turn) < ($1.lower, $1.upper, $1.turn) }) {
            add(turn.lower, turn.upper)
            turns.append(turn.turn)
        }
    }
}

extension QueryMaterial {
    func codings(ofPassage passage: Int) -> Range<Int> {
        let end = passage + 1 < passages.count ? Int(passages[passage + 1].firstCoding) : codings.count
        return Int(passages[passage].firstCoding)..<end
    }
}

/// Where units lie in turns or paragraphs: the numbers of the first and the last that they have a part in.
struct QueryCoordinates {
    var firsts: [Int32]
    var lasts: [Int32]

    /// - Parameter measure: turns or paragraphs.
    init(_ spans: QuerySpans, _ measure: QueryRelation.Distance.Measure, of material: QueryMaterial) {
        firsts = Array(repeating: 0, count: spans.count)
        lasts = firsts
        var start = 0
        for document in 0..<spans.documents {
            var end = start
            while end < material.cues.count, material.cues[end].document == document { end += 1 }
            defer { start = end }
            guard start < end else { continue }
            let cues = material.cues[start..<end]
            for unit in spans.units(of: document) {
                let first = Self.cue(at: spans.lowers[unit], in: cues)
                let last = Self.cue(at: spans.uppers[unit] - 1, in: cues)
                if measure == .turns {
                    firsts[unit] = min(cues[first].turn, cues[last].turn)
                    lasts[unit] = max(cues[first].turn, cues[last].turn)
                } else {
                    firsts[unit] = Int32(first - start)
                    lasts[unit] = Int32(last - start)
                }
            }
        }
    }

    /// The last cue that begins at or before `position`; the first where none does.
    private static func cue(at position: Int32, in cues: ArraySlice<QueryMaterial.Cue>) -> Int {
        var low = cues.startIndex
        var high = cues.endIndex
        while low < high {
            let middle = (low + high) / 2
            if cues[middle].lower <= position { low = middle + 1 } else { high = middle }
        }
        return max(cues.startIndex, low - 1)
    }
}
