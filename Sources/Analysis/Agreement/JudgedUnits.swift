import StudyModel

/// All units of the material with what each coder gave them.
///
/// Variables are the compared codes, each given or not, and at last all of them together: what a coder gave is then the set
/// of these codes.
struct JudgedUnits {
    /// How many units all of their judges gave the same, and to how many only some gave it, or something else.
    struct Counts: Hashable {
        var all = 0
        var some = 0
    }

    private(set) var byUnit: Coincidences
    private(set) var byLength: Coincidences
    /// What is marked by two or more, as sets of codes.
    private(set) var intersections: Coincidences
    /// One for each variable.
    private(set) var counts: [Counts]
    private(set) var differences: [AgreementDifference] = []
    /// The number of judges that all units have; nil where it differs.
    private(set) var judges: Int?
    let together: Int
    private let design: AgreementDesign
    private let listsDifferences: Bool
    private var sets: CodeSets

    init(
        _ material: AgreementMaterial, codes: CodeIndex, design: AgreementDesign, listingDifferences: Bool = false
    ) {
        self.design = design
        listsDifferences = listingDifferences
        together = design.codes.count
        byUnit = Coincidences(.units, variables: together + 1)
        byLength = Coincidences(.continuum, variables: together + 1)
        intersections = Coincidences(.intersections, variables: 1)
        counts = Array(repeating: Counts(), count: together + 1)
        sets = CodeSets(codes: together)
        let marks = Self.marks(material, design.variables(codes), codes)
        var seen: Set<Int> = []
        for (source, place) in material.sources.enumerated() {
            let coders = material.coders.indices.filter { place.judges & (1 << UInt64($0)) != 0 }
            guard coders.count > 1 else { continue }
            let pieces = TextPieces(length: place.length, turns: material.turns[place.turns])
            let blocks = open(pieces, judges: coders.count)
            guard blocks.contains(where: { $0 != nil }) else { continue }
            seen.insert(coders.count)
            add(JudgedText(source: source, coders: coders, pieces: pieces, blocks: blocks, marks: marks[source]))
        }
        judges = seen.count == 1 ? seen.first : nil
    }

    /// The block of each piece; nil where it does not count.
    private mutating func open(_ pieces: TextPieces, judges: Int) -> [Int?] {
        var shared: Int?
        return (0..<pieces.count).map { piece in
            guard !pieces.isLeftOut(piece), pieces.length(piece) > 0 || design.unit != .character else { return nil }
            let length = pieces.length(piece)
            let units = design.unit == .turn ? 1 : design.unit == .character ? length : shared == nil ? 1 : 0
            if design.draw == .source, let block = shared {
                byUnit.extend(block, units: units, judges: judges)
                byLength.extend(block, units: length, judges: judges)
                return block
            }
            byUnit.open(units: units, judges: judges)
            byLength.open(units: length, judges: judges)
            shared = intersections.open(units: 0, judges: judges)
            return shared
        }
    }

    /// For each source what was marked there: passages with the variable that they have.
    private static func marks(
        _ material: AgreementMaterial, _ variables: [[Int]], _ codes: CodeIndex
    ) -> [[JudgedText.Mark]] {
        var marks = [[JudgedText.Mark]](repeating: [], count: material.sources.count)
        for point in material.points {
            guard let code = codes.index(ofRow: point.code), marks.indices.contains(Int(point.source)) else { continue }
            for variable in variables[code] {
                marks[Int(point.source)].append(
                    .init(variable: variable, coder: Int(point.coder), lower: Int(point.lower), upper: Int(point.upper)))
            }
        }
        return marks
    }

    private mutating func add(_ text: JudgedText) {
        var given: [JudgedText.Given] = []
        var all = [[Segment]](repeating: [], count: text.coders.count)
        for variable in text.variables {
            let lists = text.segments(of: variable)
            for (coder, list) in lists.enumerated() {
                for segment in list {
                    all[coder].append(Segment(lower: segment.lower, upper: segment.upper, category: variable + 1))
                }
            }
            addLengths(lists, of: variable, in: text)
            if design.unit != .character {
                let units = text.given(lists, variable: variable, bySource: design.unit == .source)
                for unit in units { addUnit(unit.categories, unit.piece, variable, in: text) }
                given += units
                if listsDifferences { listDifferences(units, lists, variable, in: text) }
            }
        }
        if design.unit != .character {
            for unit in text.together(given, number: { sets.number(of: $0) }) {
                addUnit(unit.categories, unit.piece, together, in: text)
            }
        }
        let lists = all.map { Segment.sets($0) { sets.number(of: $0) } }
        addLengths(lists, of: together, in: text)
        addIntersections(lists, in: text)
    }

