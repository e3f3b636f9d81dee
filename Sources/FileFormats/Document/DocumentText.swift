/// What a word processor's document says, paragraph by paragraph, without its looks.
package struct DocumentText: Sendable {
    /// Where a paragraph stands that belongs to a table; a table inside of a cell is one of its own.
    package struct Cell: Hashable, Sendable {
        /// From 0, in the order in which tables begin.
        package var table: Int32
        /// From 0.
        package var row: Int32
        /// From 0, counted as if no cell reached over several columns.
        package var column: Int32
    }

    package struct Paragraph: Hashable, Sendable {
        /// Where it stands in `utf8`, without the line feed or tab around it. Line breaks inside of it are line feeds.
        package var bytes: Range<Int>
        package var isHeading = false
        package var cell: Cell?
    }

    /// What the document holds beside its running text.
    package struct LeftOut: Hashable, Sendable {
        package var comments = 0
        /// Footnotes and endnotes.
        package var notes = 0
        /// Places where deleted text waits for somebody to accept the change.
        package var deletions = 0
        /// Places of hidden text.
        package var hidden = 0
        package var textBoxes = 0
    }

    /// The text as `TextNormalization` has it, a paragraph a line; the cells of a table's row are parted by tabs. Of empty
    /// paragraphs that follow one another there is one.
    package internal(set) var utf8: [UInt8] = []
    /// In reading order, also empty ones.
    package internal(set) var paragraphs: [Paragraph] = []
    package internal(set) var leftOut = LeftOut()
    /// Named places in the text, as HTML has them: the position in `utf8`, and the name.
    package internal(set) var anchors: [(position: Int, name: String)] = []
    /// How many characters that XML 1.0 forbids became U+FFFD.
    package internal(set) var replaced = 0
    /// Nil where the format does not say where a page ends.
    package internal(set) var pages: Int?

    /// The words of a paragraph.
    package func text(of paragraph: Paragraph) -> String { String(decoding: utf8[paragraph.bytes], as: UTF8.self) }
}
