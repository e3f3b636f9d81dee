/// Reads a file of comma-separated values, or of any other separator, in a stream: RFC 4180 and what programs write.
///
/// A row is a row of text as a spreadsheet program would show it, so blank lines count but are not handed over. All values
/// are texts. A row with fewer fields than the header, or with more that are not empty, is refused.
package struct CSVReader: SheetFile {
    package let dialect: CSVDialect
    package let encoding: TextEncoding
    /// True where nothing but the bytes spoke for the character set.
    package let isEncodingGuessed: Bool
    private let path: String
    private let unpacks: Bool
    private let options: CSVOptions
    private let limits: InputLimits

    /// - Parameter unpacks: whether a file that is packed with gzip is unpacked; else it is no text.
    /// - Throws: `FormatError` where the file is empty or no text.
    package init(
        path: String, options: CSVOptions = .init(), unpacks: Bool = false, limits: InputLimits = .init()
    ) throws {
        self.path = path
        self.unpacks = unpacks
        self.options = options
        self.limits = limits
        let source = try TextByteSource(path: path, encoding: options.encoding, unpacks: unpacks, limits: limits)
        encoding = source.encoding
        isEncodingGuessed = source.isGuess
        let sample = try source.readHead(DialectGuess.sampleBytes)
        let name = path.lowercased()
        dialect =
            DialectGuess(
                sample, isWhole: sample.count < DialectGuess.sampleBytes, options,
                prefersTab: name.hasSuffix(".tsv") || name.hasSuffix(".tab")
            ).dialect
    }

    package var storage: String { dialect.separator == UInt8(ascii: "\t") ? "tsv" : "csv" }
    package var decimalSignOfTexts: UInt8? { dialect.decimal }
    package var properties: KeyValuePairs<String, String> {
        [
            "encoding": encoding.rawValue, "separator": String(decoding: [dialect.separator], as: UTF8.self),
            "decimal": String(decoding: [dialect.decimal], as: UTF8.self),
        ]
    }

    package func read(_ row: (SheetRow) throws -> Void) throws -> [SheetSummary] {
        var rows = CSVRows(header: options.header, isLenient: options.isLenient, limits: limits)
        try withoutActuallyEscaping(row) { row in
            var parser = CSVParser(dialect, isLenient: options.isLenient, limits: limits) { next, fields in
                try rows.take(next, fields: fields, into: row)
            }
            do {
                let source = try TextByteSource(
                    path: path, encoding: options.encoding, known: encoding, unpacks: unpacks, limits: limits)
                _ = try source.readHead(dialect.leadingBytes)
                let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
                defer { block.deallocate() }
                while true {
                    let count = try source.read(into: block)
                    guard count > 0 else { break }
                    let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
                    try bytes.withMemoryRebound(to: UInt8.self) { try parser.parse($0) }
                }
                try parser.finish()
            } catch var error as FormatError {
                if error.line == nil, error.byteOffset == nil { error.line = parser.lineOfRow }
                throw error
            }
        }
        return [rows.sheet]
    }
}

/// Holds the rows of one file against each other and counts what they hold.
private struct CSVRows {
    private(set) var sheet = SheetSummary(name: "")
    private let header: Int?
    private let isLenient: Bool
    private let limits: InputLimits
    /// The number of fields that each row must have, and the row that says so.
    private var width: (fields: Int, row: Int)?

    init(header: Int?, isLenient: Bool, limits: InputLimits) {
        self.header = header
        self.isLenient = isLenient
        self.limits = limits
    }

    mutating func take(_ row: SheetRow, fields: Int, into consume: (SheetRow) throws -> Void) throws {
        guard let last = row.cells.last else { return }
        try check(row, fields: fields, used: last.column + 1)
        sheet.rows = row.number
        sheet.columns = max(sheet.columns, last.column + 1)
        sheet.cells += row.cells.count
        guard sheet.cells <= limits.cells else { throw FormatError.tooManyFields(limits.cells, row: row.number) }
        try consume(row)
    }

    /// - Parameter used: the fields up to the last that is not empty.
    private mutating func check(_ row: SheetRow, fields: Int, used: Int) throws {
        if let header, row.number < header { return }
        guard let width else {
            width = (fields, row.number)
            return
        }
        guard fields < width.fields || used > width.fields else { return }
        if fields < width.fields { sheet.shortRows += 1 } else { sheet.longRows += 1 }
        guard isLenient else { throw FormatError.ragged(row: row.number, fields, width.fields, asInRow: width.row) }
    }
}

extension FormatError {
    fileprivate static func ragged(row: Int, _ fields: Int, _ width: Int, asInRow first: Int) -> FormatError {
        FormatError(
            "row \(row) has \(fields) \(fields == 1 ? "field" : "fields"), row \(first) has \(width)",
            remedy: "mend the row, or pass --lenient to take it as it is; --separator and --header say how the file is built")
    }
    fileprivate static func tooManyFields(_ limit: Int, row: Int) -> FormatError {
        FormatError("the file holds more than \(limit) values, in row \(row)", remedy: "split the file")
    }
}
