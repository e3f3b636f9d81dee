package import StudyModel

/// A change to the study, as the journal tells it.
package struct Event: Hashable, Sendable {
    /// Counted from 1 in the order in which things happened.
    package let id: Int64
    /// UTC, `2026-01-31T12:00:00Z`.
    package let time: String
    /// Who did it.
    package let coder: String
    /// What was done, such as `import` or `codebook.add`.
    package let verb: String
    /// The event that an undo took back, or the undo that a redo took back.
    package let target: Int64?
    /// The change that an undo took back or a redo brought back, in the end.
    package var change: Int64?
    /// The undo by which it is taken back now.
    package var undoneBy: Int64?
    /// Ids of what was made or changed; of an act in bulk not all.
    package let subjects: [String]
    /// How many of each kind of thing.
    package let counts: [String: Int]
    /// The hash of the file that came in; of several files, the hash over their hashes.
    package let input: ContentHash?
    /// The version of the study file at that time.
    package let schemaVersion: Int
    /// The hash that the next event is sealed with.
    package let hash: ContentHash
}
