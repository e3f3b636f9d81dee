import StudyModel

/// A statement of a rule with what goes into its places.
struct PortableStatement {
    private enum Slot {
        case cell(Int?)
        /// The bytes that the hexadecimal digits of a cell stand for.
        case bytes(Int?)
        case row(PortableTable.Thing)
        case event
    }

    let statement: BulkStatement
    let count: String?
    private let slots: [Slot]

    /// - Parameter columns: the places of the columns in rows.
    init(_ statement: BulkStatement, count: String? = nil, columns: [String: Int]) {
        self.statement = statement
        self.count = count
        slots = statement.parameters.map { name in
            let rest = String(name.dropFirst())
            if name == ":event" { return .event }
            if name.hasPrefix("@"), let thing = PortableTable.Thing(rawValue: rest) { return .row(thing) }
            return name.hasPrefix("$") ? .bytes(columns[rest]) : .cell(columns[rest])
        }
    }

    /// - Parameter rows: the rows of what the cells name; what names nothing is NULL.
    func bind(_ cells: [DataTable.Cell], _ rows: [PortableTable.Thing: Int64], event: Int64) {
        for (position, slot) in zip(Int32(1)..., slots) {
            switch slot {
            case .event: statement.bind(position, event)
            case .row(let thing): statement.bind(position, rows[thing])
            case .cell(let place): statement.bind(position, place.map { cells[$0] } ?? .empty)
            case .bytes(let place):
                if case .text(let text)? = place.map({ cells[$0] }), let bytes = text.hexBytes {
                    statement.bind(position, copying: bytes)
                } else {
                    statement.bindNull(position)
                }
            }
        }
    }
}

extension BulkStatement {
    fileprivate func bind(_ position: Int32, _ cell: DataTable.Cell) {
        switch cell {
        case .empty: bindNull(position)
        case .text(let text): bind(position, copying: text)
        case .integer(let number): bind(position, number)
        case .number(let number): bind(position, number)
        case .boolean(let value): bind(position, value ? 1 : 0)
        }
    }
}

extension String {
    /// What hexadecimal digits, with hyphens between or not, stand for; nil where there is anything else.
    fileprivate var hexBytes: [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count / 2)
        var high: UInt8?
        for byte in utf8 where byte != UInt8(ascii: "-") {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return high == nil && !bytes.isEmpty ? bytes : nil
    }
}
