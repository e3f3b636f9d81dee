/// What a query is asked of.
package enum QueryUnit: String, Hashable, Sendable, CaseIterable {
    /// A range that bears codings, each range once.
    case passage
    /// One coding of a passage.
    case coding
    /// A turn; a source without turns counts as one.
    case turn
    /// The smallest unit that a file sets off, a cue; a source without cues counts as one.
    case paragraph
    case source

    /// Whether it is read from the codings, and not from the texts.
    var isCoded: Bool { self == .passage || self == .coding }

    /// What a relation's query is asked of: of passages where one lies in or over another, else of the other units.
    func others(in relation: QueryRelation) -> QueryUnit { isCoded || relation.kind.takesDistance ? self : .passage }
}
