/// How the case of a respondent is named: by the map's `case`, else after the survey and the respondent.
///
/// The survey's name keeps respondent 1 of two surveys apart: `Netzwerkbefragung Ostharz 7`.
struct CaseRule {
    private let survey: String
    private let template: CaseTemplate?

    init(_ map: SurveyMap?, survey: String) {
        self.survey = survey
        template = map?.caseTemplate.map { CaseTemplate($0) }
    }

    /// - Parameter values: What the respondent has in a column.
    /// - Returns: The name, and false where a column that the map's `case` names is empty, so that the default stands in.
    func name(of respondent: String, _ values: (String) -> String?) -> (name: String, isWhole: Bool) {
        guard let template else { return (standard(respondent), true) }
        return template.name(values).map { ($0, true) } ?? (standard(respondent), false)
    }

    private func standard(_ respondent: String) -> String { "\(survey) \(respondent)" }
}
