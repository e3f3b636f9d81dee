import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

/// A study of the first version with everything in it, opened by this one.
struct StudyUpgradeTests {
    private let folder: StudyFolder
    private var path: String { folder.path("alt.anker") }
    private var backup: String { path + ".schema-1-2025-06-15" }

    /// The tables of the first version, each with its columns.
    private let tables: [String: [String]]

    init() throws {
        folder = try StudyFolder()
        try folder.filledStudy().close()
        tables = try Self.make(1, at: folder.path("alt.anker"), from: folder.path("studie.anker"))
    }

    /// Makes a study by the first steps alone and copies into it what of a filled one it can hold.
    private static func make(_ version: Int, at path: String, from filled: String) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        try Migrator(migrations: Array(Migration.all.prefix(version))).migrate(queue)
        return try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA application_id = \(StudyHeader.applicationID); PRAGMA foreign_keys = OFF")
            try db.execute(sql: "ATTACH ? AS filled", arguments: [filled])
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
            var tables: [String: [String]] = [:]
            for name in names {
                let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name])
                let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
                try db.execute(
                    sql: "DELETE FROM main.\"\(name)\"; INSERT INTO main.\"\(name)\" SELECT \(list) FROM filled.\"\(name)\""
                        + (version == 1 && name == "memo" ? " WHERE respondent IS NULL" : ""))
                tables[name] = columns
            }
            try db.execute(
                sql: """
                    INSERT INTO memo(uuid, coder, time, title, text, code, event)
                    VALUES (randomblob(16), 1, '2025-06-15T12:00:00Z', 'Notiz', 'Zum Code', 1, 1)
                    """)
            try db.execute(sql: "DETACH filled")
            return tables
        }
    }

    /// Every row of every table of the first version.
    private func content(of path: String, tables: [String: [String]]? = nil) throws -> [String] {
        let tables = tables ?? self.tables
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { db in
            try tables.sorted { $0.key < $1.key }.flatMap { name, columns in
                let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
                return try Row.fetchAll(db, sql: "SELECT \(list) FROM \"\(name)\"").map { "\(name) \($0)" }.sorted()
            }
        }
    }

    @Test func bringsAStudyToTheNewestVersionWithAllThatItHoldsAndKeepsACopyAsItWas() throws {
        let before = try content(of: path)
        #expect(before.count > 100)
        let study = try Study.open(path)
        #expect(study.upgrade == Study.Upgrade(from: 1, to: Migration.all.count, backup: backup))
        #expect(try study.sources(holding: "strasse").count == 2)
        #expect(try study.strings("SELECT title || ' ' || text FROM memo") == ["Notiz Zum Code"])
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("interview-09", [("B", "Neu.")])) }
        try study.close()
        #expect(try folder.files == ["alt.anker", "alt.anker.schema-1-2025-06-15", "studie.anker"])

        #expect(try content(of: backup) == before)
        #expect(try content(of: path).filter { !$0.contains("interview-09") }.count > before.count)
        let header = [UInt8](try Data(contentsOf: URL(fileURLWithPath: backup)).prefix(72))
        #expect(Array(header[60..<64]) == [0, 0, 0, 1] && Array(header[68..<72]) == [0x41, 0x6E, 0x6B, 0x72])
        let permissions = try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int
        #expect(permissions == 0o600)

        let again = try Study.open(path)
        #expect(again.upgrade == nil)
        try again.close()
    }

    @Test func everyRowIsTheSameAfterTheStep() throws {
        let before = try content(of: path)
        try Study.open(path).close()
        #expect(try content(of: path) == before)
    }

    @Test func aCopyNeverTakesThePlaceOfAFile() throws {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: backup))
        let study = try Study.open(path)
        #expect(study.upgrade?.backup == backup + "-2")
        try study.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == Data("mine".utf8))
    }

    /// What a killed process leaves: the file, with or without the `-wal` that holds half of the step.
    @Test(arguments: [false, true])
    func killedInTheMiddleOfTheStepTheStudyIsAsItWas(withJournal: Bool) throws {
        let before = try content(of: path)
        let left = folder.path("uebrig.anker")
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = 2")
            try db.execute(sql: "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")
            try Migration.second.run(db)
            for suffix in withJournal ? ["", "-wal"] : [""] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: left + suffix)
            }
            try db.execute(sql: "ROLLBACK")
        }
        try queue.close()
        #expect(try content(of: left) == before)
        let study = try Study.open(left)
        #expect(study.upgrade?.from == 1)
        try study.close()
        #expect(try content(of: left) == before)
    }

    /// What a process leaves that is killed before one of 50 statements, from the copy to the commit and the seal.
    @Test(arguments: 1..<Migration.all.count) func killedAtFiftyMomentsTheStudyIsAsItWas(version: Int) throws {
        let old = folder.path("v\(version).anker")
        let tables = try Self.make(version, at: old, from: folder.path("studie.anker"))
        let before = try content(of: old, tables: tables)
        let count = try stepping(copyOf: old) { _, _ in }
        var moments: [String] = []
        _ = try stepping(copyOf: old) { moment, path in
            guard moment * 50 / count != (moment - 1) * 50 / count else { return }
            let left = folder.path("v\(version)-\(moment).anker")
            for suffix in ["", "-wal", "-journal"] {
                try? FileManager.default.copyItem(atPath: path + suffix, toPath: left + suffix)
            }
            moments.append(left)
        }
        #expect(moments.count == 50)
        for left in moments {
            let study = try Study.open(left)
            #expect(try study.atRest { try SealCheck($0).changed } == [], "\(left)")
            #expect(try study.read { try Migrator.version($0) } == Migration.all.count)
            try study.close()
            #expect(try content(of: left, tables: tables) == before, "\(left)")
        }
    }

    /// Brings a copy of a study to the newest version and calls `moment` before each statement; returns how many there were.
    private func stepping(copyOf old: String, _ moment: @escaping (_ number: Int, _ path: String) -> Void) throws -> Int {
        let path = old + ".steps"
        try FileManager.default.copyItem(atPath: old, toPath: path)
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        let queue = try DatabaseQueue(path: path)
        var count = 0
        queue.writeWithoutTransaction { db in
            db.trace { _ in
                count += 1
                moment(count, path)
            }
        }
        try Study.bringToNewest(queue)
        try queue.close()
        return count
    }

    @Test func aDamagedStudyIsNotBroughtToANewerVersion() throws {
        var bytes = try folder.bytes("alt.anker")
        for offset in stride(from: 4096, to: bytes.count - 64, by: 4096) {
            bytes.replaceSubrange(offset..<offset + 64, with: repeatElement(0xA5, count: 64))
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(throws: StudyError.self) { try Study.open(path) }
        #expect(try folder.bytes("alt.anker") == bytes)
        #expect(try folder.files == ["alt.anker", "studie.anker"])
    }
}
