import FileFormats
import StudyModel

/// A table of separated values that a survey program exported: its headings, and its first rows to guess from.
struct SampledTable {
    private static let sampleBytes = 4 << 20

    let file: InputFile
    /// The number of the row of headings; the answers begin below it.
    let header: Int
    /// By column, each on one line.
    private(set) var headings: [String] = []
    /// The first rows of answers.
    private(set) var sample: [SheetRow] = []
    private let reader: CSVReader

    /// - Parameter isSampled: False where the headings are enough.
    init(_ file: InputFile, options: ImportOptions, isSampled: Bool = true) throws {
        struct Enough: Error {}
        self.file = file
        header = options.header ?? options.map?.header ?? 1
        var csv = options.csv
        csv.encoding = options.encoding
        csv.header = header
        do {
            reader = try CSVReader(path: file.path, options: csv, limits: options.limits)
            var bytes = 0
            do {
                _ = try reader.read { row in
                    if row.number <= header {
                        if row.number == header { try takeHeadings(row) }
                        return
                    }
                    guard isSampled, sample.count < KindGuess.sampleSize, bytes < Self.sampleBytes else { throw Enough() }
                    sample.append(row)
                    bytes += row.bytes.count + row.cells.count * MemoryLayout<SheetCell>.stride
                }
            } catch is Enough {}
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }

    private mutating func takeHeadings(_ row: SheetRow) throws {
        let width = (row.cells.last?.column ?? -1) + 1
        guard width <= SheetLayout.columnLimit else {
            throw Refusal(
                at: file.place(), .tooManyColumns(SheetLayout.columnLimit), remedy: "check that it is the file that you meant")
        }
        headings = [String](repeating: "", count: width)
        for cell in row.cells { headings[cell.column] = row.text(cell.text).oneLine }
    }

    /// Hands over every row of answers, and returns what there is to say of the file.
    func read(_ body: (SheetRow) throws -> Void) throws -> [Diagnostic] {
        do {
            _ = try reader.read { if $0.number > header { try body($0) } }
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
        return reader.isEncodingGuessed ? [.guessedEncoding(reader.encoding, of: file)] : []
    }

    var decimal: UInt8 { reader.dialect.decimal }

    /// What the first answers in some columns look like.
    func sights(of columns: [Int]) -> [Int: ColumnSight] {
        var sights = Dictionary(columns.map { ($0, ColumnSight(decimal)) }, uniquingKeysWith: { first, _ in first })
        for row in sample {
            for cell in row.cells { sights[cell.column]?.look(at: row.bytes[cell.text]) }
        }
        return sights
    }

    /// A column without a heading is named after its letter.
    static func shown(_ heading: String, _ column: Int) -> String {
        heading.isEmpty ? "Spalte \(CellAddress.column(column))" : heading
    }
}

/// What the first answers of a column look like.
struct ColumnSight {
    private(set) var guess: KindGuess
    /// True while every answer is `Y`.
    private(set) var areTicks = true

    fileprivate init(_ decimal: UInt8) { guess = KindGuess(decimal: decimal) }

    fileprivate mutating func look(at bytes: ArraySlice<UInt8>) {
        guess.look(at: bytes)
        areTicks = areTicks && bytes.elementsEqual([UInt8(ascii: "Y")])
    }
}

extension Diagnostic.Message {
    fileprivate static func tooManyColumns(_ limit: Int) -> Self { "has more than \(limit) columns" }
}
