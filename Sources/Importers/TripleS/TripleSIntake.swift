import FileFormats
import StudyModel

/// Turns the records of a Triple-S data file into respondents and answers.
struct TripleSIntake {
    private let definition: TripleSDefinition
    private let fields: [TripleSField]
    /// For each variable the one that says who was asked.
    private let filters: [Int?]
    private let fieldOfName: [String: Int]
    private let serial: Int?
    private let tellsShown: Bool
    private(set) var records: RecordIntake
    private var count = 0
    /// The answers of the record in hand, by variable.
    private var answers: [TripleSField.Answer] = []

    /// - Parameters:
    ///   - survey: what the definition describes.
    ///   - file: the data file; the definition where there is none.
    init(_ definition: TripleSDefinition, survey: Survey, of file: InputFile, map: SurveyMap?) throws {
        self.definition = definition
        fields = definition.variables.map { TripleSField($0, isDelimited: definition.isDelimited) }
        filters = definition.filters
        fieldOfName = Dictionary(
            definition.variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        serial = definition.variables.firstIndex(where: \.isSerial)
        tellsShown = survey.tellsShown
        records = try RecordIntake(survey, of: file, map: map)
        answers = Array(repeating: .blank, count: fields.count)
    }

    mutating func take(_ record: DataRecord, into sink: inout some SurveySink) throws {
        count += 1
        for (index, field) in fields.enumerated() { answers[index] = field.answer(in: record) }
        let (answers, fieldOfName) = (answers, fieldOfName)
        let respondent = serial.flatMap { answers[$0].name }
        if let serial, respondent == nil, !isNamedByMap {
            let name = definition.variables[serial].name
            return records.diagnostics.add(.noRespondent(record: count, column: name, in: records.file))
        }
        guard records.begin(respondent, record: count, { fieldOfName[$0].flatMap { answers[$0].name } }) else { return }
        for (index, answer) in answers.enumerated() {
            switch answer {
            case .value(let bytes): records.answer(index, bytes)
            case .none(let code): records.noAnswer(index, code: code)
            case .blank: if tellsShown, wasAsked(index) { records.noAnswer(index) }
            case .unreadable:
                let name = definition.variables[index].name
                records.diagnostics.add(
                    .warning(at: records.file.place(), .noList(name, record: count), remedy: Self.checkPosition))
            }
        }
        try records.end(into: &sink)
    }

    mutating func finish(notes: [Diagnostic], into sink: inout some SurveySink) throws {
        try records.finish(notes: notes, into: &sink)
    }

    private var isNamedByMap: Bool { records.isNamedByMap }

    /// True where the filter of a variable is true in the record in hand, or it has none.
    private func wasAsked(_ variable: Int) -> Bool {
        guard let filter = filters[variable] else { return true }
        guard case .value(let bytes) = answers[filter] else { return false }
        return bytes.elementsEqual([UInt8(ascii: "1")])
    }
}

extension TripleSField.Answer {
    /// As it names a respondent or a case; nil where there is nothing.
    fileprivate var name: String? {
        guard case .value(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self).normalizedName.nonEmpty
    }
}

extension TripleSIntake {
    fileprivate static let checkPosition = "check the position of the variable in the definition"
}

extension Diagnostic.Message {
    fileprivate static func noList(_ variable: String, record: Int) -> Self {
        "what stands at '\(variable)' in record \(record) is no list of codes; left out"
    }
}
