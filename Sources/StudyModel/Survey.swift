/// What a survey asks, as its structure file, header row or map says.
package struct Survey: Hashable, Sendable {
    package var name: String
    /// The format it was read from, such as `ods` or `limesurvey`.
    package var format: String
    /// Language codes, sorted; empty where the file names none.
    package var languages: [String]
    package var questions: [Question]
    /// True where the file tells which places a respondent was shown: one with neither an answer nor an
    /// `AnswerBatch.NoAnswer` was not shown then. Otherwise nothing is known of it.
    package var tellsShown: Bool

    package init(
        name: String, format: String, languages: [String] = [], questions: [Question] = [], tellsShown: Bool = false
    ) {
        self.name = name
        self.format = format
        self.languages = languages
        self.questions = questions
        self.tellsShown = tellsShown
    }
}

/// A place in a questionnaire that can hold one answer.
package struct Question: Hashable, Sendable {
    /// What an answer is, and so how it is stored.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case text, integer, decimal, boolean, date, dateTime, time, duration
        /// One code out of a list.
        case single
        /// One box of a list of which several may be ticked.
        case multiple
        /// Several codes out of a list in one answer, joined by blanks, in the order of the file.
        case choices
        /// Running text, to be coded: each answer becomes a source.
        case open
        /// The name of an actor.
        case actor
    }

    /// Unique in its survey: the header cell, or `title[SQ001]` as LimeSurvey's own tables write it.
    package var name: String
    package var kind: Kind
    package var wording: LocalizedText
    /// The question that it is one part of: a grid, or a list of boxes to tick.
    package var group: String?
    package var labels: [ValueLabel]
    /// Codes that stand for no answer, such as 99.
    package var missing: [String]
    package var findings: [String: Finding.Bearing]
    /// For questions of kind `actor`: what naming somebody says.
    package var naming: ActorNaming?
    /// What its answers say of the actors whom another question names; nil for most.
    package var detail: NamedDetail?

    package init(
        name: String, kind: Kind, wording: LocalizedText = .init(), group: String? = nil, labels: [ValueLabel] = [],
        missing: [String] = [], findings: [String: Finding.Bearing] = [:], naming: ActorNaming? = nil,
        detail: NamedDetail? = nil
    ) {
        self.name = name
        self.kind = kind
        self.wording = wording
        self.group = group
        self.labels = labels
        self.missing = missing
        self.findings = findings
        self.naming = naming
        self.detail = detail
    }
}

/// What a code stands for in the answers to a question.
package struct ValueLabel: Hashable, Sendable {
    package var code: String
    /// 0, or the number of the scale of a question with two.
    package var scale: Int
    package var label: LocalizedText
    package var findings: [String: Finding.Bearing]

    package init(code: String, scale: Int = 0, label: LocalizedText, findings: [String: Finding.Bearing] = [:]) {
        self.code = code
        self.scale = scale
        self.label = label
        self.findings = findings
    }
}
