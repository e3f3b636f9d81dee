/// Columns and cells as a spreadsheet writes them: `A`, `Z`, `AA`, and `G14`.
package enum CellAddress {
    /// The letters of the column with this index, counted from 0.
    package static func column(_ index: Int) -> String {
        var letters: [UInt8] = []
        var rest = index
        repeat {
            letters.append(UInt8(ascii: "A") + UInt8(truncatingIfNeeded: abs(rest % 26)))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// The cell in the column with this index from 0 and the row with this number from 1.
    package static func cell(column: Int, row: Int) -> String { Self.column(column) + String(row) }
}
