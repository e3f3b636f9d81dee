import FileFormats
import StudyModel

/// LimeSurvey's export of responses as separated values: its headings, and its first rows to guess from.
///
/// Source: LimeSurvey 2.05 to 6, `admin/export/Writer.php` and `CsvWriter.php`. A cell that was not shown and one that was left
/// empty are both written as nothing.
struct LimeSurveyExport {
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

    /// The columns that answer something.
    var answering: [(column: Int, text: String)] {
        headings.enumerated().filter { LimeSurveyFixedColumn(heading: $1) == nil && !Self.isCount($1) }
            .map { (column: $0, text: $1) }
    }

    /// Times that pages took, and numbers of files.
    private static func isCount(_ heading: String) -> Bool {
        heading == "interviewtime" || heading.hasPrefix("groupTime") && heading.dropFirst(9).allSatisfy(\.isNumber)
            || heading.hasSuffix("[filecount]") || heading.hasSuffix("_filecount") || heading.hasPrefix("filecount - ")
    }

    /// Its columns among the places of a questionnaire; nil where less than half of them are, so that it is another survey's.
    func placed(among places: [LimeSurveyPlace], of structure: LimeSurveyStructure) -> LimeSurveyHeadings? {
        let titles = Set(places.map { $0.question.name.prefix { $0 != "[" } })
        // The time that a question took stands behind its title.
        let columns = answering.filter { !($0.text.hasSuffix("Time") && titles.contains($0.text.dropLast(4))) }
        let languages = [structure.baseLanguage] + structure.languages.subtracting([structure.baseLanguage]).sorted()
        let headings = LimeSurveyHeadings(columns, places: places, languages: languages)
        let found = headings.placeOfColumn.count
        return found > 0 && found * 2 >= columns.count ? headings : nil
    }
}

extension Diagnostic.Message {
    fileprivate static func tooManyColumns(_ limit: Int) -> Self { "has more than \(limit) columns" }
}
