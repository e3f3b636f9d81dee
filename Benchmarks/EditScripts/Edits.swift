import Foundation
import StudyModel

/// What people do to a transcript after it was coded.
enum Edit: String, CaseIterable {
    case typos, deletedTurns, insertedTurns, swappedBlocks, wrappedLines, pseudonyms, words, normalForm, emoji, numbers

    func apply(to text: inout EditedText, _ random: inout SplitMix) {
        switch self {
        case .typos: for _ in 0..<random.between(1...max(2, text.turns.count / 12)) { Self.typo(&text, &random) }
        case .deletedTurns: for _ in 0..<random.between(1...max(1, text.turns.count / 60)) { Self.delete(&text, &random) }
        case .insertedTurns: for _ in 0..<random.between(1...max(1, text.turns.count / 60)) { Self.insert(&text, &random) }
        case .swappedBlocks: Self.swap(&text, &random)
        case .wrappedLines: Self.wrap(&text, width: random.between(30...100), share: random.chance(50) ? 100 : 40, &random)
        case .pseudonyms: Self.pseudonym(&text, &random)
        case .words: for _ in 0..<random.between(1...max(2, text.turns.count / 20)) { Self.words(&text, &random) }
        case .normalForm: Self.decompose(&text)
        case .emoji: for _ in 0..<random.between(1...4) { Self.emoji(&text, &random) }
        case .numbers: Self.number(&text)
        }
    }

    private static func typo(_ text: inout EditedText, _ random: inout SplitMix) {
        let turn = random.below(text.turns.count)
        let words = EditedText.words(of: text.turns[turn].words).filter { $0.count > 3 }
        guard !words.isEmpty else { return }
        let word = random.pick(words)
        let place = word.lowerBound + random.between(0...word.count - 2)
        // Letters only: an emoji cut in two is no typo.
        guard text.turns[turn].words[place...place + 1].allSatisfy({ $0.scalar.properties.isAlphabetic }) else { return }
        switch random.below(4) {
        case 0: text.turns[turn].words.swapAt(place, place + 1)
        case 1: text.turns[turn].words.remove(at: place)
        case 2: text.turns[turn].words.insert(.init(scalar: random.pick(["e", "n", "r", "ä", "s"]), origin: -1), at: place)
        default: text.turns[turn].words[place] = .init(scalar: random.pick(["x", "o", "ü", "t"]), origin: -1)
        }
    }

    /// So many turns around an edit are near.
    private static let reach = 6

    private static func delete(_ text: inout EditedText, _ random: inout SplitMix) {
        guard text.turns.count > 4 else { return }
        let start = random.between(1...text.turns.count - 3)
        let range = start..<min(text.turns.count - 1, start + random.between(1...3))
        let deleted = text.turns[range].map { EditedText.text($0.words) }
        // Of a turn that is taken out where an equal one was put in nobody could tell that it is another.
        let near = text.turns[max(0, start - reach)..<min(text.turns.count, range.upperBound + reach)]
        let isPutIn = near.contains { !$0.isOriginal && deleted.contains(EditedText.text($0.words)) }
        guard !isPutIn, !text.turns[range].contains(where: \.isCopied) else { return }
        text.turns[max(0, start - 1)].deleted += deleted
        text.turns.removeSubrange(range)
    }

    private static func insert(_ text: inout EditedText, _ random: inout SplitMix) {
        let start = random.below(text.turns.count + 1)
        for offset in 0..<random.between(1...3) {
            let label = EditedText.cells(random.chance(50) ? "I: " : "B: ")
            let near = text.turns[max(0, start - reach)..<min(text.turns.count, start + reach)].flatMap(\.deleted)
            var speech = InventedSpeech.turn(&random)
            while near.contains(speech) { speech = InventedSpeech.turn(&random) }
            var words = EditedText.cells(speech)
            if random.chance(10) {
                // The words of another turn, which stays where it is.
                let other = random.below(text.turns.count)
                if text.turns[other].isOriginal {
                    words = text.turns[other].words.map { .init(scalar: $0.scalar, origin: -1) }
                    text.turns[other].isCopied = true
                }
            }
            text.turns.insert(.init(label: label, words: words, isOriginal: false), at: start + offset)
        }
    }

