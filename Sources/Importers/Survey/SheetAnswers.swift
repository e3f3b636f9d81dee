import FileFormats
import StudyModel

/// Turns the rows of one sheet into batches of answers, by its layout.
struct SheetAnswers {
    static let batchRows = 256
    static let batchBytes = 4 << 20

    private(set) var layout: SheetLayout
    private(set) var batch = AnswerBatch()
    var problems: DiagnosticList
    private var respondents = RespondentIndex()
    private let file: InputFile
    private let cases: CaseRule
    private let indexOfColumn: [String: Int]

    init(layout: SheetLayout, file: InputFile) {
        self.layout = layout
        self.file = file
        problems = DiagnosticList(file: file.name)
        cases = CaseRule(layout.map, survey: layout.survey)
        indexOfColumn = Dictionary(layout.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        layout.notes.forEach { note in problems.add(note) }
    }

    var isBatchFull: Bool { batch.respondents.count >= Self.batchRows || batch.bytes.count >= Self.batchBytes }

    /// The batch so far; the next begins empty.
    mutating func takeBatch() -> AnswerBatch {
        let full = batch
        batch = AnswerBatch()
        return full
    }

    /// Adds the respondent of the copy `copy`, from 0, of a row; false where no further copy can be taken in.
    mutating func add(_ row: SheetRow, copy: Int) -> Bool {
        let number = row.number + copy
        let name: String
        if let column = layout.respondent {
            let cell = row.answer(inColumn: column)
            name = cell.map { row.shownText(of: $0).normalizedName } ?? ""
            if name.isEmpty {
                problems.add(
                    .warning(
                        at: place(row, column, number), .noRespondent,
                        remedy: "name the respondent in column '\(layout.names[column])', or remove the row"))
                return false
            }
            if let first = respondents.insert(name, row: number) {
                problems.add(
                    .error(
                        at: place(row, column, number), .repeatedRespondent(name, firstRow: first),
                        remedy: "give this row its own respondent, or remove it"))
                return false
            }
        } else {
            name = String(number - layout.map.header)
        }
        batch.beginRespondent(name: name, caseName: caseName(row, number, respondent: name), row: number)
        row.bytes.withUnsafeBufferPointer { bytes in
            for cell in row.cells where cell.isAnswer { add(cell, of: row, number, bytes) }
        }
        return true
    }

    private mutating func add(
        _ cell: SheetCell, of row: SheetRow, _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let end = cell.column + cell.repeats
        for column in cell.column..<max(cell.column, min(end, layout.columns.count)) {
            guard let question = layout.columns[column].question else { continue }
            if cell.kind == .error {
                problems.add(.warning(at: place(row, column, number), .error, remedy: "mend the formula, or clear the cell"))
            } else {
                answer(question, column, cell, row, number, bytes)
            }
        }
        if end > layout.columns.count {
            problems.add(
                .warning(
                    at: place(row, max(cell.column, layout.columns.count), number), .noHeading,
                    remedy: "give the column a heading"))
        }
    }

    private mutating func answer(
        _ question: Int, _ column: Int, _ cell: SheetCell, _ row: SheetRow, _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let kind = layout.questions[question].kind
        if !layout.columns[column].missing.isEmpty, layout.columns[column].missing.contains(row.shownText(of: cell)) { return }
        let fits: Bool
        switch cell.kind {
        case .string:
            let text = UnsafeBufferPointer(rebasing: bytes[cell.text])
            guard text.contains(where: { $0 > 0x20 }) else { return }
            fits = add(text, to: question, kind, column)
        case .float, .percentage, .currency: fits = add(cell.number, to: question, kind)
        case .boolean:
            fits = kind.isNumeric || kind == .boolean || kind.isText
            if kind.isText {
                batch.answer(question, text: Array((cell.number == 0 ? "false" : "true").utf8))
            } else if fits {
                batch.answer(question, integer: cell.number == 0 ? 0 : 1)
            }
        case .date, .time:
            fits = addMoment(UnsafeBufferPointer(rebasing: bytes[cell.text]), isDate: cell.kind == .date, to: question, kind)
        case .empty, .error: return
        }
        guard !fits else { return }
        if layout.columns[column].isGuessed {
            layout.questions[question].kind = kind.widened(for: cell.kind)
            return answer(question, column, cell, row, number, bytes)
        }
        problems.add(
            .warning(
                at: place(row, column, number), .misfit(kind, cell.kind),
                remedy: "correct the cell, or give column '\(layout.names[column])' another type in the map"))
        batch.answer(question, text: Array(row.shownText(of: cell).utf8))
    }

    /// Adds a text to a question; false where it stands for no value of its kind.
    private mutating func add(
        _ text: UnsafeBufferPointer<UInt8>, to question: Int, _ kind: Question.Kind, _ column: Int
    ) -> Bool {
        switch kind {
        case .text, .open, .actor, .multiple:
            batch.answer(question, stored: text)
            return true
        case .single:
            let code = layout.columns[column].codes[String(decoding: text, as: UTF8.self)]
            if let code { batch.answer(question, text: Array(code.utf8)) } else { batch.answer(question, stored: text) }
            return true
        default: break
        }
        let word = String(decoding: text, as: UTF8.self).normalizedName
        switch kind {
        case .integer: return TypedText.integer(word).map { batch.answer(question, integer: $0) } != nil
        case .decimal: return TypedText.decimal(word).map { batch.answer(question, decimal: $0) } != nil
        case .boolean: return TypedText.boolean(word).map { batch.answer(question, integer: $0 ? 1 : 0) } != nil
        case .date: return TypedText.date(word).map { batch.answer(question, text: Array($0.utf8)) } != nil
        case .dateTime: guard TypedText.isMoment(word) || TypedText.date(word) == word else { return false }
        case .time: guard TypedText.isTime(word) else { return false }
        default: guard TypedText.isDuration(word) || TypedText.isTime(word) else { return false }
        }
        batch.answer(question, text: Array(word.utf8))
        return true
    }

    private mutating func add(_ number: Double, to question: Int, _ kind: Question.Kind) -> Bool {
        switch kind {
        case .integer:
            guard let whole = Int64(exactly: number), whole.magnitude < 1 << 53 else { return false }
            batch.answer(question, integer: whole)
        case .decimal: batch.answer(question, decimal: number)
        case .boolean:
            guard number == 0 || number == 1 else { return false }
            batch.answer(question, integer: number == 0 ? 0 : 1)
        case .text, .open, .actor, .single, .multiple: batch.answer(question, text: Array(number.shortest.utf8))
        case .date, .dateTime, .time, .duration: return false
        }
        return true
    }

    private mutating func addMoment(
        _ text: UnsafeBufferPointer<UInt8>, isDate: Bool, to question: Int, _ kind: Question.Kind
    ) -> Bool {
        var text = text
        switch kind {
        case .date:
            // Some programs write midnight with every date.
            if let mark = text.firstIndex(of: UInt8(ascii: "T")),
                text[mark...].dropFirst().allSatisfy({ "0:.".utf8.contains($0) })
            {
                text = UnsafeBufferPointer(rebasing: text[..<mark])
            }
            guard isDate, !text.contains(UInt8(ascii: "T")) else { return false }
        case .dateTime: guard isDate else { return false }
        case .time, .duration: guard !isDate else { return false }
        case .integer, .decimal, .boolean: return false
        case .text, .open, .actor, .single, .multiple: break
        }
        batch.answer(question, text: text)
        return true
    }

    private mutating func caseName(_ row: SheetRow, _ number: Int, respondent: String) -> String {
        let (name, isWhole) = cases.name(of: respondent) { column in
            indexOfColumn[column].flatMap { row.answer(inColumn: $0) }.map { row.shownText(of: $0).normalizedName }
        }
        if !isWhole { problems.add(.noCase(name, at: place(row, 0, number))) }
        return name
    }

    private func place(_ row: SheetRow, _ column: Int, _ number: Int) -> Diagnostic.Place {
        Diagnostic.Place(file: file.name, sheet: row.sheetName, cell: CellAddress.cell(column: column, row: number))
    }
}

extension Question.Kind {
    fileprivate var isText: Bool { self == .text || self == .open || self == .actor || self == .single || self == .multiple }
    fileprivate var isNumeric: Bool { self == .integer || self == .decimal }

    /// The kind that holds both what was guessed and a cell that does not fit it.
    fileprivate func widened(for cell: SheetCell.Kind) -> Self {
        switch (self, cell) {
        case (.integer, .float), (.integer, .percentage), (.integer, .currency): .decimal
        case (.date, .date): .dateTime
        default: .text
        }
    }
}

extension Diagnostic.Message {
    fileprivate static var noRespondent: Self { "no respondent is named; the row is left out" }
    fileprivate static func repeatedRespondent(_ respondent: String, firstRow: Int) -> Self {
        "respondent '\(respondent)' already answered in row \(firstRow)"
    }
    fileprivate static var error: Self { "the cell holds an error of the spreadsheet; taken as no answer" }
    fileprivate static var noHeading: Self {
        "the cell stands beyond the columns of the header and the first rows; left out"
    }
    fileprivate static func misfit(_ kind: Question.Kind, _ cell: SheetCell.Kind) -> Self {
        "the map asks for \(kind.rawValue) and the cell holds \(cell == .string ? "text" : "\(cell)"); kept as text"
    }
}
