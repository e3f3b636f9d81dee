/// What is to become of a passage without a place, as a command or a line of a file says.
package struct Settlement: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// The passage of a coding, with all that rests on it.
        case coding(Coding.ID)
        /// By its number in the list of such passages.
        case passage(Int64)
    }

    package enum Decision: Hashable, Sendable {
        /// It stands there in the newest text.
        case place(CodingRequest.Target)
        /// Its words are gone; it stays with its old revision.
        case lost
        /// Its codings are taken away.
        case drop
    }

    package var subject: Subject
    package var decision: Decision
    /// The line it stands on, from 1; nil for a command.
    package var line: Int?

    package init(_ subject: Subject, _ decision: Decision, line: Int? = nil) {
        self.subject = subject
        self.decision = decision
        self.line = line
    }
}
