import FileFormats
import StudyModel

extension JSONWriter {
    /// - Parameter keepingDecimals: writes a decimal number so that it is read back as one: `5.0` for 5.
    mutating func cell(_ cell: DataTable.Cell, keepingDecimals: Bool = false) {
        switch cell {
        case .empty: null()
        case .text(let text): string(text)
        case .integer(let value): integer(value)
        case .number(let value): if keepingDecimals { decimal(value) } else { number(value) }
        case .boolean(let value): boolean(value)
        }
    }
}
