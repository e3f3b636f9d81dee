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
    /// The links in its text, in their order.
    package var links: [Link] = []

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

extension Memo {
    /// What a link in a memo's text leads to today.
    package struct Link: Hashable, Sendable {
        /// As it is written.
        package var target: String
        package var label: String?
        package var end: End

        package init(target: String, label: String? = nil, end: End) {
            self.target = target
            self.label = label
            self.end = end
        }
    }

    /// The sorts of things that a link leads to.
    package enum LinkKind: String, Hashable, Sendable, CaseIterable {
        case source, passage, coding, code, `case`, actor, tie, memo
    }

    package enum End: Hashable, Sendable {
        /// - Parameters:
        ///   - name: what it is called today, or where it stands, as `Memo.on` has it; of a memo its title.
        ///   - state: how the passage stands in the newest text, where it is one or a coding.
        ///   - memo: the memo, where it is one.
        case there(LinkKind, name: String, state: PassageState? = nil, memo: ID? = nil)
        /// What it led to was taken away.
        case gone
        /// It named nothing when it was written.
        case unknown
    }
}
