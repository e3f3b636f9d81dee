import FileFormats
import StudyModel

/// Writes what an importer finds in a survey as `anker inspect` prints it: a line a question, then a line an answer.
///
/// The last line, the summary, is for the format to write, which knows what else it counts.
struct SurveyInspection: SurveySink {
    private(set) var questions = 0
    private(set) var respondents = 0
    /// Answers that are not empty.
    private(set) var responses = 0
    private(set) var survey = Survey(name: "", format: "")
    private let showsRows: Bool
    private let line: (borrowing JSONWriter) throws -> Void
    private var json = JSONWriter()

    private init(rows: Bool, line: @escaping (borrowing JSONWriter) throws -> Void) {
        showsRows = rows
        self.line = line
    }

    /// Writes what `pour` hands on.
    static func write(
        rows: Bool, line: (borrowing JSONWriter) throws -> Void, _ pour: (inout SurveyInspection) throws -> Void
    ) throws {
        try withoutActuallyEscaping(line) { line in
            var inspection = SurveyInspection(rows: rows, line: line)
            try pour(&inspection)
        }
    }

    /// Something that is asked or said but holds no answer of its own.
    mutating func heading(_ name: String, _ wording: LocalizedText) throws {
        guard showsRows else { return }
        json.removeAll()
        json.beginObject()
        json.member("question", name)
        json.key("wording")
        json.texts(wording)
        json.endObject()
        try line(json)
    }

    mutating func begin(_ survey: Survey) throws {
        self.survey = survey
        questions = survey.questions.count
        guard showsRows else { return }
        for question in survey.questions {
            json.removeAll()
            json.beginObject()
            json.member("question", question.name)
            json.member("kind", question.kind.rawValue)
            json.member("group", question.group)
            json.key("wording")
            json.texts(question.wording)
            if !question.labels.isEmpty {
                json.key("labels")
                json.beginObject()
                for label in question.labels {
                    json.key(label.code)
                    json.texts(label.label)
                }
                json.endObject()
            }
            json.endObject()
            try line(json)
        }
    }

    mutating func append(_ batch: consuming AnswerBatch) throws {
        respondents += batch.respondents.count
        responses += batch.answers.count
        guard showsRows else { return }
        let occurrences = Dictionary(batch.occurrences.map { ($0.place, $0.label) }, uniquingKeysWith: { first, _ in first })
        for (index, respondent) in batch.respondents.enumerated() {
            for answer in batch.answers[respondent.answers] {
                json.removeAll()
                json.beginObject()
                json.member("respondent", respondent.name)
                json.member("question", survey.questions[Int(answer.question)].name)
                if answer.instance > 1 { json.member("instance", Int(answer.instance)) }
                let place = AnswerBatch.Place(respondent: index, question: answer.question, instance: answer.instance)
                if let label = occurrences[place] {
                    json.member("occurrence", String(decoding: batch.bytes[label], as: UTF8.self))
                }
                json.key("value")
                if case .text(let range) = answer.value, survey.questions[Int(answer.question)].kind == .choices {
                    json.beginArray()
                    for code in batch.bytes[range].split(separator: 0x20) { json.string(utf8: code) }
                    json.endArray()
                } else if case .text(let range) = answer.value {
                    json.string(utf8: batch.bytes[range])
                } else if survey.questions[Int(answer.question)].kind == .boolean {
                    json.string(answer.value == .integer(0) ? "false" : "true")
                } else {
                    json.string(batch.text(of: answer))
                }
                json.endObject()
                try line(json)
            }
        }
    }

    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws { self.survey = survey }

    /// The map of a format whose reading settles all by itself.
    static func guessedMap(by format: some SurveyFormat, _ file: InputFile, _ options: ImportOptions) throws -> SurveyMap {
        var options = options
        options.map = nil
        var sink = SurveyInspection(rows: false) { _ in }
        try format.read(file, options: options, into: &sink)
        return SurveyMap(of: sink.survey, respondent: nil)
    }

    /// Writes the last line.
    ///
    /// - Parameters:
    ///   - questions: those that somebody was asked, where some answers came otherwise.
    ///   - counts: what the format counts besides; what is nil is left out.
    ///   - labels: how many labels of values the file has, once whatever the number of languages.
    mutating func summarize(
        format: String, questions asked: Int? = nil, counts: KeyValuePairs<String, Int?> = [:], labels: Int
    ) throws {
        json.removeAll()
        json.beginObject()
        json.key("summary")
        json.beginObject()
        json.member("format", format)
        json.member("questions", asked ?? questions)
        for (name, count) in counts { json.member(name, count) }
        json.member("respondents", respondents)
        json.member("responses", responses)
        json.member("languages", survey.languages)
        json.member("labels", labels)
        json.endObject()
        json.endObject()
        try line(json)
    }
}

extension JSONWriter {
    fileprivate mutating func texts(_ texts: LocalizedText) {
        beginObject()
        for language in texts.languages { member(language, texts[language]) }
        endObject()
    }
}
