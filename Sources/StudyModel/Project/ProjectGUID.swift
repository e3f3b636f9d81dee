/// The ids that a project gives to what has none of its own in a study: version 5 uuids over the ids that it is made of.
package enum ProjectGUID {
    private struct Thing {}

    private static func made(_ kind: String, _ parts: String...) -> String {
        Identifier<Thing>(of: kind, parts: parts).description
    }

    /// - Parameter coder: the coder's GUID where the range has a selection of another coder already; else empty.
    package static func selection(_ source: String, _ range: TextRange, coder: String = "") -> String {
        made("selection", source, "\(range.lowerBound)", "\(range.upperBound)", coder)
    }

    /// The text of what is said in a recording, which has the GUID of the source.
    package static func transcript(_ source: String) -> String { made("transcript", source) }
    /// A point of a transcript, `place` scalars behind its beginning.
    package static func syncPoint(_ source: String, _ kind: SyncPoint, _ place: Int) -> String {
        made("sync point", source, kind.rawValue, "\(place)")
    }
    /// What begins or ends at a point of a transcript: a cue, or a passage where no cue does.
    package enum SyncPoint: String {
        case start, end, border
    }

    package static func source(_ key: String) -> String { made("source key", key) }
    package static func coder(_ name: String) -> String { made("coder", name) }
    package static func code(_ name: String) -> String { made("code", name) }
    package static func variable(_ name: String) -> String { made("variable", name) }
    package static func caseName(_ name: String) -> String { made("case", name) }
    package static func coding(_ selection: String, _ code: String) -> String { made("coding", selection, code) }
    package static func note(_ key: String) -> String { made("memo key", key) }
    package static func evidence(_ tie: Tie.ID) -> String { made("tie evidence", "\(tie)") }
    /// The link from a memo to what it is on, where that cannot refer to notes.
    package static func memoLink(_ note: String, on target: String) -> String { made("memo on", note, target) }
    package static func link(_ note: String, _ number: Int) -> String { made("memo link", note, "\(number)") }
    package static func graph(_ name: String) -> String { made("graph", name) }
    package static func vertex(_ actor: Actor.ID) -> String { made("vertex", "\(actor)") }
    package static func edge(_ tie: Tie.ID) -> String { made("edge", "\(tie)") }
}
