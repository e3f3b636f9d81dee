import StudyModel

extension Survey {
    /// What a study asks of every survey: a name, and for each question a name of its own.
    ///
    /// - Throws: `Refusal`; files that a survey program wrote have both.
    func checkNames(in file: InputFile) throws {
        var seen: [String: Int] = [:]
        for (place, question) in questions.enumerated() {
            let name = question.name.normalizedName
            guard !name.isEmpty else {
                throw Refusal(at: file.place(), .noName(place + 1), remedy: "name it in the survey program, and export again")
            }
            if let first = seen.updateValue(place + 1, forKey: name) {
                throw Refusal(
                    at: file.place(), .sameName(name, first, place + 1), remedy: "rename one of them, and export again")
            }
        }
        guard !name.normalizedName.isEmpty else {
            throw Refusal(at: file.place(), .noSurveyName, remedy: "name it in a map, as 'survey: NAME'")
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func noName(_ place: Int) -> Self { "question \(place) has no name" }
    fileprivate static func sameName(_ name: String, _ first: Int, _ second: Int) -> Self {
        "questions \(first) and \(second) have the same name, '\(name)'"
    }
    fileprivate static var noSurveyName: Self { "the survey has no name" }
}
