import CSQLite
import Foundation
import GRDB

/// Records every row that a change touches, as a changeset of SQLite's session extension.
final class ChangeSession {
    private let session: OpaquePointer

    /// Tables whose rows are the study; the journal itself and the full-text index are not recorded.
    static let tables = [
        "study", "coder", "codebook", "finding", "findingText", "code", "codeText", "codeFinding", "case", "attribute",
        "attributeValue", "original", "survey", "question", "questionText", "valueLabel", "missingValue", "questionFinding",
        "respondent", "response", "noAnswer", "occurrence", "source", "revision", "speaker", "speakerTurn", "cue", "passage",
        "coding", "memo", "earlierPlace", "actorKind", "tieKind", "actorKindText", "tieKindText", "actor", "actorAlias",
        "actorAttributeValue", "mention", "tie", "evidence", "savedQuery",
        "formerCoderName", "memoLink",
    ]

    /// Tables in which an act that only adds in bulk may also complete a row that stands.
    static let completedInBulk = ["actor", "actorAlias", "actorAttributeValue", "tie"]
    /// Tables whose rows an act in bulk may make, and which do not bear its event.
    static let madeInBulk = ["actorKind", "tieKind"]
    /// Tables in which an act in bulk may set what is known of cases, and which do not bear its event either.
    static let setInBulk = ["attribute", "attributeValue"]
    /// Tables that a project of this program brings rows of besides, and which do not bear its event either.
    static let besideRows = [
        "study", "codebook", "finding", "findingText", "actorKindText", "tieKindText", "savedQuery", "formerCoderName",
    ]

    private var recorded: Set<String> = []

    init(_ db: Database, tables: [String] = ChangeSession.tables) throws {
        var pointer: OpaquePointer?
        guard sqlite3session_create(db.sqliteConnection, "main", &pointer) == 0, let pointer else {
            throw StudyError.failed("the journal cannot record this change")
        }
        session = pointer
        try record(tables)
    }

    /// Records these tables too, from here on.
    func record(_ tables: [String]) throws {
        for table in tables where recorded.insert(table).inserted {
            guard sqlite3session_attach(session, table) == 0 else {
                throw StudyError.failed("the journal cannot record this change")
            }
        }
    }

    deinit { sqlite3session_delete(session) }

    /// What has changed so far; empty where nothing has.
    func content() throws -> Data {
        var size: Int32 = 0
        var bytes: UnsafeMutableRawPointer?
        guard sqlite3session_changeset(session, &size, &bytes) == 0 else {
            throw StudyError.failed("the journal cannot record this change")
        }
        defer { sqlite3_free(bytes) }
        return bytes.map { Data(bytes: $0, count: Int(size)) } ?? Data()
    }
}
