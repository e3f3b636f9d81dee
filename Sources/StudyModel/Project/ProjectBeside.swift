/// What a study holds that a project's parts have no place for, and that projects of other programs can say all the same.
package struct ProjectBeside: Hashable, Sendable {
    /// When the study was made, UTC, ISO 8601.
    package var created: String
    /// Its codes in the order of the head's.
    package var codebook: Codebook
    package var actors: [ProjectActor] = []
    package var ties: [ProjectTie] = []
    package var links: [ProjectLink] = []

    package init(created: String, codebook: Codebook) {
        self.created = created
        self.codebook = codebook
    }
}

/// An actor with the case that speaks for it, and the memos that are on it.
package struct ProjectActor: Hashable, Sendable {
    package var actor: Actor
    package var caseID: Case.ID?
    package var memoKeys: [String]

    package init(_ actor: Actor, caseID: Case.ID? = nil, memoKeys: [String] = []) {
        self.actor = actor
        self.caseID = caseID
        self.memoKeys = memoKeys
    }
}

/// A tie with the memos that are on it.
package struct ProjectTie: Hashable, Sendable {
    package var tie: Tie
    package var memoKeys: [String]

    package init(_ tie: Tie, memoKeys: [String] = []) {
        self.tie = tie
        self.memoKeys = memoKeys
    }
}

/// A link in the text of a memo, to something that comes along.
package struct ProjectLink: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        case source(Source.ID)
        case passage(Source.ID, TextRange)
        case coding(Coding.ID)
        case code(Code.ID)
        case caseID(Case.ID)
        case actor(Actor.ID)
        case tie(Tie.ID)
        case memo(Memo.ID)
    }

    package var memo: Memo.ID
    /// Counts the links of the memo from 1.
    package var number: Int
    /// The words that stand for it.
    package var label: String
    package var end: End

    package init(memo: Memo.ID, number: Int, label: String, end: End) {
        self.memo = memo
        self.number = number
        self.label = label
        self.end = end
    }
}
