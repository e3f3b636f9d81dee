package import FileFormats
package import StudyModel

/// Codings as a table: CSV with one row a coding, whose first row names the columns in any order.
///
/// `source`, `quote` and `code`, and where they are known `coder` and `weight`; Taguette's table of highlights, with `document`,
/// `content` and `tag`, is read as it is. Other columns say nothing. A row without a code is no coding.
package struct QuoteTable: Sendable {
    package struct Row: Hashable, Sendable {
        /// As a spreadsheet program shows it, the headings being row 1.
        package var number: Int
        package var source: String
        package var quote: String
        package var code: String
        package var coder: String?
        package var weight: String?
    }

    package private(set) var rows: [Row] = []
    /// How many rows have no code.
    package private(set) var withoutCode = 0
    /// Of the whole file.
    package let hash: ContentHash

    /// True for a file named as a table.
    package static func recognizes(_ path: String) -> Bool {
        ["csv", "tsv"].contains(InputFile(path: path).pathExtension)
    }

    /// - Throws: `Refusal` where the file cannot be read, or lacks a column that is needed.
    package init(path: String, limits: InputLimits = .init()) throws {
        let file = InputFile(path: path)
        var table = Columns(file: file)
        do {
            let bytes = try FileByteSource(path: path, limits: limits).readAll(limit: limits.unpackedBytes)
            hash = ContentHash(of: bytes)
            _ = try CSVReader(path: path, limits: limits).read { row in try table.take(row) }
        } catch var error as FormatError {
            // The options that surveys have for such a file are not there for codings.
            if error.remedy?.contains("--") == true { error.remedy = "mend the file, or save it anew as CSV" }
            throw Refusal(error, in: file)
        }
        (rows, withoutCode) = (table.rows, table.withoutCode)
    }

    private struct Columns {
        enum Column: String {
            case source, quote, code, coder, weight

            init?(heading: String) {
                switch heading.normalizedName.lowercased() {
                case "document": self = .source
                case "content": self = .quote
                case "tag": self = .code
                case let name: self.init(rawValue: name)
                }
            }
        }

        let file: InputFile
        var places: [Int: Column]?
        var rows: [Row] = []
        var withoutCode = 0

        mutating func take(_ row: SheetRow) throws {
            guard let places else { return try takeHeadings(row) }
            var values: [Column: String] = [:]
            for cell in row.cells where cell.isAnswer {
                if let column = places[cell.column] { values[column] = row.text(cell.text) }
            }
            func name(_ column: Column) -> String? { values[column].map(\.normalizedName).flatMap { $0.isEmpty ? nil : $0 } }
            guard !values.isEmpty else { return }
            guard let code = name(.code) else {
                withoutCode += 1
                return
            }
            rows.append(
                Row(
                    number: row.number, source: name(.source) ?? "", quote: values[.quote] ?? "", code: code,
                    coder: name(.coder), weight: name(.weight)))
        }

        private mutating func takeHeadings(_ row: SheetRow) throws {
            var places: [Int: Column] = [:]
            for cell in row.cells where cell.isAnswer {
                guard let column = Column(heading: row.text(cell.text)) else { continue }
                guard !places.values.contains(column) else {
                    throw Refusal(
                        at: .init(file: file.name, cell: row.address(of: cell)), .repeated(column.rawValue),
                        remedy: "keep one of them")
                }
                places[cell.column] = column
            }
            for column in [Column.source, .quote, .code] where !places.values.contains(column) {
                throw Refusal(
                    at: file.place(), .missing(column.rawValue),
                    remedy: "name the columns 'source', 'quote' and 'code' in the first row")
            }
            self.places = places
        }
    }
}

extension QuoteTable.Row {
    /// What is asked for, in the source of that name or, where there is none, in the one of the name without its extension.
    package func request(in sources: Set<String>, coder usual: String) throws(LineProblem) -> CodingRequest {
        guard !source.isEmpty else { throw LineProblem("the row names no source") }
        guard quote.contains(where: { !$0.isWhitespace }) else { throw LineProblem("the row has no words") }
        var number: Int?
        if let weight {
            number = Int(weight)
            guard let number, (0...100).contains(number) else { throw LineProblem("the weight is not between 0 and 100") }
        }
        let stem = InputFile(path: source).stem.normalizedName
        let name = !sources.contains(source) && sources.contains(stem) ? stem : source
        return CodingRequest(
            source: name, target: .quote(quote, turn: nil, occurrence: nil), codes: [code], coder: coder ?? usual,
            weight: number, line: self.number)
    }
}

extension Diagnostic.Message {
    fileprivate static func missing(_ column: String) -> Self { "no column is the '\(column)' of the codings" }
    fileprivate static func repeated(_ column: String) -> Self { "another column is the '\(column)' of the codings already" }
}
