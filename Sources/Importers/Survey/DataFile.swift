import FileFormats
import StudyModel

/// One record of a data file that a definition describes: a line cut by columns, or a row of separated values.
enum DataRecord {
    case line(FixedWidthLine)
    case row(SheetRow)

    /// What stands in the characters of a line, or in the field of a row that the first column counts; both from 1.
    func field(_ columns: ClosedRange<Int>) -> ArraySlice<UInt8> {
        switch self {
        case .line(let line): return line[columns]
        case .row(let row):
            // Cells stand in the order of their columns, and empty ones are left out.
            var (lower, upper) = (0, row.cells.count)
            while lower < upper {
                let middle = (lower + upper) / 2
                if row.cells[middle].column < columns.lowerBound - 1 { lower = middle + 1 } else { upper = middle }
            }
            guard lower < row.cells.count, row.cells[lower].column == columns.lowerBound - 1 else { return [] }
            let range = row.cells[lower].text
            return range.upperBound <= row.bytes.count ? row.bytes[range] : []
        }
    }
}

/// A file of answers that lies beside the definition of its survey, plain or packed with gzip.
struct DataFile {
    let file: InputFile
    private let options: ImportOptions
    /// The character set that the definition or the person names; nil to find it out.
    private let encoding: String?

    /// - Parameter declared: the character set that the definition gives.
    init(_ file: InputFile, declared: String?, options: ImportOptions) {
        self.file = file
        self.options = options
        encoding = options.encoding ?? declared
    }

    /// Hands over each line that is not blank, and returns what there is to say of the file.
    func readLines(skipping skipped: Int = 0, _ body: (DataRecord) throws -> Void) throws -> [Diagnostic] {
        try file.naming {
            let source = try TextByteSource(path: file.path, encoding: encoding, unpacks: true, limits: options.limits)
            try FixedWidthReader.read(source, limits: options.limits) { line in
                if line.number > skipped { try body(.line(line)) }
            }
            return source.isGuess ? [.guessedEncoding(source.encoding, of: file)] : []
        }
    }

    /// Hands over each row of separated values, a header too.
    func readRows(header: Int, _ body: (DataRecord) throws -> Void) throws -> [Diagnostic] {
        try file.naming {
            var csv = options.csv
            csv.encoding = encoding
            csv.header = header
            let reader = try CSVReader(path: file.path, options: csv, unpacks: true, limits: options.limits)
            _ = try reader.read { try body(.row($0)) }
            return reader.isEncodingGuessed ? [.guessedEncoding(reader.encoding, of: file)] : []
        }
    }
}
