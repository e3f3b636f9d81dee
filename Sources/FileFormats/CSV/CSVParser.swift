/// Cuts text into rows and fields: RFC 4180, with any separator.
///
/// Rows end with `\n`, `\r\n`, `\r`, or `\r\r\n`, as a file has it that was written as text twice. A quotation mark counts
/// only at the start of a field; elsewhere it stands for itself. In a quoted field separators and line ends are text, and a
/// doubled mark is one. Blanks behind the closing mark are passed over. Empty fields make no cell.
struct CSVParser {
    private enum State {
        case fieldStart, plain, quoted
        /// Behind a mark in a quoted field: the closing one, or the first of two.
        case mark
        /// Behind a quoted field and a blank.
        case behindQuoted
        /// Behind a carriage return that ended a row.
        case carriageReturn
    }

    private let separator: UInt8
    /// A byte that never occurs in text where there is no quotation mark: 0xFF is not UTF-8.
    private let quote: UInt8
    private let isLenient: Bool
    private let limits: InputLimits
    /// Takes each row that is not a blank line, with the number of its fields.
    private let consume: (SheetRow, _ fields: Int) throws -> Void
    private var state = State.fieldStart
    private var row = SheetRow()
    private var column = 0
    private var fieldStart = 0
    private var wasQuoted = false
    /// Of the next byte, from 1.
    private(set) var line: Int
    /// Of the row's first byte.
    private(set) var lineOfRow: Int
    private var lineOfQuote = 0
    private var isAfterReturn = false
    /// Carriage returns that may be blank lines, or belong to the line feed behind them.
    private var returns = 0

    init(
        _ dialect: CSVDialect, isLenient: Bool, limits: InputLimits,
        consume: @escaping (SheetRow, _ fields: Int) throws -> Void
    ) {
        separator = dialect.separator
        quote = dialect.quote ?? 0xFF
        self.isLenient = isLenient
        self.limits = limits
        self.consume = consume
        line = dialect.leadingBytes > 0 ? 2 : 1
        lineOfRow = line
        row.number = 1
    }

