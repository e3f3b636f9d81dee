package import FileFormats
package import StudyModel

/// Writes the side file of a package, which holds what REFI-QDA has no place for, as JSON Lines.
///
/// The first line is an object that says what the file is. Each table begins with an object that has its name and columns; a line for
/// each row follows, an array with the values in that order.
package struct SideFileWriter {
    private var json = JSONWriter()
    private var bytes: [UInt8] = []

    package init() {
        json.beginObject()
        json.member("ankerpunkt", ProjectRows.version)
        json.member("about", "what project.qde has no place for; other programs pass it over")
        json.endObject()
        endLine()
    }

    package mutating func begin(_ table: DataTable) {
        json.beginObject()
        json.member("table", table.name)
        json.member("columns", table.columns.map(\.name))
        json.endObject()
        endLine()
    }

    package mutating func write(_ row: [DataTable.Cell]) {
        json.beginArray()
        for cell in row { json.cell(cell, keepingDecimals: true) }
        json.endArray()
        endLine()
    }

    private mutating func endLine() {
        bytes += json.bytes
        bytes.append(UInt8(ascii: "\n"))
        json.removeAll()
    }

    /// Hands over what was written, once it is much.
    package mutating func flush(into sink: ByteSink, from size: Int = 1 << 18) throws {
        guard bytes.count >= size, !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
