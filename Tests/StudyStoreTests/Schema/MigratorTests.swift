import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct MigratorTests {
    private let first = Migration(name: "parents and children") {
        [
            "CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
            "CREATE TABLE child(id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent(id) ON DELETE CASCADE) STRICT",
        ]
    }

    /// SQLite, "ALTER TABLE", section 7: a table is rebuilt under another name, dropped and renamed.
    private let second = Migration(name: "parents with a place") {
        [
            "CREATE TABLE parentNew(id INTEGER PRIMARY KEY, name TEXT NOT NULL, place INTEGER NOT NULL) STRICT",
            "INSERT INTO parentNew SELECT id, name, id FROM parent", "DROP TABLE parent",
            "ALTER TABLE parentNew RENAME TO parent",
        ]
    }

    /// A database that has been through the first step and holds two parents and three children.
    private func database() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try Migrator(migrations: [first]).migrate(queue)
        try queue.write { db in
            try db.execute(sql: "INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)")
        }
        return queue
    }

    private func dump(_ queue: DatabaseQueue) throws -> [String] {
        try queue.read { db in
            try ["sqlite_schema", "parent", "child"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map(\.description)
            } + [String(try Migrator.version(db))]
        }
    }

    private func rows(_ sql: String, in queue: DatabaseQueue) throws -> [String] {
        try queue.read { try String.fetchAll($0, sql: sql) }
    }

    @Test func keepsRowsAndChildrenWhereATableIsRebuilt() throws {
        let queue = try database()
        try Migrator(migrations: [first, second]).migrate(queue)
        #expect(try queue.read(Migrator.version) == 2)
        #expect(try rows("SELECT id || name || place FROM parent ORDER BY id", in: queue) == ["1a1", "2b2"])
        #expect(try rows("SELECT id || '<' || parent FROM child ORDER BY id", in: queue) == ["1<1", "2<1", "3<2"])
        // Foreign keys hold again afterwards.
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "INSERT INTO child VALUES (4, 9)") } }
    }

    @Test func runsEachStepOnce() throws {
        let queue = try database()
        try Migrator(migrations: [first]).migrate(queue)
        try Migrator(migrations: [first, second]).migrate(queue)
        let after = try dump(queue)
        try Migrator(migrations: [first, second]).migrate(queue)
        #expect(try dump(queue) == after)
    }

    @Test func refusesAStepThatLosesRows() throws {
        let queue = try database()
        let before = try dump(queue)
        let lossy = Migration(name: "fewer children") { ["DELETE FROM child WHERE id = 3"] }
        let error = StudyError(
            "the step 'fewer children' to the newest version would change the rows of 'child'",
            remedy: "report this; the file was left untouched")
        #expect(throws: error) { try Migrator(migrations: [first, lossy]).migrate(queue) }
        #expect(try dump(queue) == before)
    }

    @Test func refusesAStepThatBreaksReferences() throws {
        let queue = try database()
        let before = try dump(queue)
        let breaking = Migration(name: "other numbers") { ["UPDATE parent SET id = id + 10"] }
        let error = StudyError(
            "the step 'other numbers' to the newest version would break references",
            remedy: "report this; the file was left untouched")
        #expect(throws: error) { try Migrator(migrations: [first, breaking]).migrate(queue) }
        #expect(try dump(queue) == before)
    }

    @Test func keepsTheStepsBeforeOneThatFails() throws {
        let queue = try database()
        let failing = Migration(name: "nonsense") { ["CREATE TABLE other(id INTEGER PRIMARY KEY) STRICT", "NONSENSE"] }
        #expect(throws: DatabaseError.self) { try Migrator(migrations: [first, second, failing]).migrate(queue) }
        #expect(try queue.read(Migrator.version) == 2)
        #expect(try rows("SELECT name FROM sqlite_schema ORDER BY name", in: queue) == ["child", "parent"])
        #expect(try rows("PRAGMA foreign_keys", in: queue) == ["1"])
    }

    @Test func leavesANewerDatabaseAlone() throws {
        let queue = try database()
        try Migrator(migrations: [first, second]).migrate(queue)
        try Migrator(migrations: [first]).migrate(queue)
        #expect(try queue.read(Migrator.version) == 2)
    }
}

/// The steps that studies really go through.
struct StudyMigrationTests {
    @Test func bringsAStudyOfTheFirstVersionToTheSecondWithAllThatItHolds() throws {
        let queue = try DatabaseQueue()
        try Migrator(migrations: [.first]).migrate(queue)
        try queue.write { db in
            try db.execute(
                sql: """
                    PRAGMA defer_foreign_keys = ON;
                    INSERT INTO coder VALUES (1, zeroblob(16), 'AB');
                    INSERT INTO event VALUES (1, '2025-01-01T00:00:00Z', 1, 'init', 1, 'rows', '[]', '{}', NULL, NULL, NULL, zeroblob(32));
                    INSERT INTO original VALUES (1, zeroblob(32), 'a.ods', 1, NULL);
                    INSERT INTO survey VALUES (1, zeroblob(16), 'S', 'ods', '[]', 1, 1);
                    INSERT INTO question VALUES (7, zeroblob(16), 1, 'Q', 0, 'single', NULL, NULL, NULL, NULL);
                    INSERT INTO questionText VALUES (7, 'de', 'Frage');
                    INSERT INTO "case" VALUES (1, zeroblob(16), 'Fall', 1);
                    INSERT INTO respondent VALUES (1, 1, 'R1', 1, 2, 1, 1);
                    INSERT INTO response VALUES (1, 7, 1, 'x');
                    INSERT INTO memo(id, uuid, coder, time, title, text, "case", event) VALUES (3, zeroblob(16), 1, 't', 'T', 'Text', 1, 1);
                    """)
        }
        try Migrator(migrations: Migration.all).migrate(queue)
        func strings(_ sql: String) throws -> [String] { try queue.read { try String.fetchAll($0, sql: sql) } }
        #expect(try strings("SELECT value FROM caseValue WHERE name = 'Q'") == ["x"])
        #expect(try strings("SELECT text FROM questionText JOIN question ON question.id = question") == ["Frage"])
        #expect(try strings("SELECT id || title || text || \"case\" FROM memo") == ["3TText1"])
        #expect(try strings("SELECT tellsShown || name FROM survey") == ["0S"])
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM question") } }
        try queue.write { try $0.execute(sql: "UPDATE question SET kind = 'choices'") }
    }
}
