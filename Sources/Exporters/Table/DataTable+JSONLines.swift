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
                switch index < row.count ? row[index] : .empty {
                case .empty: json.null()
                case .text(let text): json.string(text)
                case .integer(let number): json.integer(number)
                case .number(let number): json.number(number)
                case .boolean(let value): json.boolean(value)
                }
            }
            json.endObject()
            bytes.append(contentsOf: json.bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
