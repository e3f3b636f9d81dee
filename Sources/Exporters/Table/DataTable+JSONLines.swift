import FileFormats
package import StudyModel

extension DataTable {
    /// One JSON object a row, its keys the names of the columns in their order; a cell without a value is null.
    package func jsonLines() -> [UInt8] {
        var bytes: [UInt8] = []
        var json = JSONWriter()
        for row in rows {
            json.removeAll()
            json.beginObject()
            for (index, column) in columns.enumerated() {
                json.key(column.name)
                json.cell(index < row.count ? row[index] : .empty)
            }
            json.endObject()
            bytes.append(contentsOf: json.bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
