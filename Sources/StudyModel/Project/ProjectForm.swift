/// In which form a study goes out as a project.
package struct ProjectForm: Hashable, Sendable {
    /// Which open answers of surveys come along as texts.
    package var answers = ProjectAnswers.coded
    package var timed = ProjectTimedTexts.text
    /// Whether a text that was read from a Word document comes with that document.
    package var hasDocuments = false

    package init() {}
}

/// Which open answers of surveys come along as texts.
package enum ProjectAnswers: String, Hashable, Sendable, CaseIterable {
    /// Those on which a coding, a memo, a mention or a link lies.
    case coded
    case all, none
}

/// What a text is of which the file told when its words were said.
package enum ProjectTimedTexts: String, Hashable, Sendable, CaseIterable {
    /// A text as others are, without its times.
    case text
    /// The transcript of a recording, with its times.
    case transcript
}
