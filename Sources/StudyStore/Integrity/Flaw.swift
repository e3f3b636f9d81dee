/// Something in a study that is not as it must be.
package struct Flaw: Hashable, Sendable {
    /// What sort of thing is wrong.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A page of the file is not as it was written.
        case page
        /// The sums of the pages are missing or damaged.
        case seal
        /// What SQLite itself finds: the structure of the file, rules of the tables, references.
        case database
        /// A text, a file that was handed over, or a range in a text.
        case text
        case original, range, turn
        /// Which revision of its source a passage is on.
        case revision
        /// Something that nothing refers to.
        case orphan
        case id, codebook, survey, journal
        /// The index that searches use.
        case index
    }

    package var kind: Kind
    /// Where it is, in the study's own words; never a respondent's.
    package var place: String
    /// Lower case, no full stop.
    package var problem: String
    /// What to do about it.
    package var remedy: String
    /// Whether a repair mends it without losing anything.
    package var isMendable: Bool

    package init(_ kind: Kind, at place: String, _ problem: String, remedy: String, isMendable: Bool = false) {
        self.kind = kind
        self.place = place
        self.problem = problem
        self.remedy = remedy
        self.isMendable = isMendable
    }
}

extension Flaw {
    static let restore = "restore the newest backup in which it is not, or undo what made it"
    static let repair = "mend it with 'anker check --repair'"

    /// One that a repair mends.
    static func mendable(_ kind: Kind, at place: String, _ problem: String) -> Flaw {
        Flaw(kind, at: place, problem, remedy: repair, isMendable: true)
    }
}
