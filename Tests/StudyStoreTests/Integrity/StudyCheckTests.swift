import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct StudyCheckTests {
    private let folder: StudyFolder
    private let study: Study
    private let texts: [String]

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
        texts = try study.strings("SELECT text FROM revision")
    }

    /// The sample keeps three bytes for each file; the texts that it has at first stand for their content here.
    private func flaws() throws -> [Flaw] {
        try study.check { _, size in
            guard let text = texts.first(where: { $0.utf8.count == size }) else { throw StudyError.failed("no such file") }
            return Array(text.utf8)
        }
    }

    /// Changes the study as if the change were meant, so that the pages' sums are right and only the rules can see it.
    private func breakRule(_ sql: String) throws {
        try study.queue.writeWithoutTransaction { db in
            try Study.beginWriting(db)
            try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
            try db.inTransaction(.immediate) {
                for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                    try db.execute(sql: "DROP TRIGGER \(name)")
                }
                return .commit
            }
            try db.inTransaction(.immediate) {
                try db.execute(sql: sql)
                try PageSeal.renewAll(db)
                return .commit
            }
            try db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF")
        }
    }

    @Test func aStudyWithEverythingInItIsSound() throws {
        #expect(try flaws() == [])
        try study.close()
        #expect(try folder.files == ["studie.anker"])
    }

    @Test func isCheckedWhileAnotherConnectionHasItOpen() throws {
        try study.code([Sample.range(0, 3)])
        let other = try Study.open(folder.path("studie.anker"))
        #expect(try other.codings().count == 7)
        #expect(try flaws() == [])
        try other.close()
    }

    @Test(arguments: [
        ("UPDATE revision SET text = 'Nur ein Satx.\n' WHERE source = 2", "text", "Älterer Text, revision 1", false),
        ("UPDATE revision SET length = 400 WHERE source = 1", "text", "interview-01, revision 1", false),
        ("UPDATE original SET hash = zeroblob(32) WHERE id = 1", "original", "file interview-01.txt", false),
        ("UPDATE original SET size = 9000000000000000000 WHERE id = 1", "original", "file interview-01.txt", false),
        ("UPDATE passage SET upper = 4000 WHERE id = 1", "range", "interview-01, passage 1", false),
        ("UPDATE cue SET upper = 4000 WHERE revision = 1 AND number = 4", "turn", "interview-01, part 4", false),
        ("UPDATE cue SET lower = 20 WHERE revision = 1 AND number = 2", "turn", "interview-01, part 2", false),
        ("DELETE FROM cue WHERE revision = 1 AND number = 2", "turn", "interview-01", false),
        ("UPDATE speakerTurn SET speaker = 3 WHERE revision = 1 AND number = 2", "turn", "interview-01, turn 2", false),
        ("UPDATE passage SET state = 'lost' WHERE id = 1", "revision", "interview-01, passage 1", false),
        ("UPDATE revision SET number = 2 WHERE source = 1", "revision", "interview-01", false),
        ("INSERT INTO passage(revision, lower, upper) VALUES (1, 0, 1)", "orphan", "interview-01, passage 6", true),
        (
            "INSERT INTO original(hash, name, size) VALUES (randomblob(32), 'x.txt', 1)", "orphan", "file x.txt", true
        ),
        (
            "UPDATE code SET parent = (SELECT id FROM code WHERE name = 'Rückzug') WHERE name = 'Raum'", "codebook", "Raum",
            false
        ),
        ("UPDATE survey SET name = 'XY'", "id", "survey XY", false),
        ("INSERT INTO formerCoderName VALUES ('CD', (SELECT id FROM coder WHERE name = 'AB'))", "id", "CD", false),
        ("UPDATE question SET name = 'Wann' WHERE id = 1", "id", "question Befragung 2025/Wann", false),
        ("UPDATE event SET verb = 'codex' WHERE id = 2", "journal", "event 2", false),
        ("DELETE FROM changeset WHERE event = 2; DELETE FROM event WHERE id = 2", "journal", "event 3", false),
        ("UPDATE changeset SET content = x'00' WHERE event = 2", "journal", "event 2", false),
        ("DELETE FROM coding WHERE id = 99; UPDATE coding SET code = 99 WHERE id = 1", "database", "coding 1", false),
        ("UPDATE code SET isCodable = 7 WHERE id = 1", "database", "the file", false),
        ("DELETE FROM fulltext_docsize WHERE id = 1", "index", "full-text index", true),
        (
            "INSERT INTO fulltext(fulltext, rowid, text) VALUES ('delete', 2, 'B: Nur ein Satz.'); "
                + "INSERT INTO fulltext(rowid, text) VALUES (2, 'B: Nur kein Satz.')", "index", "full-text index", true
        ),
        (
            "INSERT INTO noAnswer SELECT respondent, question, instance, NULL FROM response LIMIT 1", "survey",
            "Befragung 2025/R1/Gegründet", false
        ),
    ])
    func finds(change: String, kind: String, place: String, isMendable: Bool) throws {
        try breakRule(change)
        let found = try flaws()
        #expect(found.contains { $0.kind.rawValue == kind && $0.place == place && $0.isMendable == isMendable }, "\(found)")
        #expect(!found.contains { $0.kind == .page || $0.kind == .seal }, "\(found)")
        try study.close()
    }
}
