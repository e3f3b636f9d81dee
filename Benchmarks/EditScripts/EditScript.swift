package import StudyModel

/// A transcript, what an edit made of it, and passages of which it is known what became of them.
package struct EditScript: Sendable {
    package struct Passage: Sendable {
        package var range: TextRange
        /// Where the scalars of its words stand in the new text, white space left out.
        package var survivors: [Int]
        /// How many scalars its words have.
        package var count: Int
        /// The first and the last survivor, with what stands between them; nil where none is left.
        package var hull: TextRange?
        /// Whether all its words stand there as they were, in one piece.
        package var isIntact: Bool
        /// How many scalars belong to the letters and emoji that its ends cut in two.
        package var cut: Int
    }

    package var old: String
    package var new: String
    /// The new text as a file of another system might hold it.
    package var file: [UInt8]
    /// Both texts without an index to walk along.
    package var oldScalars: [Unicode.Scalar]
    package var newScalars: [Unicode.Scalar]
    package var edits: [String]
    package var passages: [Passage]
    /// For each scalar of the new text its position in the old one; -1 for what is new.
    package var origins: [Int32]

    /// - Parameter seed: the same script for the same seed.
    package init(seed: UInt64, turns: ClosedRange<Int> = 100...2000, passages count: Int = 120) {
        var random = SplitMix(seed: seed)
        var text = EditedText(turns: [])
        let length = random.between(turns)
        for turn in 0..<length {
            text.turns.append(
                .init(
                    label: EditedText.cells(turn % 2 == 0 ? "I: " : "B: "),
                    words: EditedText.cells(InventedSpeech.turn(&random))))
        }
        let isNumbered = random.chance(20)
        if random.chance(30) { Edit.wrap(&text, width: random.between(40...90), share: 100, &random) }
        if isNumbered { Edit.number(&text) }
        text.settle()
        let before = text
        oldScalars = text.cells.map(\.scalar)
        old = EditedText.text(text.cells)

        var chosen = Edit.allCases.filter { $0 != .numbers && random.chance($0 == .normalForm ? 10 : 35) }
        if chosen.isEmpty { chosen = [.typos] }
        chosen.shuffle(using: &random)
        if isNumbered { chosen.append(.numbers) }
        for edit in chosen { edit.apply(to: &text, &random) }
        edits = chosen.map(\.rawValue)
        let cells = text.cells
        newScalars = cells.map(\.scalar)
        new = EditedText.text(cells)
        origins = cells.map { $0.scalar.isSpace ? -1 : $0.origin }
        file = Self.file(new, &edits, &random)
        passages = Self.passages(of: before, count, cells, &random)
    }

    private static func file(_ text: String, _ edits: inout [String], _ random: inout SplitMix) -> [UInt8] {
        var bytes = Array(text.utf8)
        if random.chance(20) {
            edits.append("crlf")
            bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        }
        if random.chance(20) {
            edits.append("bom")
            bytes = [0xEF, 0xBB, 0xBF] + bytes
        }
        return bytes
    }

    private static func passages(
        of text: EditedText, _ count: Int, _ cells: [EditedText.Cell], _ random: inout SplitMix
    ) -> [Passage] {
        let old = text.cells
        let places = Places(of: cells, origins: old.count)
        return (0..<count).compactMap { _ in
            range(in: text, &random).map { Self.passage($0, old, cells, places) }
        }
    }

    /// A few words, a whole turn, several turns, or a part of a word.
    private static func range(in text: EditedText, _ random: inout SplitMix) -> TextRange? {
        let index = random.below(text.turns.count)
        let words = EditedText.words(of: text.turns[index].words)
        guard let first = text.turns[index].words.first?.origin, !words.isEmpty else { return nil }
        let start = Int(first)
        switch random.below(10) {
        case 0..<6:
            let from = random.below(words.count)
            let to = min(words.count - 1, from + random.between(0...12))
            return TextRange(start + words[from].lowerBound, start + words[to].upperBound)
        case 6..<8: return TextRange(start, start + text.turns[index].words.count)
        case 8:
            let last = text.turns[min(text.turns.count - 1, index + random.between(1...3))].words
            guard let end = last.last?.origin else { return nil }
            return TextRange(start, Int(end) + 1)
        default:
            let from = random.below(text.turns[index].words.count)
            let to = min(text.turns[index].words.count, from + random.between(4...80))
            return TextRange(start + from, start + to)
        }
    }

    private static func passage(
        _ range: TextRange, _ old: [EditedText.Cell], _ new: [EditedText.Cell], _ places: Places
    ) -> Passage {
        var survivors: [Int] = []
        var count = 0
        var isIntact = true
        for position in range.lowerBound..<range.upperBound where !old[position].scalar.isSpace {
            count += 1
            let found = places[position]
            isIntact = isIntact && (found.first.map { $0 > survivors.last ?? -1 } ?? false)
            survivors += found
        }
        survivors.sort()
        let hull = survivors.first.flatMap { first in survivors.last.flatMap { TextRange(first, $0 + 1) } }
        if let hull {
            let words = (hull.lowerBound..<hull.upperBound).count { !new[$0].scalar.isSpace }
            isIntact = isIntact && words == survivors.count
        }
        return Passage(
            range: range, survivors: survivors, count: count, hull: hull, isIntact: isIntact && hull != nil,
            cut: cut(old, at: range.lowerBound) + cut(old, at: range.upperBound))
    }

    /// How many scalars the letter or emoji has that goes on at `position`; 0 where one begins there.
    private static func cut(_ cells: [EditedText.Cell], at position: Int) -> Int {
        let around = max(0, position - 8)..<min(cells.count, position + 8)
        var start = around.lowerBound
        for character in EditedText.text(cells[around]) {
            let end = start + character.unicodeScalars.count
            if start < position && position < end { return character.unicodeScalars.count }
            start = end
        }
        return 0
    }
}

/// Where the scalars of the old text stand in the new one.
private struct Places {
    private var starts: [Int]
    private var positions: [Int]

    init(of cells: [EditedText.Cell], origins: Int) {
        starts = Array(repeating: 0, count: origins + 1)
        for cell in cells where cell.origin >= 0 { starts[Int(cell.origin) + 1] += 1 }
        for index in 0..<origins { starts[index + 1] += starts[index] }
        positions = Array(repeating: 0, count: starts[origins])
        var next = starts
        for (position, cell) in cells.enumerated() where cell.origin >= 0 {
            positions[next[Int(cell.origin)]] = position
            next[Int(cell.origin)] += 1
        }
    }

    /// In the order of the new text.
    subscript(origin: Int) -> ArraySlice<Int> { positions[starts[origin]..<starts[origin + 1]] }
}

extension Unicode.Scalar {
    /// Whether it is white space; ASCII is told without Unicode's tables.
    var isSpace: Bool { isASCII ? value == 0x20 || value >= 0x09 && value <= 0x0D : properties.isWhitespace }
}
