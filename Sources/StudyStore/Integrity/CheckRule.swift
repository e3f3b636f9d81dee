import GRDB

/// What must hold of the rows of a study, and no constraint of SQL can say.
struct CheckRule {
    let kind: Flaw.Kind
    let problem: String
    /// The rows that break it: one column, which names the place.
    let breaches: String
    /// The statement that mends all breaches; nil where nothing safe does.
    var mending: String?

    func flaws(_ db: Database) throws -> [Flaw] {
        var flaws: [Flaw] = []
        // Not GRDB's own rows, which take it for a mistake of the program where a value is not of its type.
        let statement = try BulkStatement(db, breaches)
        while try statement.step() {
            flaws.append(
                Flaw(
                    kind, at: statement.text(0), problem, remedy: mending == nil ? Flaw.restore : Flaw.repair,
                    isMendable: mending != nil))
        }
        return flaws
    }

    static let all: [CheckRule] = ranges + turns + revisions + orphans + codebook + surveys + coders

    /// The name of the source `s`, and the respondent and question of an open answer.
    private static let sourceName = """
        (SELECT coalesce(s.name, (SELECT u.name || '/' || p.name || '/' || q.name FROM respondent p JOIN survey u ON u.id = p.survey
          JOIN question q ON q.id = s.question WHERE p.id = s.respondent), 'source ' || s.id))
        """
    private static let passagePlace = """
        SELECT \(sourceName) || ', passage ' || p.id FROM passage p JOIN revision r ON r.id = p.revision
        JOIN source s ON s.id = r.source
        """

    private static let ranges = [
        CheckRule(
            kind: .range, problem: "a passage reaches beyond the end of its text",
            breaches: "\(passagePlace) WHERE p.upper > r.length ORDER BY p.id"),
        CheckRule(
            kind: .range, problem: "an earlier place of a passage reaches beyond the end of its text",
            breaches: """
                SELECT \(sourceName) || ', passage ' || e.passage FROM earlierPlace e JOIN revision r ON r.id = e.revision
                JOIN source s ON s.id = r.source WHERE e.upper > r.length ORDER BY e.passage, e.revision
                """),
        CheckRule(
            kind: .range, problem: "an earlier place of a passage is in another source",
            breaches: """
                \(passagePlace) JOIN earlierPlace e ON e.passage = p.id JOIN revision o ON o.id = e.revision
                WHERE o.source <> r.source ORDER BY p.id
                """),
    ]

    private static let turns = [
        CheckRule(
            kind: .turn, problem: "a part of the transcript reaches beyond the end of the text",
            breaches: "\(cuePlace) WHERE c.upper > r.length ORDER BY c.revision, c.number"),
        CheckRule(
            kind: .turn,
            problem: "a part of the transcript begins before the one ahead of it ends, or belongs to an earlier turn",
            breaches: """
                \(cuePlace) JOIN cue b ON b.revision = c.revision AND b.number = c.number - 1
                WHERE c.lower < b.upper OR c.turn < b.turn ORDER BY c.revision, c.number
                """),
        CheckRule(
            kind: .turn, problem: "the parts of the transcript are not numbered from 1 without a gap",
            breaches: numbering(of: "cue")),
        CheckRule(
            kind: .turn, problem: "the turns are not numbered from 1 without a gap", breaches: numbering(of: "speakerTurn")),
        CheckRule(
            kind: .turn, problem: "a turn's speaker belongs to another source",
            breaches: """
                SELECT \(sourceName) || ', turn ' || t.number FROM speakerTurn t JOIN revision r ON r.id = t.revision
                JOIN source s ON s.id = r.source JOIN speaker n ON n.id = t.speaker WHERE n.source <> r.source
                ORDER BY t.revision, t.number
                """),
    ]
    private static let cuePlace = """
        SELECT \(sourceName) || ', part ' || c.number FROM cue c JOIN revision r ON r.id = c.revision
        JOIN source s ON s.id = r.source
        """
    private static func numbering(of table: String) -> String {
        """
        SELECT \(sourceName) FROM revision r JOIN source s ON s.id = r.source
        JOIN (SELECT revision, max(number) AS last, count(*) AS number FROM \(table) GROUP BY revision) t ON t.revision = r.id
        WHERE t.last <> t.number ORDER BY r.id
        """
    }

