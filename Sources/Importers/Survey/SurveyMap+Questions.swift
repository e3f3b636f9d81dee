package import StudyModel

extension SurveyMap {
    /// The questions as the map has them: what the map says of a column goes before what the file says.
    ///
    /// Nil for a question whose column the map skips.
    package func applied(to questions: [Question]) -> [Question?] {
        let columnOfName = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return questions.map { question in
            guard let column = columnOfName[question.name] else { return question }
            return column.applied(to: question)
        }
    }

    /// Looks up every column that the map names.
    ///
    /// - Throws: `Refusal` for the first one that the file does not have.
    package func check(columns known: [String], in file: InputFile) throws {
        let isKnown = Set(known)
        let template = caseTemplate.map { CaseTemplate($0).columns } ?? []
        for name in (respondent.map { [$0] } ?? []) + template + columns.map(\.name) where !isKnown.contains(name) {
            throw Refusal(
                at: file.place(), .noColumn(name), remedy: name.suggestion(among: known, "the file's columns are"))
        }
    }

    /// The map that leaves everything as the questions are, to be edited.
    package init(of survey: Survey, respondent: String?) {
        self.init(
            survey: survey.name, respondent: respondent,
            columns: survey.questions.map { question in
                let role: Role =
                    switch question.kind {
                    case .open: .open
                    case .actor: .actor(question.naming ?? ActorNaming())
                    default: .attribute(question.kind)
                    }
                return Column(
                    name: question.name, role: role, labels: question.labels, missing: question.missing,
                    findings: question.findings, detail: question.detail)
            })
    }
}

extension SurveyMap.Column {
    fileprivate func applied(to question: Question) -> Question? {
        var question = question
        switch role {
        case .attribute(let kind): question.kind = kind
        case .open: question.kind = .open
        case .actor(let naming):
            question.kind = .actor
            question.naming = naming
        case .skip: return nil
        }
        if !labels.isEmpty { question.labels = labels }
        if !missing.isEmpty { question.missing = missing }
        if !findings.isEmpty { question.findings = findings }
        if let detail { question.detail = detail }
        return question
    }
}

extension Diagnostic.Message {
    fileprivate static func noColumn(_ name: String) -> Self {
        "the map names column '\(name)', which the file does not have"
    }
}
