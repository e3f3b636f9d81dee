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
