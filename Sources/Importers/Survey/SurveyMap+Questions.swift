package import StudyModel

extension SurveyMap {
    /// The question as the map has it: what the map says of its column goes before what the file says.
    ///
    /// Nil where the map skips the column.
    package func applied(to question: Question) -> Question? {
        guard let column = columns.first(where: { $0.name == question.name }) else { return question }
        var question = question
        switch column.role {
        case .attribute(let kind): question.kind = kind
        case .open: question.kind = .open
        case .actor(let naming):
            question.kind = .actor
            question.naming = naming
        case .skip: return nil
        }
        if !column.labels.isEmpty { question.labels = column.labels }
        if !column.missing.isEmpty { question.missing = column.missing }
        if !column.findings.isEmpty { question.findings = column.findings }
        return question
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
                    findings: question.findings)
            })
    }
}

extension Diagnostic.Message {
    fileprivate static func noColumn(_ name: String) -> Self {
        "the map names column '\(name)', which the file does not have"
    }
}
