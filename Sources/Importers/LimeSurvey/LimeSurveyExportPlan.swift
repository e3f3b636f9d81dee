import FileFormats
import StudyModel

/// What each column of an export is, by the questionnaire or, where there is none, by its heading and first answers.
struct LimeSurveyExportPlan {
    enum Use {
        case nothing
        case submitDate
        case question(Int)
    }

    /// A list with a column for what is not on it.
    struct Other {
        var question: Int
        var column: Int
        var otherColumn: Int
    }

    private(set) var survey: Survey
    private(set) var uses: [Use]
    /// Which column holds what the respondent or the case is named after.
    private(set) var named: [String: Int] = [:]
    /// By question; nil where answers stand as they are.
    private(set) var wordings: [ChoiceWordings?] = []
    private(set) var others: [Other] = []
    private(set) var notes: [Diagnostic] = []
    private(set) var baseLanguage = ""
    private var names = UniqueNames()
    private let export: SampledTable
    private let map: SurveyMap?

    /// By the questionnaire, of which `headings` says where its places stand.
    init(
        _ export: SampledTable, structure: LimeSurveyStructure, places: [LimeSurveyPlace], headings: LimeSurveyHeadings,
        map: SurveyMap?
    ) {
        self.init(export, map: map)
        survey.name = structure.title.preferring([structure.baseLanguage]) ?? export.file.stem
        survey.languages = structure.languages.sorted()
        survey.questions = places.map { question in
            var place = question.question
            place.name = names.take(place.name)
            return place
        }
        var columnOfPlace: [Int: Int] = [:]
        for (column, place) in headings.placeOfColumn {
            uses[column] = .question(place)
            named[places[place].question.name] = column
            columnOfPlace[place] = column
        }
        for (index, place) in places.enumerated().dropFirst() where place.question.name.hasSuffix("[other]") {
            guard ["L", "!"].contains(place.type), places[index - 1].question.name + "[other]" == place.question.name else {
                continue
            }
            guard let column = columnOfPlace[index - 1], let other = columnOfPlace[index] else { continue }
            others.append(Other(question: index - 1, column: column, otherColumn: other))
        }
        wordings = zip(places, map?.applied(to: survey.questions) ?? survey.questions).map { place, question in
            question.flatMap { place.wordings(of: $0) }
        }
        addUnplaced(headings)
        baseLanguage = structure.baseLanguage
    }

    /// By the headings and the first answers.
    init(byHeadings export: SampledTable, map: SurveyMap?) {
        self.init(export, map: map)
        let headings = export.answering
        let separator = export.headings.lazy.compactMap { LimeSurveyFixedColumn.separator(in: $0) }.first
        let parts = headings.map { LimeSurveyHeadingParts($0.text, separator: separator) }
        let whole = Set(parts.filter(\.sides.isEmpty).map(\.main))
        let counts = Dictionary(parts.filter { !$0.sides.isEmpty }.map { ($0.main, 1) }, uniquingKeysWith: +)
        let sights = export.sights(of: headings.map(\.column))
        for (heading, part) in zip(headings, parts) {
            let isPart = !part.sides.isEmpty && counts[part.main, default: 0] > 1 && !whole.contains(part.main)
            let name = SampledTable.shown(part.name, heading.column)
            let wording = part.wording ?? (isPart && part.isWorded ? part.sides.joined(separator: " | ") : name)
            let question = Question(
                name: name, kind: .text, wording: LocalizedText(wording), group: isPart ? part.main : nil)
            if let sight = sights[heading.column] { _ = add(question, heading.column, sight, boxes: isPart) }
        }
        notes.append(
            .note(
                at: export.file.place(), .noStructure, remedy: "name the survey's .lss file too, or lay it into the same folder"
            ))
    }

