/// What is known of the lines of a text beyond their characters, where the text comes out of a document.
struct TextLayout {
    /// A paragraph as the document sets it off.
    struct Paragraph: Equatable {
        var bytes: Range<Int>
        /// Of a time that stands beside it in a table.
        var startMs: Int?
        var endMs: Int?
    }

    /// Lines that are headings, by their index; they end a turn and are no speech.
    var headings: Set<Int> = []
    /// Heads of lines that the columns of a table tell, by line.
    var heads: [Int: LineHead] = [:]
    /// Where the words of lines end before the lines do, by line: what follows stands in other cells of a table.
    var ends: [Int: Int] = [:]
    /// Where the words of lines without a head begin behind other cells, by line.
    var starts: [Int: Int] = [:]
    /// Lines whose heads are those of a column of speakers.
    var named: Set<Int> = []
    /// The columns, from 1, that were taken for what is said though others could be it as well.
    var guessedColumns: [Int] = []
    /// The paragraphs with text; nil where blank lines must tell them.
    var paragraphs: [Paragraph]?

    /// The number of the paragraph, from 1, that a byte stands in; nil where nothing but lines are known.
    func paragraphNumber(at byte: Int) -> Int? {
        paragraphs.flatMap { all in all.lastIndex { $0.bytes.lowerBound <= byte } }.map { $0 + 1 }
    }
}