    /// Takes the next piece of the text.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        var index = 0
        while index < bytes.count {
            switch state {
            case .fieldStart:
                guard bytes[index] == quote else {
                    state = .plain
                    continue
                }
                wasQuoted = true
                lineOfQuote = line
                isAfterReturn = false
                state = .quoted
                index += 1
            case .plain:
                let start = index
                // Line ends and NUL are among the first fourteen characters, and so is a tab.
                while index < bytes.count, bytes[index] != separator, bytes[index] > 0x0D { index += 1 }
                if index > start { try append(UnsafeBufferPointer(rebasing: bytes[start..<index])) }
                guard index < bytes.count else { return }
                try end(at: bytes[index])
                index += 1
            case .quoted:
                let start = index
                while index < bytes.count, bytes[index] != quote, bytes[index] > 0x0D { index += 1 }
                if index > start {
                    try append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
                    isAfterReturn = false
                }
                guard index < bytes.count else { return }
                try quoted(bytes[index])
                index += 1
            case .mark, .behindQuoted:
                try behindMark(bytes[index])
                index += 1
            case .carriageReturn:
                index += carriageReturn(before: bytes[index]) ? 1 : 0
            }
        }
    }

    /// Ends the last row, which needs no line end.
    mutating func finish() throws {
        switch state {
        case .quoted: throw FormatError.unclosedQuote(row: row.number, column: column + 1, line: lineOfQuote)
        case .fieldStart where column == 0, .carriageReturn: break
        case .fieldStart, .plain, .mark, .behindQuoted: try endRow()
        }
    }

    /// Takes a byte that may end a plain field.
    private mutating func end(at byte: UInt8) throws {
        switch byte {
        case separator: endField()
        case 0x0A:
            line += 1
            try endRow()
        case 0x0D:
            line += 1
            try endRow()
            state = .carriageReturn
            returns = 0
        case 0: throw FormatError.fieldHoldsNUL(row: row.number, column: column + 1, line: line)
        default: row.bytes.append(byte)
        }
    }

    /// Takes a byte of a quoted field that is a mark or a control.
    private mutating func quoted(_ byte: UInt8) throws {
        switch byte {
        case quote:
            state = .mark
            return
        case 0: throw FormatError.fieldHoldsNUL(row: row.number, column: column + 1, line: line)
        case 0x0D: line += 1
        case 0x0A: line += isAfterReturn ? 0 : 1
        default: break
        }
        isAfterReturn = byte == 0x0D
        row.bytes.append(byte)
    }

    private mutating func behindMark(_ byte: UInt8) throws {
        switch byte {
        case quote where state == .mark:
            row.bytes.append(byte)
            isAfterReturn = false
            state = .quoted
        case separator, 0x0A, 0x0D, 0: try end(at: byte)
        case 0x20, 0x09: state = .behindQuoted
        default:
            guard isLenient else {
                throw FormatError.textBehindQuote(row: row.number, column: column + 1, line: line, opened: lineOfQuote)
            }
            row.bytes.append(byte)
            state = .plain
        }
    }

    /// Looks at the byte behind a row's `\r`; true where it belongs to the line end.
    private mutating func carriageReturn(before byte: UInt8) -> Bool {
        if byte == 0x0D {
            returns += 1
            return true
        }
        // `\r\r\n` is one line end; any further `\r` was a blank line.
        let blank = byte == 0x0A ? max(0, returns - 1) : returns
        row.number += blank
        line += blank
        lineOfRow = line
        state = .fieldStart
        return byte == 0x0A
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) throws {
        row.bytes.append(contentsOf: piece)
        guard row.bytes.count - fieldStart <= limits.textBytes else {
            throw FormatError.longField(limits.textBytes, row: row.number, column: column + 1, line: line)
        }
        guard row.bytes.count <= limits.textBytes * 4 else {
            throw FormatError.longCSVRow(limits.textBytes * 4, row: row.number, line: lineOfRow)
        }
    }

    private mutating func endField() {
        if row.bytes.count > fieldStart {
            var cell = SheetCell()
            cell.column = column
            cell.kind = .string
            cell.text = fieldStart..<row.bytes.count
            row.cells.append(cell)
            fieldStart = row.bytes.count
        }
        column += 1
        state = .fieldStart
    }

    private mutating func endRow() throws {
        endField()
        if column > 1 || !row.cells.isEmpty || wasQuoted { try consume(row, column) }
        row.removeAll()
        row.number += 1
        column = 0
        fieldStart = 0
        wasQuoted = false
        lineOfRow = line
    }
}

extension FormatError {
    fileprivate static func unclosedQuote(row: Int, column: Int, line: Int) -> FormatError {
        FormatError(
            "the quotation mark that opens field \(column) of row \(row) is never closed",
            remedy: "close it there, or pass --quote none where marks are text", line: line)
    }
    fileprivate static func textBehindQuote(row: Int, column: Int, line: Int, opened: Int) -> FormatError {
        FormatError(
            "text follows the closing quotation mark of field \(column) in row \(row)"
                + (line > opened ? ", which was opened in line \(opened)" : ""),
            remedy: "double the marks inside the field, or pass --lenient to keep what follows, or --quote none", line: line)
    }
    fileprivate static func fieldHoldsNUL(row: Int, column: Int, line: Int) -> FormatError {
        FormatError(
            "row \(row), column \(column) holds a NUL character, which no text has",
            remedy: "remove it, or export the file again",
            line: line)
    }
    fileprivate static func longField(_ limit: Int, row: Int, column: Int, line: Int) -> FormatError {
        FormatError(
            "row \(row), column \(column) holds a text of more than \(limit) bytes", remedy: "shorten it or keep it in a file",
            line: line)
    }
    fileprivate static func longCSVRow(_ limit: Int, row: Int, line: Int) -> FormatError {
        FormatError("row \(row) holds more than \(limit) bytes", remedy: "split the row", line: line)
    }
}