    private static func swap(_ text: inout EditedText, _ random: inout SplitMix) {
        guard text.turns.count > 20 else { return }
        let first = random.below(text.turns.count - 18)
        let length = random.between(1...6)
        let between = random.chance(50) ? 0 : random.between(1...4)
        let second = first + length + between
        let end = second + random.between(1...6)
        guard !text.turns[first..<end].contains(where: \.isCopied) else { return }
        var block = Array(text.turns[second..<end]) + Array(text.turns[first + length..<second])
        block += text.turns[first..<first + length]
        for index in block.indices { block[index].isOriginal = false }
        text.turns.replaceSubrange(first..<end, with: block)
    }

    static func wrap(_ text: inout EditedText, width: Int, share: Int, _ random: inout SplitMix) {
        for turn in text.turns.indices where random.chance(share) {
            var column = text.turns[turn].label.count
            for word in EditedText.words(of: text.turns[turn].words) {
                if word.lowerBound > 0 {
                    let isWrapped = column + word.count + 1 > width
                    text.turns[turn].words[word.lowerBound - 1].scalar = isWrapped ? "\n" : " "
                    column = isWrapped ? 0 : column + 1
                }
                column += word.count
            }
        }
    }

    private static func pseudonym(_ text: inout EditedText, _ random: inout SplitMix) {
        let name = Array(random.pick(InventedSpeech.names).unicodeScalars)
        let other = EditedText.cells(
            random.chance(50) ? "[Name \(random.between(1...9))]" : random.pick(["Meyer", "Q.", "B01"]))
        for turn in text.turns.indices {
            for word in EditedText.words(of: text.turns[turn].words).reversed() {
                let length = min(name.count, word.count)
                let start = word.lowerBound
                guard text.turns[turn].words[start..<start + length].map(\.scalar) == name else { continue }
                text.turns[turn].words.replaceSubrange(start..<start + length, with: other)
            }
        }
    }

    private static func words(_ text: inout EditedText, _ random: inout SplitMix) {
        let turn = random.below(text.turns.count)
        let words = EditedText.words(of: text.turns[turn].words)
        guard words.count > 2 else { return }
        let place = random.below(words.count - 1)
        if random.chance(50) {
            let last = min(words.count - 1, place + random.between(1...3))
            text.turns[turn].words.removeSubrange(words[place].lowerBound..<words[last].lowerBound)
        } else {
            let added = (0..<random.between(1...3)).map { _ in InventedSpeech.word(&random) + " " }.joined()
            text.turns[turn].words.insert(contentsOf: EditedText.cells(added), at: words[place].lowerBound)
        }
    }

    private static func decompose(_ text: inout EditedText) {
        func apart(_ cells: [EditedText.Cell]) -> [EditedText.Cell] {
            cells.flatMap { cell in
                String(cell.scalar).decomposedStringWithCanonicalMapping.unicodeScalars.map {
                    EditedText.Cell(scalar: $0, origin: cell.origin)
                }
            }
        }
        for turn in text.turns.indices { text.turns[turn].words = apart(text.turns[turn].words) }
    }

    private static func emoji(_ text: inout EditedText, _ random: inout SplitMix) {
        let turn = random.below(text.turns.count)
        let words = EditedText.words(of: text.turns[turn].words)
        guard let word = words.last else { return }
        let emoji = EditedText.cells(" " + random.pick(["🎉", "👍🏽", "👨‍👩‍👧‍👦", "🇫🇷", "☕️"]))
        text.turns[turn].words.insert(contentsOf: emoji, at: word.upperBound)
    }

    /// Numbers before all turns, as some programs print them; the numbers that were there are replaced.
    static func number(_ text: inout EditedText) {
        for turn in text.turns.indices {
            let label = text.turns[turn].label
            let rest = label.first?.scalar == "[" ? label.drop { $0.scalar != " " }.dropFirst() : label[...]
            text.turns[turn].label = EditedText.cells("[\(turn + 1)] ") + Array(rest)
        }
    }
}
