import GRDB
import StudyModel

/// What of a study a project of other programs does not show, kind by kind.
package struct ProjectLosses: Hashable, Sendable {
    package struct Kind: Hashable, Sendable {
        /// One of them, such as `weight of a coding`.
        package var what: String
        package var count: Int
    }

    /// What the side file holds, so that it comes back into a study.
    package var beside: [Kind] = []
    /// What is not in the package at all.
    package var dropped: [Kind] = []

    package init() {}

    /// Counts something that is not in the package.
    package mutating func drop(_ what: String, _ count: Int) {
        if count > 0 { dropped.append(Kind(what: what, count: count)) }
    }

    /// Counts something that only the side file has.
    package mutating func setBeside(_ what: String, _ count: Int) {
        if count > 0 { beside.append(Kind(what: what, count: count)) }
    }
}

extension ProjectLosses {
    init(_ db: Database, _ form: ProjectForm) throws {
        for (what, sql) in Self.counts(form) {
            setBeside(what, try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? 0)
        }
        drop("event of the journal", try Int.fetchOne(db, sql: "SELECT count(*) FROM event") ?? 0)
    }

    private static func counts(_ form: ProjectForm) -> [(what: String, sql: String)] {
        [
            ("label of a code", "codeText WHERE field = 'label'"),
            (
                "text of a code in a further language",
                "(SELECT 1 FROM codeText WHERE field <> 'label' GROUP BY code, field HAVING count(*) > 1)"
            ),
            ("title of a finding", "findingText WHERE field = 'title'"),
            ("finding without codes", "finding WHERE id NOT IN (SELECT finding FROM codeFinding)"),
            ("kind of actor", "actorKind"), ("kind of tie", "tieKind"),
            ("weight of a coding", "coding WHERE weight IS NOT NULL"),
            (
                "coding without a place in the newest text",
                "passage p CROSS JOIN coding k ON k.passage = p.id WHERE p.state IN ('ambiguous', 'lost')"
            ),
            (
                "earlier revision of a source",
                "revision WHERE number < (SELECT max(number) FROM revision r WHERE r.source = revision.source)"
            ),
            ("turn of a speaker", "speakerTurn"),
            (
                "time of a cue",
                "cue JOIN revision r ON r.id = cue.revision WHERE (startMs IS NOT NULL OR endMs IS NOT NULL)"
                    + (form.timed == .text ? "" : " AND NOT \(isNewest)")
            ),
            ("question of a survey", "question"), ("finding that a question bears on", "questionFinding"),
            ("reason for no answer", "noAnswer"),
            (
                "open answer on which nothing lies",
                "source s WHERE s.kind = 'answer' AND NOT (\(ProjectSourceRows.chosen(form.answers)))"
            ),
            ("mention of an actor", "mention WHERE NOT isRejected"),
            ("place that is no mention of an actor", "mention WHERE isRejected"),
            ("reach, strength or time of a tie", "tie WHERE coalesce(reach, strength, first, last) IS NOT NULL"),
            ("author of a memo", "memo WHERE author IS NOT NULL"), ("saved query", "savedQuery"),
            ("former name of a coder", "formerCoderName"),
            (
                "file that a source was read from",
                "original o WHERE deflated IS NOT NULL"
                    + (form.hasDocuments
                        ? " AND NOT (\(ProjectTextReader.isWord) AND EXISTS (SELECT 1 FROM revision r WHERE r.original = o.id AND \(isNewest)))"
                        : "")
            ),
        ]
    }

    /// Whether the revision `r` is what a project holds of its source.
    private static let isNewest = "r.number = (SELECT max(number) FROM revision WHERE source = r.source)"
}