    private static let newest = "(SELECT max(number) FROM revision WHERE source = r.source)"
    private static let revisions = [
        CheckRule(
            kind: .revision, problem: "there is no text",
            breaches: """
                SELECT \(sourceName) FROM source s WHERE NOT EXISTS (SELECT 1 FROM revision WHERE source = s.id) ORDER BY s.id
                """),
        CheckRule(
            kind: .revision, problem: "the revisions are not numbered from 1 without a gap",
            breaches: """
                SELECT \(sourceName) FROM source s
                JOIN (SELECT source, max(number) AS last, count(*) AS number FROM revision GROUP BY source) t ON t.source = s.id
                WHERE t.last <> t.number ORDER BY s.id
                """),
        CheckRule(
            kind: .revision, problem: "a passage is said to be placed and is not on the newest revision",
            breaches: "\(passagePlace) WHERE p.state IN ('placed', 'changed') AND r.number <> \(newest) ORDER BY p.id"),
        CheckRule(
            kind: .revision, problem: "a passage is said not to be placed and is on the newest revision",
            breaches: "\(passagePlace) WHERE p.state IN ('ambiguous', 'lost') AND r.number = \(newest) ORDER BY p.id"),
    ]

    private static let unused = Passages.users.map { "NOT EXISTS (SELECT 1 FROM \($0) WHERE passage = p.id)" }
        .joined(separator: " AND ")
    private static let orphans = [
        CheckRule(
            kind: .orphan, problem: "no coding, tie, mention, memo or link is about this passage",
            breaches: "\(passagePlace) WHERE \(unused) ORDER BY p.id", mending: "DELETE FROM passage AS p WHERE \(unused)"),
        CheckRule(
            kind: .orphan, problem: "nothing was read from this file",
            breaches: """
                SELECT 'file ' || o.name FROM original o WHERE NOT EXISTS (SELECT 1 FROM revision WHERE original = o.id)
                AND NOT EXISTS (SELECT 1 FROM survey WHERE original = o.id) ORDER BY o.id
                """,
            mending: """
                DELETE FROM original AS o WHERE NOT EXISTS (SELECT 1 FROM revision WHERE original = o.id)
                AND NOT EXISTS (SELECT 1 FROM survey WHERE original = o.id)
                """),
    ]

    private static let codebook = [
        CheckRule(
            kind: .codebook, problem: "the code is below itself",
            breaches: """
                SELECT name FROM code WHERE id NOT IN (
                  WITH RECURSIVE reached(id) AS (SELECT id FROM code WHERE parent IS NULL
                    UNION SELECT c.id FROM code c JOIN reached r ON c.parent = r.id)
                  SELECT id FROM reached) ORDER BY name
                """)
    ]

    private static let coders = [
        CheckRule(
            kind: .id, problem: "the name that another coder had before is a coder's",
            breaches: "SELECT name FROM formerCoderName WHERE name IN (SELECT name FROM coder) ORDER BY name")
    ]

    private static let surveys = [
        CheckRule(
            kind: .survey, problem: "an answer belongs to a question of another survey",
            breaches: """
                SELECT u.name || '/' || p.name FROM response r JOIN respondent p ON p.id = r.respondent
                JOIN question q ON q.id = r.question JOIN survey u ON u.id = p.survey WHERE q.survey <> p.survey
                ORDER BY r.respondent, r.question, r.instance
                """),
        CheckRule(
            kind: .survey, problem: "an answer is neither a number nor a text",
            breaches: """
                SELECT u.name || '/' || p.name || '/' || q.name FROM response r JOIN respondent p ON p.id = r.respondent
                JOIN question q ON q.id = r.question JOIN survey u ON u.id = p.survey WHERE typeof(r.value) = 'blob'
                ORDER BY r.respondent, r.question, r.instance
                """),
        CheckRule(
            kind: .survey, problem: "a place has an answer and is said to have none",
            breaches: """
                SELECT u.name || '/' || p.name || '/' || q.name FROM noAnswer n
                JOIN response r USING (respondent, question, instance) JOIN respondent p ON p.id = n.respondent
                JOIN question q ON q.id = n.question JOIN survey u ON u.id = p.survey
                ORDER BY n.respondent, n.question, n.instance
                """),
    ]
}
