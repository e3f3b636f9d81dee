import StudyModel

/// A text cut where its turns begin, so that every character belongs to one piece; a text without turns is one piece.
struct TextPieces {
    /// Where each piece begins, and at last where the text ends.
    private let starts: [Int]
    private let turns: ArraySlice<AgreementMaterial.Turn>

    /// How many pieces there are, numbered from 0.
    var count: Int { starts.count - 1 }

    init(length: Int, turns: ArraySlice<AgreementMaterial.Turn>) {
        self.turns = turns
        starts = [0] + turns.dropFirst().map { min($0.lower, length) } + [length]
    }

    func isLeftOut(_ piece: Int) -> Bool { turns.isEmpty ? false : turn(piece).isLeftOut }

    func length(_ piece: Int) -> Int { starts[piece + 1] - starts[piece] }

    /// The turn of a piece; nil where the text has none.
    func number(_ piece: Int) -> Int? { turns.isEmpty ? nil : turn(piece).number }

    /// What is said in the piece: its turn, without the label before the next one.
    func words(_ piece: Int) -> (lower: Int, upper: Int) {
        turns.isEmpty ? (starts[piece], starts[piece + 1]) : (turn(piece).lower, turn(piece).upper)
    }

    /// The pieces whose turn shares a character with the range, or else the one in which it begins.
    func touched(_ lower: Int, _ upper: Int) -> Range<Int> {
        let first = piece(at: lower)
        var begin = first
        if begin + 1 < count, words(begin).upper <= lower { begin += 1 }
        var end = begin
        while end < count, words(end).lower < upper { end += 1 }
        return end > begin ? begin..<end : first..<first + 1
    }

    /// Calls `body` with each part of the range that lies in one piece and counts.
    func forEachPart(_ lower: Int, _ upper: Int, _ body: (_ piece: Int, _ lower: Int, _ upper: Int) -> Void) {
        var piece = piece(at: lower)
        var lower = lower
        while piece < count, lower < upper {
            let end = min(upper, starts[piece + 1])
            if end > lower, !isLeftOut(piece) { body(piece, lower, end) }
            lower = max(lower, end)
            piece += 1
        }
    }

    private func turn(_ piece: Int) -> AgreementMaterial.Turn { turns[turns.startIndex + piece] }

    private func piece(at position: Int) -> Int {
        var (low, high) = (0, count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= position { low = middle } else { high = middle }
        }
        return low
    }
}