    private init(_ export: SampledTable, map: SurveyMap?) {
        self.export = export
        self.map = map
        survey = Survey(name: export.file.stem, format: "limesurvey")
        uses = [Use](repeating: .nothing, count: export.headings.count)
        for (column, heading) in export.headings.enumerated() {
            guard let fixed = LimeSurveyFixedColumn(heading: heading) else { continue }
            named[fixed.rawValue] = named[fixed.rawValue] ?? column
            if fixed == .submitdate { uses[column] = .submitDate }
        }
    }

    /// Columns that the questionnaire does not have become questions of their own.
    private mutating func addUnplaced(_ headings: LimeSurveyHeadings) {
        let ambiguous = Set(headings.ambiguous)
        let sights = export.sights(of: headings.unplaced.map(\.column))
        for (column, text) in headings.unplaced {
            let name = SampledTable.shown(text, column)
            guard let sight = sights[column],
                add(Question(name: name, kind: .text, wording: LocalizedText(name)), column, sight)
            else { continue }
            if ambiguous.contains(column) {
                notes.append(
                    .warning(
                        at: export.file.place(), .ambiguous(name),
                        remedy: "export the responses with question codes as headings"))
            } else {
                notes.append(.note(at: export.file.place(), .notAsked(name)))
            }
        }
    }

    /// Adds a question whose kind its first answers say; false where it is left out, which is said.
    private mutating func add(_ question: Question, _ column: Int, _ sight: ColumnSight, boxes: Bool = false) -> Bool {
        var question = question
        question.name = names.take(question.name)
        question.kind = boxes && sight.areTicks && sight.guess.count > 0 ? .multiple : sight.guess.kind
        named[question.name] = named[question.name] ?? column
        let isWanted = map?.columns.contains { $0.name == question.name } ?? false
        if !isWanted, sight.guess.holdsAddresses {
            notes.append(.guessedAddresses(question.name, at: export.file.place()))
            return false
        }
        if !isWanted, ["firstname", "lastname", "email"].contains(question.name) {
            notes.append(
                .note(at: export.file.place(), .participant(question.name), remedy: "name the column in a map to keep it"))
            return false
        }
        uses[column] = .question(survey.questions.count)
        survey.questions.append(question)
        wordings.append(nil)
        return true
    }
}

/// What the heading of a column shows by itself: `Q1[SQ001]`, `Mit wem? [Gemeinde]`, `Q1[SQ001]. Mit wem? [Gemeinde]`.
struct LimeSurveyHeadingParts {
    /// The code, else all of it.
    let name: String
    /// What is asked, where a code stands before it.
    let wording: String?
    /// What stands before the brackets at the end.
    let main: String
    /// What stands in the brackets at the end.
    let sides: [String]
    /// False for a code.
    let isWorded: Bool

    /// - Parameter separator: between code and words, where headings have both.
    init(_ heading: String, separator: String?) {
        let mark = separator.flatMap { heading.firstRange(of: $0) }
        name = mark.map { String(heading[..<$0.lowerBound]) } ?? heading
        wording = mark.map { String(heading[$0.upperBound...]) }
        var rest = name[...]
        var sides: [String] = []
        while rest.last == "]", let open = rest.lastIndex(of: "["), open > rest.startIndex {
            sides.insert(String(rest[rest.index(after: open)...].dropLast()), at: 0)
            rest = rest[..<open]
            while rest.last == " " { rest = rest.dropLast() }
        }
        main = String(rest)
        self.sides = rest.isEmpty ? [] : sides
        isWorded = name.contains(" ")
    }
}

extension Diagnostic.Message {
    fileprivate static var noStructure: Self {
        "no .lss file of this survey is with it, so its questions are read from headings and answers"
    }
    fileprivate static func participant(_ column: String) -> Self {
        "column '\(column)' is of the list of participants and is left out"
    }
    fileprivate static func notAsked(_ column: String) -> Self {
        "column '\(column)' is not in the questionnaire; taken as a question of its own"
    }
    fileprivate static func ambiguous(_ column: String) -> Self {
        "column '\(column)' could be several questions of the questionnaire; taken as a question of its own"
    }
}
