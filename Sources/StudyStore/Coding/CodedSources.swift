import GRDB
import StudyModel

/// Where the positions of a revision begin among those of its source.
///
/// The newest revision that holds a passage begins at 0, the others behind one another: so passages of two revisions never
/// lie in one another, and all are of one source.
struct RevisionPlace: Sendable {
    var source: Int32
    var offset: Int32
}

/// The sources that hold a passage, numbered in the order of their names.
struct CodedSources: Sendable {
    private(set) var names: [String] = []
    /// In order.
    private(set) var caseNames: [String] = []
    /// The case of a source, both as places in the lists; none where it has no case.
    private(set) var cases: [Int32: Int32] = [:]
    /// By revision that holds a passage.
    private(set) var places: [Int64: RevisionPlace] = [:]

    init(_ db: Database) throws {
        let holders = try Study.passageHolders(db)
        caseNames = Set(holders.compactMap(\.caseName)).sorted()
        let caseIndices = Dictionary(uniqueKeysWithValues: caseNames.enumerated().map { ($1, Int32($0)) })
        var offset: Int32 = 0
        var previous: Int64 = 0
        // Revisions of one source follow one another, the newest first.
        for holder in holders.sorted(by: { ($0.name, $1.revision) < ($1.name, $0.revision) }) {
            if names.last != holder.name {
                names.append(holder.name)
                if let caseName = holder.caseName { cases[Int32(names.count - 1)] = caseIndices[caseName] }
                offset = 0
            } else {
                let length = try Int.fetchOne(db, sql: "SELECT length FROM revision WHERE id = ?", arguments: [previous])
                offset = offset &+ Int32(clamping: length ?? 0) &+ CodingPoint.farApart
            }
            places[holder.revision] = RevisionPlace(source: Int32(names.count - 1), offset: offset)
            previous = holder.revision
        }
    }
}

extension Study {
    /// A revision with passages, and the source that it belongs to.
    struct PassageHolder {
        var revision: Int64
        var name: String
        var caseName: String?
        /// What it answers, where it is an open answer.
        var question: Int64?
    }

    static func passageHolders(_ db: Database) throws -> [PassageHolder] {
        // One look into the index a revision, however many passages it holds.
        let used = try BulkStatement(
            db,
            """
            WITH RECURSIVE used(revision) AS (SELECT min(revision) FROM passage
              UNION ALL SELECT (SELECT min(revision) FROM passage WHERE revision > used.revision) FROM used WHERE revision IS NOT NULL)
            SELECT revision FROM used WHERE revision IS NOT NULL
            """)
        var wanted: Set<Int64> = []
        while try used.step() { wanted.insert(used.integer(0)) }
        var holders: [PassageHolder] = []
        func take(_ statement: BulkStatement) throws {
            while try statement.step() {
                guard wanted.remove(statement.integer(0)) != nil else { continue }
                holders.append(
                    PassageHolder(
                        revision: statement.integer(0), name: statement.text(1),
                        caseName: statement.isNull(2) ? nil : statement.text(2),
                        question: statement.isNull(3) ? nil : statement.integer(3)))
            }
        }
        guard !wanted.isEmpty else { return [] }
        // From the source to its revisions, so that an index answers and no page of a text is read.
        try take(
            BulkStatement(
                db,
                """
                SELECT r.id, s.name, c.name, NULL FROM source s CROSS JOIN revision r ON r.source = s.id LEFT JOIN "case" c ON c.id = s."case"
                WHERE s.name IS NOT NULL
                """))
        guard !wanted.isEmpty else { return holders }
        try take(
            BulkStatement(
                db,
                """
                SELECT r.id, \(AnswerName.sql), c.name, s.question FROM revision r JOIN source s ON s.id = r.source
                JOIN respondent n ON n.id = s.respondent JOIN survey u ON u.id = n.survey JOIN question q ON q.id = s.question
                JOIN "case" c ON c.id = n."case"
                WHERE r.id IN (SELECT DISTINCT revision FROM passage)
                """))
        return holders
    }
}
