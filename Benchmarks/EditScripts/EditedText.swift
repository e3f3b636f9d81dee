/// A text whose scalars know where they stood before it was edited.
struct EditedText {
    struct Cell {
        var scalar: Unicode.Scalar
        /// The position in the old text; -1 for what is new.
        var origin: Int32
    }

    struct Turn {
        var label: [Cell]
        var words: [Cell]
        /// True for one that was in the text from the beginning, and is none of a block that was moved.
        var isOriginal = true
        /// True for one whose words were put in elsewhere too: it stays where it is, or nobody could tell which of the two is meant.
        var isCopied = false
        /// Turns that were deleted behind it, as text.
        var deleted: [String] = []
    }

    var turns: [Turn]

    static func cells(_ text: String) -> [Cell] { text.unicodeScalars.map { Cell(scalar: $0, origin: -1) } }

    /// All scalars, each turn on a line of its own or on several.
    var cells: [Cell] {
        var all: [Cell] = []
        for turn in turns {
            all += turn.label
            all += turn.words
            all.append(Cell(scalar: "\n", origin: -1))
        }
        return all
    }

    /// Makes the text as it is now the one that later edits are counted from.
    mutating func settle() {
        var position: Int32 = 0
        func number(_ cells: inout [Cell]) {
            for index in cells.indices {
                cells[index].origin = position
                position += 1
            }
        }
        for index in turns.indices {
            number(&turns[index].label)
            number(&turns[index].words)
            position += 1
        }
    }

    static func text(_ cells: some Sequence<Cell>) -> String {
        var view = String.UnicodeScalarView()
        for cell in cells { view.append(cell.scalar) }
        return String(view)
    }

    /// The first and last word of a turn as ranges of its cells.
    static func words(of cells: [Cell]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (index, cell) in cells.enumerated() {
            if cell.scalar.isSpace {
                if let first = start { words.append(first..<index) }
                start = nil
            } else if start == nil {
                start = index
            }
        }
        if let start { words.append(start..<cells.count) }
        return words
    }
}
