import FileFormats
import StudyModel

/// Turns the rows of one sheet into batches of answers, by its layout.
struct SheetAnswers {
    static let batchRows = 256
    static let batchBytes = 4 << 20

    let layout: SheetLayout
    private(set) var batch = AnswerBatch()
    var problems: DiagnosticList
    /// How many comments became memos.
    private(set) var keptComments = 0
    private var units: ColumnUnits
    private var doubts: RowDoubts
    private var typing: AnswerTyping
    private var respondents = RespondentIndex()
    private let file: InputFile
    private let cases: CaseRule
    private let indexOfColumn: [String: Int]

    init(layout: SheetLayout, file: InputFile) {
        self.layout = layout
        self.file = file
        problems = DiagnosticList(file: file.name)
        units = ColumnUnits(columns: layout.columns.count)
        doubts = RowDoubts(layout.names)
        typing = AnswerTyping(
            layout.questions, declared: layout.declared, isGuessed: true, takesLabels: true,
            decimal: layout.decimal ?? UInt8(ascii: "."))
        cases = CaseRule(layout.map, survey: layout.survey)
        indexOfColumn = Dictionary(layout.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        layout.notes.forEach { note in problems.add(note) }
    }

    /// With the kinds that all rows so far have.
    var questions: [Question] { typing.questions }

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
        doubts.look(at: row, number)
        batch.beginRespondent(name: name, caseName: caseName(row, number, respondent: name), row: number)
        row.bytes.withUnsafeBufferPointer { bytes in
            for cell in row.cells {
                if cell.isAnswer { add(cell, of: row, number, bytes) }
                if !cell.comment.isEmpty { keepComment(of: cell, row, isFirst: copy == 0) }
            }
        }
        return true
    }

    private mutating func add(
        _ cell: SheetCell, of row: SheetRow, _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let end = cell.column + cell.repeats
        for column in cell.column..<max(cell.column, min(end, layout.columns.count)) {
            guard let question = layout.columns[column] else { continue }
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

    /// Keeps a comment as a memo on the answer, or on the place of one.
    private mutating func keepComment(of cell: SheetCell, _ row: SheetRow, isFirst: Bool) {
        guard layout.columns.indices.contains(cell.column), let question = layout.columns[cell.column] else { return }
        let remark = row.remark(on: cell)
        batch.memo(
            question, text: TextNormalization(Array(row.commentBytes[cell.comment])).utf8, author: remark?.author ?? "",
            date: remark?.date ?? "")
        if isFirst { keptComments += 1 }
    }

    /// What is said of the columns when all rows were read: what no number holds, and what the first rows did not show.
    var closingNotes: [Diagnostic] {
        let place = Diagnostic.Place(file: file.name, sheet: layout.map.sheet)
        return units.notes(layout.names, at: place) + doubts.notes(at: place) + widenings + typing.unlabelledNotes(at: place)
    }

    private var widenings: [Diagnostic] {
        typing.widened.sorted { $0.key < $1.key }.map { question, old in
            let column = layout.columns.firstIndex(of: question) ?? 0
            let place = Diagnostic.Place(
                file: file.name, sheet: layout.map.sheet, cell: CellAddress.cell(column: column, row: old.row))
            let wider = typing.questions[question].kind
            let message = Diagnostic.Message.widened(layout.names[column], from: old.kind, to: wider)
            // Nothing is lost where numbers or dates stay what they are.
            return wider == .text
                ? .warning(at: place, message, remedy: "say the column's type in a map, or correct the cell")
                : .note(at: place, message, remedy: "say the column's type in a map")
        }
    }

    private mutating func answer(
        _ question: Int, _ column: Int, _ cell: SheetCell, _ row: SheetRow, _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let kind = typing.questions[question].kind
        if typing.isMissing(row.shownText(of: cell), question) {
            return batch.noAnswer(question, code: row.shownText(of: cell).utf8)
        }
        let fits: Bool
        switch cell.kind {
        case .string:
            let text = UnsafeBufferPointer(rebasing: bytes[cell.text])
            // A no-break space alone is C2 A0; every other character has another byte above a blank.
            guard text.contains(where: { $0 > 0x20 && $0 != 0xC2 && $0 != 0xA0 }) else { return }
            // Most cells are texts that are stored as they stand.
            if kind.isText, kind != .single, kind != .choices { return batch.answer(question, stored: text) }
            if typing.add(row.bytes[cell.text], to: question, row: number, in: &batch) != nil {
                problems.add(misfit(kind, cell, column, at: place(row, column, number)))
            }
            return
        case .float, .percentage, .currency:
            units.look(at: cell, of: row, column: column)
            if kind == .single || kind == .choices {
                _ = typing.add(Array(cell.number.shortest.utf8)[...], to: question, row: number, in: &batch)
                return
            }
            fits = add(cell.number, to: question, kind)
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
        guard typing.isDeclared(question) else {
            typing.widen(question, to: kind.widened(for: cell.kind), row: number)
            return answer(question, column, cell, row, number, bytes)
        }
        problems.add(misfit(kind, cell, column, at: place(row, column, number)))
        batch.answer(question, text: Array(row.shownText(of: cell).utf8))
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
        case .text, .open, .actor, .single, .multiple, .choices: batch.answer(question, text: Array(number.shortest.utf8))
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
        case .text, .open, .actor, .single, .multiple, .choices: break
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

    private func misfit(
        _ kind: Question.Kind, _ cell: SheetCell, _ column: Int, at place: Diagnostic.Place
    ) -> Diagnostic {
        .warning(
            at: place, .misfit(kind, cell.kind),
            remedy: "correct the cell, or give column '\(layout.names[column])' another type in the map")
    }

    private func place(_ row: SheetRow, _ column: Int, _ number: Int) -> Diagnostic.Place {
        Diagnostic.Place(file: file.name, sheet: row.shownSheet, cell: CellAddress.cell(column: column, row: number))
    }
}

extension Question.Kind {
    fileprivate var isText: Bool {
        self == .text || self == .open || self == .actor || self == .single || self == .multiple
            || self == .choices
    }
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
    fileprivate static func widened(_ column: String, from kind: Question.Kind, to wider: Question.Kind) -> Self {
        "a cell does not fit the kind \(kind.rawValue) of column '\(column)'; it is read as \(wider.rawValue)"
    }
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
