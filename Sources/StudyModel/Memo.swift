/// A note on one thing of the study, or on the study itself; its text is Markdown.
package struct Memo: Hashable, Sendable {
    package typealias ID = Identifier<Memo>

    /// The sorts of things that a memo is on.
    package enum Subject: String, Hashable, Sendable, CaseIterable {
        case study, source, passage, coding, code, `case`, actor, tie
        /// A place of a questionnaire, as comments of sheets are.
        case answer
    }

    package var id: ID
    package var coder: String
    /// Who wrote it, where that is no coder of the study.
    package var author: String?
    package var time: String
    package var title: String
    package var text: String
    package var subject: Subject
    /// What it is on, in words: a name, or `interview-03:27 120..<180`; empty for the study.
    package var on: String

    package init(
        id: ID, coder: String, author: String? = nil, time: String, title: String, text: String, subject: Subject, on: String
    ) {
        self.id = id
        self.coder = coder
        self.author = author
        self.time = time
        self.title = title
        self.text = text
        self.subject = subject
        self.on = on
    }
}