    private mutating func addUnit(_ categories: [Int], _ piece: Int, _ variable: Int, in text: JudgedText, units: Int = 1) {
        guard let block = text.blocks[piece] else { return }
        byUnit.add(categories, units: units, block: block, variable: variable)
        if categories.contains(where: { $0 != categories[0] }) {
            counts[variable].some += units
        } else {
            counts[variable].all += units
        }
    }

    private mutating func addLengths(_ lists: [[Segment]], of variable: Int, in text: JudgedText) {
        for segment in lists.joined() {
            var length = 0
            var first: Int?
            text.pieces.forEachPart(segment.lower, segment.upper) { piece, lower, upper in
                length += upper - lower
                first = first ?? text.blocks[piece]
            }
            if let first { byLength.addUnit(ofLength: Double(length), block: first, variable: variable) }
        }
        Segment.forEachRun(lists) { lower, upper, current in
            let categories = current.enumerated().map { $1 < 0 ? 0 : lists[$0][$1].category }
            text.pieces.forEachPart(lower, upper) { piece, lower, upper in
                guard let block = text.blocks[piece] else { return }
                byLength.add(categories, units: upper - lower, block: block, variable: variable)
                guard design.unit == .character else { return }
                addUnit(categories, piece, variable, in: text, units: upper - lower)
                if listsDifferences, variable != together {
                    listDifference(lower..<upper, piece, categories, variable, in: text)
                }
            }
        }
    }

    /// What two or more marked; of each segment of one coder how much of it another one marked too is a unit of its own.
    private mutating func addIntersections(_ lists: [[Segment]], in text: JudgedText) {
        let count = lists.count
        var shared = [Int](repeating: 0, count: count * count)
        var last = [Int](repeating: -1, count: count)
        var blocks = [Int](repeating: 0, count: count)
        func close(_ coder: Int, _ coincidences: inout Coincidences) {
            for other in 0..<count where shared[coder * count + other] > 0 {
                coincidences.addUnit(
                    ofLength: Double(shared[coder * count + other]), block: blocks[coder], variable: 0,
                    weight: 1 / Double(count - 1))
                shared[coder * count + other] = 0
            }
        }
        Segment.forEachRun(lists) { lower, upper, current in
            let marking = current.indices.filter { current[$0] >= 0 }
            for coder in marking where last[coder] != current[coder] {
                close(coder, &intersections)
                last[coder] = current[coder]
            }
            guard marking.count > 1 else { return }
            let categories = current.enumerated().map { $1 < 0 ? 0 : lists[$0][$1].category }
            text.pieces.forEachPart(lower, upper) { piece, lower, upper in
                guard let block = text.blocks[piece] else { return }
                for coder in marking {
                    let differing = marking.count { categories[$0] != categories[coder] }
                    intersections.add(
                        categories[coder], with: marking.count - 1, differing: differing, judges: count,
                        length: upper - lower, block: block)
                    for other in marking where other != coder {
                        if shared[coder * count + other] == 0 { blocks[coder] = block }
                        shared[coder * count + other] += upper - lower
                    }
                }
            }
        }
        for coder in 0..<count { close(coder, &intersections) }
    }
}

extension JudgedUnits {
    private mutating func listDifferences(
        _ units: [JudgedText.Given], _ lists: [[Segment]], _ variable: Int, in text: JudgedText
    ) {
        let isSource = design.unit == .source
        for unit in units where unit.categories.contains(0) {
            let inUnit = lists.joined().filter { segment in
                text.pieces.touched(segment.lower, segment.upper).contains {
                    isSource ? text.blocks[$0] != nil : $0 == unit.piece
                }
            }
            let first = inUnit.min { ($0.lower, $0.upper) < ($1.lower, $1.upper) }
            guard let first else { continue }
            let piece = isSource ? text.pieces.touched(first.lower, first.upper).lowerBound : unit.piece
            let words = text.pieces.words(piece)
            let (lower, upper) = (max(first.lower, words.lower), min(first.upper, words.upper))
            // What lies in no turn counts with the one before, and is told as it is.
            let isClipped = !isSource && lower < upper
            differences.append(
                text.difference(
                    isClipped ? lower..<upper : first.lower..<first.upper, piece, unit.categories, variable,
                    in: isSource ? (0, Int.max) : isClipped ? words : (first.lower, first.upper)))
        }
    }

    /// One stretch of characters; the next part of the same stretch is put to it.
    private mutating func listDifference(
        _ range: Range<Int>, _ piece: Int, _ categories: [Int], _ variable: Int, in text: JudgedText
    ) {
        guard categories.contains(0), categories.contains(where: { $0 > 0 }) else { return }
        let difference = text.difference(range, piece, categories, variable, in: (range.lowerBound, range.upperBound))
        if let last = differences.last, last.continues(with: difference) {
            differences[differences.count - 1].extend(with: difference)
        } else {
            differences.append(difference)
        }
    }
}
