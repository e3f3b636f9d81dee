import FileFormats
import StudyModel

/// What REDCap's data dictionary and data show together: the questions, their forms, and what each column holds.
struct REDCapPlan {
    enum Use {
        case nothing
        case record, event, instrument, instance
        case question(Int)
    }

    private(set) var questions: [Question] = []
    /// By question.
    private(set) var formOfQuestion: [Int] = []
    private(set) var forms: [String] = []
    private(set) var uses: [Use] = []
    private(set) var named: [String: Int] = [:]
    /// What the records are called, by the heading of their column.
    private(set) var recordName = "record_id"
    /// True where a column names the records.
    var isNamed: Bool { named[recordName] != nil }
    /// True where a record may have several rows.
    private(set) var hasRepeats = false
    private(set) var labelCount = 0
    /// How many questions the dictionary describes; they come first.
    private(set) var describedCount = 0
    private(set) var notes: [Diagnostic] = []
    private var isDescribed = false
    private var formIndex: [String: Int] = [:]
    /// By question: what a heading of labels says.
    private var headings: [String] = []

    init(_ dictionary: REDCapDictionary?, _ table: SampledTable?, file: InputFile, map: SurveyMap?) {
        for (number, field) in (dictionary?.fields ?? []).enumerated() {
            if let last = forms.last, last != field.form { addStatus(of: last) }
            _ = form(field.form)
            // The first field names the record.
            guard number > 0 else { continue }
            labelCount += field.choices.count
            let form = form(field.form)
            for (place, question) in field.questions.enumerated() {
                let heading =
                    field.type == "checkbox"
                    ? "\(field.label) (choice=\(field.choices[place].label.preferring([]) ?? ""))" : field.label
                add(question, form: form, heading: heading)
            }
        }
        if let last = forms.last { addStatus(of: last) }
        describedCount = questions.count
        recordName = dictionary?.fields.first?.name ?? "record_id"
        isDescribed = dictionary != nil
        guard let table else { return }
        place(table, map)
        if !isDescribed {
            notes.append(
                .note(
                    at: file.place(), .noDictionary,
                    remedy: "name the project's data dictionary too, or say in a map what they are"))
        }
    }

    private mutating func form(_ name: String) -> Int {
        if let index = formIndex[name] { return index }
        formIndex[name] = forms.count
        forms.append(name)
        return forms.count - 1
    }

