/// A text of a study: a transcript, a note, or one open answer of a survey.
package struct Source: Hashable, Sendable {
    package typealias ID = Identifier<Source>

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case transcript, answer, note
    }

    package var id: ID
    /// Unique in the study; an open answer's is `survey/respondent/question`.
    package var name: String
    package var kind: Kind
    package var language: String?
    package var caseName: String?
    /// The format it was read from.
    package var format: String?
    /// Unicode scalars of the stored text.
    package var length: Int
    package var turns: Int
    package var codings: Int
    /// The number of its newest revision, from 1.
    package var revision: Int
    /// How many of the codings have no place in that.
    package var unplaced: Int

    package init(
        id: ID, name: String, kind: Kind, language: String?, caseName: String?, format: String?, length: Int, turns: Int,
        codings: Int, revision: Int = 1, unplaced: Int = 0
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.language = language
        self.caseName = caseName
        self.format = format
        self.length = length
        self.turns = turns
        self.codings = codings
        self.revision = revision
        self.unplaced = unplaced
    }
}

extension Identifier<Source> {
    /// The id of an open answer, which follows from its name.
    package init(ofAnswer name: String) { self.init(of: "answer", name) }
}
