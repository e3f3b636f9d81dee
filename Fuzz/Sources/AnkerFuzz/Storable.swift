import StudyModel

/// `precondition`, which tells its message in an optimized program too.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
    guard condition else { fatalError(message()) }
}

/// Stops where a reader hands over what a study would not take in: what its schema asks for is every reader's duty.
enum Storable {
    static func check(_ transcript: Transcript) {
        let length = transcript.text.unicodeScalars.count
        let speakers = transcript.speakers.map(\.name)
        require(!speakers.contains(""), "a speaker without a name")
        require(Set(speakers).count == speakers.count, "two speakers of the same name")
        for cue in transcript.cues {
            require(cue.range.upperBound <= length, "a cue that reaches beyond the text")
            if let speaker = cue.speaker { require(speakers.indices.contains(speaker), "a cue of nobody") }
        }
        require(!transcript.text.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "\r") }, "a text that is not normal")
    }

    static func check(_ survey: Survey) {
        require(!survey.name.normalizedName.isEmpty, "a survey without a name")
        let names = survey.questions.map(\.name.normalizedName)
        require(!names.contains(""), "a question without a name")
        require(Set(names).count == names.count, "two questions of the same name")
    }
}

/// Takes a survey in as a study would, and keeps nothing but the names of respondents.
struct StorableSink: SurveySink {
    private var questions = 0
    private var respondents: Set<String> = []

    mutating func begin(_ survey: Survey) throws {
        Storable.check(survey)
        questions = survey.questions.count
    }

    mutating func append(_ batch: consuming AnswerBatch) throws {
        for respondent in batch.respondents {
            let name = respondent.name.normalizedName
            require(!name.isEmpty, "a respondent without a name")
            require(respondents.insert(name).inserted, "two respondents of the same name")
            require(!respondent.caseName.normalizedName.isEmpty, "a case without a name")
            var places: Set<[Int32]> = []
            for answer in batch.answers[respondent.answers] {
                require((0..<questions).contains(Int(answer.question)), "an answer to no question")
                require(answer.instance > 0, "an answer without a number")
                require(places.insert([answer.question, answer.instance]).inserted, "two answers in one place")
                if case .text(let range) = answer.value {
                    require(String(validating: batch.bytes[range], as: UTF8.self) != nil, "an answer that is not UTF-8")
                }
            }
        }
    }

    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws {
        require(survey.questions.count == questions, "questions that came or went")
    }
}

/// Looks at the parts of a project as a study would take them in, in their order.
struct StorableProject {
    private var head: ProjectHead?

    mutating func check(_ part: ProjectPart) {
        switch part {
        case .head(let head):
            require(self.head == nil, "a second head")
            self.head = head
            for (place, code) in head.codes.enumerated() {
                require(!code.name.normalizedName.isEmpty, "a code without a name")
                if let parent = code.parent { require(parent < place, "a code before the one above it") }
            }
            require(!head.coders.contains { $0.name.normalizedName.isEmpty }, "a coder without a name")
            require(!head.attributes.contains { $0.name.normalizedName.isEmpty }, "an attribute without a name")
            let cases = head.cases.map(\.name.normalizedName)
            require(!cases.contains("") && Set(cases).count == cases.count, "cases without a name of their own")
            for one in head.cases { check(one.values) }
        case .source(let source):
            Storable.check(source.transcript)
            check(source.values)
            let length = source.transcript.text.unicodeScalars.count
            for passage in source.passages {
                require(passage.range.upperBound <= length, "a passage that reaches beyond the text")
                for coding in passage.codings { check(coding) }
            }
        case .memo, .original, .rows, .tail: require(head != nil, "a project without a head")
        }
    }

    private func check(_ values: [ProjectValue]) {
        for value in values { require(head?.attributes.indices.contains(value.attribute) ?? false, "a value of nothing") }
    }

    private func check(_ coding: ProjectCoding) {
        require(head?.codes.indices.contains(coding.code) ?? false, "a coding of no code")
        if let coder = coding.coder { require(head?.coders.indices.contains(coder) ?? false, "a coding by nobody") }
    }
}