    /// The form that data call so: by its name, or by its title, of which the name is made.
    func form(called name: String) -> Int? {
        formIndex[name] ?? formIndex[String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })]
    }

    private mutating func add(_ question: Question, form: Int, heading: String) {
        questions.append(question)
        formOfQuestion.append(form)
        headings.append(heading)
    }

    /// REDCap itself asks of each form how far it is.
    private mutating func addStatus(of form: String) {
        add(Self.status(form), form: self.form(form), heading: "Complete?")
    }

    private static func status(_ form: String) -> Question {
        let labels = ["Incomplete", "Unverified", "Complete"].enumerated().map { code, label in
            ValueLabel(code: String(code), label: LocalizedText(label))
        }
        return Question(name: "\(form)_complete", kind: .single, wording: LocalizedText("Complete?"), labels: labels)
    }

    private static let ownColumns: [String: Use] = [
        "redcap_event_name": .event, "redcap_repeat_instrument": .instrument, "redcap_repeat_instance": .instance,
        "redcap_survey_identifier": .nothing, "Event Name": .event, "Repeat Instrument": .instrument,
        "Repeat Instance": .instance,
        "Survey Identifier": .nothing,
    ]

    /// True for a column that REDCap puts beside the fields.
    static func isOwn(_ heading: String) -> Bool { ownColumns[heading] != nil }

    private mutating func place(_ table: SampledTable, _ map: SurveyMap?) {
        uses = [Use](repeating: .nothing, count: table.headings.count)
        let byName = Dictionary(questions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var byHeading: [String: [Int]] = [:]
        for (index, heading) in headings.enumerated() { byHeading[heading.oneLine, default: []].append(index) }
        var columnsOfHeading: [String: [Int]] = [:]
        var rest: [Int] = []
        // A label may be the name of another field, and a column may come twice.
        var taken: Set<Int> = []
        for (column, heading) in table.headings.enumerated() {
            if let own = Self.ownColumns[heading] {
                uses[column] = own
                named[heading] = column
                if case .nothing = own { continue }
                hasRepeats = true
            } else if column == 0, byName[heading] == nil {
                uses[column] = .record
                if !isDescribed { recordName = SampledTable.shown(heading, 0) }
                named[recordName] = column
            } else if let question = byName[heading] {
                if taken.insert(question).inserted { uses[column] = .question(question) } else { rest.append(column) }
            } else if byHeading[heading] != nil {
                columnsOfHeading[heading, default: []].append(column)
            } else {
                rest.append(column)
            }
        }
        for (heading, columns) in columnsOfHeading.sorted(by: { $0.value[0] < $1.value[0] }) {
            let known = (byHeading[heading] ?? []).filter { !taken.contains($0) }
            guard known.count == columns.count else {
                rest += columns
                continue
            }
            for (column, question) in zip(columns, known) { uses[column] = .question(question) }
        }
        addUndescribed(rest.sorted(), table, map)
        for case (let column, .question(let question)) in uses.enumerated().map({ ($0, $1) }) {
            named[questions[question].name] = column
        }
        addMissingCodes(table)
    }

    /// Columns that no dictionary describes, with the form whose status comes next.
    private mutating func addUndescribed(_ columns: [Int], _ table: SampledTable, _ map: SurveyMap?) {
        let sights = table.sights(of: columns)
        var names = UniqueNames()
        for question in questions { _ = names.take(question.name) }
        var nextForm = [String?](repeating: nil, count: table.headings.count + 1)
        for (column, heading) in table.headings.enumerated().reversed() {
            nextForm[column] = heading.hasSuffix("_complete") ? String(heading.dropLast(9)) : nextForm[column + 1]
        }
        for column in columns {
            let heading = SampledTable.shown(table.headings[column], column)
            var question = Question(name: heading, kind: sights[column]?.guess.kind ?? .text, wording: LocalizedText(heading))
            if heading.hasSuffix("_complete"), heading.utf8.count > 9 {
                question = Self.status(String(heading.dropLast(9)))
            } else if let mark = heading.ranges(of: "___").last {
                question.kind = .multiple
                question.group = String(heading[..<mark.lowerBound])
            }
            question.name = names.take(question.name)
            if sights[column]?.guess.holdsAddresses ?? false, !(map?.columns.contains { $0.name == question.name } ?? false) {
                notes.append(.guessedAddresses(question.name, at: table.file.place()))
                continue
            }
            if isDescribed { notes.append(.note(at: table.file.place(), .undescribed(question.name))) }
            uses[column] = .question(questions.count)
            add(question, form: form(nextForm[column] ?? ""), heading: "")
        }
    }

    /// Codes that REDCap proposes for data that are missing. Which of them a project has, no dictionary says.
    private static let missingCodes: KeyValuePairs<String, String> = [
        "NI": "No information", "INV": "Invalid", "UNK": "Unknown", "NASK": "Not asked", "ASKU": "Asked but unknown",
        "NAV": "Temporarily unavailable", "NA": "Not applicable", "NAVU": "Not available",
    ]

    private mutating func addMissingCodes(_ table: SampledTable) {
        let codes = Set(Self.missingCodes.map(\.key))
        var found: Set<String> = []
        for row in table.sample {
            for cell in row.cells where cell.column < uses.count && 2...4 ~= cell.text.count {
                guard case .question(let index) = uses[cell.column], mayMiss(index) else { continue }
                let text = row.text(cell.text)
                if codes.contains(text), !questions[index].labels.contains(where: { $0.code == text }) { found.insert(text) }
            }
        }
        guard !found.isEmpty else { return }
        let missing = Self.missingCodes.filter { found.contains($0.key) }.map {
            ValueLabel(code: $0.key, label: LocalizedText($0.value))
        }
        for index in questions.indices where mayMiss(index) {
            let known = Set(questions[index].labels.map(\.code))
            let more = missing.filter { !known.contains($0.code) }
            questions[index].labels += more
            questions[index].missing = more.map(\.code)
        }
        notes.append(
            .note(
                at: table.file.place(), .missingCodes(missing.map(\.code)),
                remedy: "a map says with 'missing' which codes are meant"))
    }

    /// True for a question in which a word can be no answer.
    private func mayMiss(_ question: Int) -> Bool {
        switch questions[question].kind {
        case .text, .open, .multiple, .actor, .choices: false
        default: true
        }
    }
}

extension Diagnostic.Message {
    fileprivate static var noDictionary: Self {
        "no data dictionary is with it, so its questions are read from headings and answers"
    }
    fileprivate static func undescribed(_ column: String) -> Self {
        "column '\(column)' is not in the data dictionary; taken as a question of its own"
    }
    fileprivate static func missingCodes(_ codes: [String]) -> Self {
        "\(codes.map { "'\($0)'" }.joined(separator: ", ")) in numbers, dates and choices \(codes.count == 1 ? "is taken for a missing code" : "are taken for missing codes")"
    }
}
