package import StudyModel

/// What each column of a survey is, as `--map` says it: who answers, what is an attribute, what is coded, who is named.
package struct SurveyMap: Hashable, Sendable {
    package var survey: String?
    /// The sheet's name; nil for the first.
    package var sheet: String?
    /// The element of an XML file that is a respondent, by its name or path; nil to find it out.
    package var record: String?
    /// How many rows of the sheet stand above the answers.
    package var header: Int
    /// The column that names the respondent; nil where rows are numbered.
    package var respondent: String?
    /// The case of a respondent, with columns in braces: `Initiative {Nr}`; nil for one case a respondent.
    package var caseTemplate: String?
    /// In the order of the file.
    package var columns: [Column]

    package init(
        survey: String? = nil, sheet: String? = nil, record: String? = nil, header: Int = 1, respondent: String? = nil,
        caseTemplate: String? = nil,
        columns: [Column] = []
    ) {
        self.survey = survey
        self.sheet = sheet
        self.record = record
        self.header = header
        self.respondent = respondent
        self.caseTemplate = caseTemplate
        self.columns = columns
    }

    package enum Role: Hashable, Sendable {
        /// A closed answer of this kind.
        case attribute(Question.Kind)
        /// Running text, to be coded.
        case open
        case actor(ActorNaming)
        case skip
    }

    package struct Column: Hashable, Sendable {
        package var name: String
        package var role: Role
        package var labels: [ValueLabel]
        package var missing: [String]
        package var findings: [String: Finding.Bearing]
        /// What the column says of the actors whom another one names; nil for most.
        package var detail: NamedDetail?

        package init(
            name: String, role: Role, labels: [ValueLabel] = [], missing: [String] = [],
            findings: [String: Finding.Bearing] = [:], detail: NamedDetail? = nil
        ) {
            self.name = name
            self.role = role
            self.labels = labels
            self.missing = missing
            self.findings = findings
            self.detail = detail
        }
    }
}
