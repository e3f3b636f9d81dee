import Foundation
import StudyModel

/// Words in their context on one line: what stands before them at the right of its column, so that the words stand below one
/// another, and behind all the place.
struct KeywordLine {
    /// Columns on each side.
    let context: Int
    let isColoured: Bool

    /// So much longer than its context the second part may be, for the words themselves.
    private static let wordColumns = 20

    init(context: Int) {
        self.context = context
        let environment = ProcessInfo.processInfo.environment
        isColoured =
            isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"].map(\.isEmpty) ?? true && environment["TERM"] != "dumb"
    }

    /// - Parameters:
    ///   - pieces: the words with what stands between and behind them; each second one, from the first on, is a word.
    func text(before: String, pieces: [String], place: String) -> String {
        let left = before.oneLine.visible
        var line = String(repeating: " ", count: max(0, context - left.displayWidth)) + left.suffix(columns: context)
        var room = context + Self.wordColumns
        for (index, piece) in pieces.enumerated() {
            let shown = piece.oneLine.visible.prefix(columns: room)
            room -= shown.displayWidth
            line += index.isMultiple(of: 2) && isColoured ? "\u{1B}[1;33m\(shown)\u{1B}[0m" : shown
        }
        return line + String(repeating: " ", count: max(0, room)) + "  " + place.visible
    }
}

extension String {
    /// Line feeds and tabs as blanks.
    fileprivate var oneLine: String {
        split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    }

    fileprivate func prefix(columns: Int) -> String {
        var width = 0
        return String(
            prefix {
                width += $0.displayWidth; return width <= columns
            })
    }

    fileprivate func suffix(columns: Int) -> String {
        var width = 0
        var start = endIndex
        for index in indices.reversed() {
            width += self[index].displayWidth
            if width > columns { break }
            start = index
        }
        return String(self[start...])
    }
}
