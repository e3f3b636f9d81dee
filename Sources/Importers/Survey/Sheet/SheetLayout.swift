import FileFormats
import StudyModel

/// What each column of one sheet is: the map's word where there is one, else what the first rows show.
struct SheetLayout {
    static let columnLimit = 65_536

    /// As the map of this reading: what was given, completed by what was guessed.
    private(set) var map: SurveyMap
    /// Indices into `questions`; nil for a column that is no question.
    private(set) var columns: [Int?] = []
    /// As the first rows show them.
    private(set) var questions: [Question] = []
    /// The questions whose kind the map says.
    private(set) var declared: Set<Int> = []
    let names: [String]
    private let wordings: [String]
    /// The decimal sign of numbers that stand as texts; nil where cells have types.
    let decimal: UInt8?
    let survey: String
    private(set) var respondent: Int?
    private(set) var notes: [Diagnostic] = []
    private let place: Diagnostic.Place

    /// - Parameters:
    ///   - count: how many rows stand above the answers, which goes before what the map says.
    ///   - decimal: the decimal sign of numbers that stand as texts; nil where cells have types.
    /// - Throws: `Refusal` where the map names a column that the sheet does not have; `FormatError` for headings that are too long.
    init(
        sample rows: [SheetRow], given: SurveyMap?, header count: Int?, decimal: UInt8?, file: InputFile, limits: InputLimits
    ) throws {
        place = Diagnostic.Place(file: file.name, sheet: rows.first?.shownSheet)
        let above = HeaderRows(rows, given: count ?? given?.header, decimal: decimal)
        let header = above.last
        self.decimal = decimal
        let width = rows.reduce(0) { width, row in
            row.cells.reduce(width) { $1.isAnswer ? max($0, $1.column + $1.repeats) : $0 }
        }
        guard width <= Self.columnLimit else {
            throw Refusal(at: place, .tooManyColumns(Self.columnLimit), remedy: "delete the columns without answers")
        }
        let heading = try SheetHeader(rows: rows, above, columns: width, limit: limits.definitionBytes)
        names = heading.names
        wordings = heading.wordings
        if let guess = above.guess { notes.append(.guessedHeader(guess, at: place)) }
        if let doubt = above.doubt { notes.append(.doubtfulHeader(doubt, at: place)) }
        survey = given?.survey ?? file.stem
        map = SurveyMap(
            survey: survey, sheet: given?.sheet ?? rows.first?.shownSheet, header: header,
            respondent: given?.respondent, caseTemplate: given?.caseTemplate)
        var profiles = [ColumnProfile](repeating: ColumnProfile(decimal: decimal), count: width)
        var dataRows = 0
        for row in rows where row.number > header {
            dataRows += row.repeats
            for cell in row.cells where cell.isAnswer {
                for column in cell.column..<min(width, cell.column + cell.repeats) { profiles[column].add(cell, of: row) }
            }
        }
        let index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func find(_ name: String) throws -> Int {
            if let column = index[name] { return column }
            throw Refusal(at: place, .noColumn(name), remedy: name.suggestion(among: names, "the sheet's columns are"))
        }
        var settled: [Int: SurveyMap.Column] = [:]
        for column in given?.columns ?? [] { settled[try find(column.name)] = column }
        if let given {
            respondent = try given.respondent.map(find)
            for name in given.caseTemplate.map({ CaseTemplate($0).columns }) ?? [] { _ = try find(name) }
        } else if let first = profiles.indices.first(where: { heading.isNamed[$0] }) {
            if profiles[first].isRespondent(name: names[first], rows: dataRows) {
                respondent = first
                map.respondent = names[first]
                notes.append(.guessedRespondent(names[first], at: place))
            } else if ColumnProfile.isNameOfRespondents(names[first]),
                let gap = RespondentGap(rows.drop { $0.number <= header }, column: first)
            {
                notes.append(.unnamedRespondents(names[first], gap, at: place))
            }
        }
        if names.count == 1, let sign = Self.separator(in: rows) { notes.append(.separatorsInside(sign, at: place)) }
        if given == nil, let codes = PanelCodes(names, rows.drop { $0.number <= header }) {
            notes.append(.panelCodes(codes, at: place))
        }
        var dropped: [String] = []
        for column in 0..<width {
            if let known = settled[column] {
                add(known, isGuessed: false)
            } else if column == respondent {
                add(SurveyMap.Column(name: names[column], role: .skip), isGuessed: true)
            } else {
                guess(column, profiles[column], isNew: given.map { !$0.columns.isEmpty } ?? false)
                if profiles[column].losesZeros { dropped.append(names[column]) }
            }
        }
        if !dropped.isEmpty { notes.append(.droppedZeros(dropped, at: place)) }
    }

    /// The sign that all rows of a single column hold equally often, as where each row was quoted as a whole.
    private static func separator(in rows: [SheetRow]) -> UInt8? {
        let texts = rows.prefix(64).compactMap { row in row.cells.first(where: \.isAnswer).map { row.bytes[$0.text] } }
        guard texts.count > 1 else { return nil }
        return CSVDialect.separators.first { sign in
            let counts = Set(texts.map { $0.count { $0 == sign } })
            return counts.count == 1 && counts.first != 0
        }
    }

    private mutating func guess(_ column: Int, _ profile: ColumnProfile, isNew: Bool) {
        let name = names[column]
        var role = SurveyMap.Role.attribute(profile.kind)
        if profile.kind == .open { role = .open }
        if profile.holdsAddresses {
            role = .skip
            notes.append(.guessedAddresses(name, at: place))
        } else if isNew {
            notes.append(.notInMap(name, profile.kind, at: place))
        }
        if profile.areWritings { notes.append(.keptZeros(name, at: place)) }
        if let sign = profile.thousands { notes.append(.keptThousands(name, sign, at: place)) }
        add(SurveyMap.Column(name: name, role: role), isGuessed: true)
    }

    private mutating func add(_ column: SurveyMap.Column, isGuessed: Bool) {
        map.columns.append(column)
        let kind: Question.Kind
        var naming: ActorNaming?
        switch column.role {
        case .attribute(let given): kind = given
        case .open: kind = .open
        case .actor(let given):
            kind = .actor
            naming = given
        case .skip: return columns.append(nil)
        }
        if !isGuessed { declared.insert(questions.count) }
        columns.append(questions.count)
        questions.append(
            Question(
                name: column.name, kind: kind, wording: LocalizedText(wordings[columns.count - 1]), labels: column.labels,
                missing: column.missing, findings: column.findings, naming: naming,
                detail: column.detail))
    }
}

extension Diagnostic.Message {
    fileprivate static func tooManyColumns(_ limit: Int) -> Self { "the sheet has more than \(limit) columns" }
    fileprivate static func noColumn(_ name: String) -> Self {
        "the map names column '\(name)', which the sheet does not have"
    }
}
