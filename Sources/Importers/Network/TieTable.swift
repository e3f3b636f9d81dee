package import FileFormats
package import StudyModel

/// A table of ties: a row a place of evidence, as `anker tie export` writes it. Rows that say the same tie are one tie.
///
/// Columns are `from`, `to`, `kind`, `directed`, `sign`, `reach`, `strength`, `first`, `last`, `coder`; for a passage `source` and
/// `quote`, `turn` or `lower` and `upper`; for an answer `survey`, `respondent`, `question` and `instance`; or the German words for
/// these. What a tie has in one row need not stand in its others.
package struct TieTable {
    /// With the number of the row as their line.
    package private(set) var requests: [TieRequest] = []
    package private(set) var diagnostics: [Diagnostic]
    private let table: HeadedTable
    private let columns: NamedColumns<TieColumn>
    private var places: [Key: Int] = [:]

    /// What rows of one tie have in common.
    private struct Key: Hashable {
        var from: String
        var to: String
        var kind: String
        var sign: Tie.Sign?
        var coder: String
    }

    /// - Parameters:
    ///   - sheet: the name of the sheet, or its number from 1; nil for the first that can be seen.
    ///   - coder: who codes where a row does not say.
    /// - Throws: `Refusal` where the file cannot be read.
    package init(_ file: InputFile, sheet: String? = nil, options: CSVOptions = .init(), coder: String) throws {
        table = try HeadedTable(file, sheet: sheet, options: options)
        columns = NamedColumns(of: table)
        diagnostics = table.diagnostics
        guard diagnostics.allSatisfy({ $0.severity != .error }) else { return }
        diagnostics += columns.missing([.from, .to, .kind], in: table)
        for column in columns.others {
            let near = column.name.nearest(among: TieColumn.allCases.map(\.rawValue))
            let place = table.place(row: table.headingRow, column: column.index)
            diagnostics.append(
                near.map {
                    .error(at: place, .unknown(column.heading), remedy: "did you mean '\($0)'? else give it another name")
                }
                    ?? .note(at: place, .leftOut(column.heading)))
        }
        guard diagnostics.allSatisfy({ $0.severity != .error }) else { return }
        for row in table.rows {
            do {
                add(try request(row, coder: coder), of: row)
            } catch let problem as Refusal {
                diagnostics.append(problem.diagnostic)
            }
        }
    }

    /// Where a request, or evidence, with that line stands.
    package func place(line: Int?) -> Diagnostic.Place {
        line.map { table.place(row: $0, column: columns.columns[.from]?.first?.index ?? 0) } ?? table.wholePlace
    }

    private func request(_ row: HeadedTable.Row, coder: String) throws -> TieRequest {
        func needed(_ column: TieColumn) throws -> String {
            guard let text = columns.text(column, in: row) else {
                throw problem(column, row, "the row has no '\(column.rawValue)'", remedy: "fill it in, or remove the row")
            }
            return text
        }
        var request = TieRequest(
            from: try needed(.from), to: try needed(.to), kind: try needed(.kind),
            coder: columns.text(.coder, in: row) ?? coder, evidence: [try evidence(row)], line: row.number)
        request.evidenceLines = [row.number]
        request.isDirected = try value(.directed, row, "write true or false") { text in
            AttributeText.value(of: text, as: .boolean).map { $0 == .integer(1) }
        }
        request.sign = try value(.sign, row, "write + or -", Tie.Sign.init(word:))
        request.reach = try value(.reach, row, "write local, regional or supraregional", Reach.init(word:))
        request.strength = try value(.strength, row, "write a number greater than 0") { text in
            guard case .decimal(let number)? = AttributeText.value(of: text, as: .decimal, decimal: table.decimal) else {
                return nil
            }
            return number > 0 && number.isFinite ? number : nil
        }
        request.first = try date(.first, row)
        request.last = try date(.last, row)
        return request
    }

    private func date(_ column: TieColumn, _ row: HeadedTable.Row) throws -> String? {
        try value(column, row, "write it as 2019, 2019-05 or 2019-05-31") { $0.isYearMonthOrDay ? $0 : nil }
    }

    /// What stands in a column; nil where nothing does.
    private func value<Value>(
        _ column: TieColumn, _ row: HeadedTable.Row, _ remedy: String, _ read: (String) -> Value?
    ) throws -> Value? {
        guard let text = columns.text(column, in: row) else { return nil }
        guard let value = read(text) else {
            throw problem(column, row, "the value of '\(column.rawValue)' is not one that it can have", remedy: remedy)
        }
        return value
    }

    private func evidence(_ row: HeadedTable.Row) throws -> TieRequest.Evidence {
        func number(_ column: TieColumn) throws -> Int? { try value(column, row, "write a whole number") { Int($0) } }
        if let survey = columns.text(.survey, in: row) {
            guard let respondent = columns.text(.respondent, in: row), let question = columns.text(.question, in: row) else {
                throw problem(
                    .survey, row, "the row does not say whose answer is meant", remedy: "give respondent and question")
            }
            return .response(survey: survey, respondent: respondent, question: question, instance: try number(.instance))
        }
        guard let source = columns.text(.source, in: row) else {
            throw problem(
                .from, row, "a tie needs evidence",
                remedy: "give a source and a quote, a range or a turn, or a survey, a respondent and a question")
        }
        let quote = columns.raw(.quote, in: row)
        if let lower = try number(.lower), let upper = try number(.upper) {
            guard let range = TextRange(lower, upper) else {
                throw problem(.lower, row, "the range is not two whole numbers, the first below the second")
            }
            return .passage(source: source, target: .range(range), quote: quote)
        }
        let turns = try value(.turn, row, "write it as 14, or as 14-16", TurnRange.parse)
        if let quote { return .passage(source: source, target: .quote(quote, turn: turns?.lowerBound, occurrence: nil)) }
        guard let turns else {
            throw problem(.source, row, "no passage is named", remedy: "give a quote, a turn, or lower and upper")
        }
        return .passage(source: source, target: .turns(turns))
    }

    private func problem(
        _ column: TieColumn, _ row: HeadedTable.Row, _ message: Diagnostic.Message, remedy: String? = nil
    ) -> Refusal {
        Refusal(at: columns.place(column, in: row, of: table), message, remedy: remedy)
    }

    /// Adds the tie, or its evidence and what is not said of it yet to the same tie of a row above.
    private mutating func add(_ request: TieRequest, of row: HeadedTable.Row) {
        let key = Key(
            from: request.from, to: request.to, kind: request.kind, sign: request.sign, coder: request.coder.normalizedName)
        guard let place = places[key] else {
            places[key] = requests.count
            requests.append(request)
            return
        }
        requests[place].evidence += request.evidence
        requests[place].evidenceLines += request.evidenceLines
        fill(\.isDirected, of: place, with: request, .directed, row)
        fill(\.reach, of: place, with: request, .reach, row)
        fill(\.strength, of: place, with: request, .strength, row)
        fill(\.first, of: place, with: request, .first, row)
        fill(\.last, of: place, with: request, .last, row)
    }

    private mutating func fill<Value: Equatable>(
        _ path: WritableKeyPath<TieRequest, Value?>, of place: Int, with request: TieRequest, _ column: TieColumn,
        _ row: HeadedTable.Row
    ) {
        guard let value = request[keyPath: path] else { return }
        guard let known = requests[place][keyPath: path] else {
            requests[place][keyPath: path] = value
            return
        }
        guard known != value else { return }
        diagnostics.append(
            problem(
                column, row, "row \(requests[place].line ?? 0) has another '\(column.rawValue)' of the same tie",
                remedy: "say it once, or the same in both"
            ).diagnostic)
    }
}

/// A column of a table of ties.
enum TieColumn: String, NamedColumn {
    case from, to, kind, directed, sign, reach, strength, first, last, coder
    case source, turn, lower, upper, quote
    case survey, respondent, question, instance
    /// What was answered, for the reader of the table; it is not read.
    case answer

    var germanNames: [String] {
        switch self {
        case .from: ["von"]
        case .to: ["zu", "an", "nach"]
        case .kind: ["art", "beziehungsart"]
        case .directed: ["gerichtet"]
        case .sign: ["vorzeichen"]
        case .reach: ["reichweite"]
        case .strength: ["stärke"]
        case .first: ["seit", "beginn"]
        case .last: ["bis", "ende"]
        case .coder: ["codierer", "codiererin"]
        case .source: ["quelle"]
        case .turn: ["redebeitrag"]
        case .lower: []
        case .upper: []
        case .quote: ["zitat"]
        case .survey: ["umfrage"]
        case .respondent: ["befragte", "befragter"]
        case .question: ["frage"]
        case .instance: []
        case .answer: ["antwort"]
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func unknown(_ heading: String) -> Self { "a table of ties has no column '\(heading)'" }
    fileprivate static func leftOut(_ heading: String) -> Self { "the column '\(heading)' was left out" }
}
