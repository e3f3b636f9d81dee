import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct ChangesetTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private var contents: [Data] {
        get throws { try study.read { try Data.fetchAll($0, sql: "SELECT content FROM changeset ORDER BY event") } }
    }

    @Test func isWrittenAsSQLiteWritesIt() throws {
        try study.change("test", by: "AB") { change in
            try change.db.execute(
                sql: """
                    UPDATE code SET colour = '#123456' WHERE id < 3; UPDATE tie SET strength = 0.25;
                    DELETE FROM memo; INSERT INTO attribute(uuid, subject, name, type) VALUES (zeroblob(16), 'case', '\(String(repeating: "ß", count: 300))', 'text')
                    """)
        }
        for content in try contents {
            var writer = ChangesetWriter()
            var isDirect = true
            try Changeset.forEach(in: content) { writer.add($0) }
            // What a trigger or a cascade did is marked so by SQLite, and by nothing else.
            isDirect = writer.content.count == content.count
            #expect(isDirect)
            #expect(writer.content == content)
        }
    }

    @Test func invertedTwiceIsTheSame() throws {
        for content in try contents {
            var writer = ChangesetWriter()
            try Changeset.forEach(in: content) { writer.add($0.inverted.inverted) }
            #expect(writer.content == content)
        }
    }

    @Test func isAppliedWholeOrNotAtAll() throws {
        let content = try #require(try contents.last)
        let before = try study.state()
        // The tie is there already.
        #expect(throws: Changeset.Conflict.self) {
            try study.queue.write { db in try Changeset.apply(content, to: db) }
        }
        #expect(try study.state() == before)
    }

    @Test func leavesCodersOut() throws {
        try study.change("test", by: "AB") { try $0.as("Neu") { _ in } }
        try study.code([Sample.quote("sonst", coder: "Ganz neu")], recording: .single)
        _ = try study.undo(by: "AB")
        #expect(try study.strings("SELECT name FROM coder").contains("Ganz neu"))
    }

    /// Whatever stands in the bytes, it is read or refused; nothing traps.
    @Test func damagedBytesAreReadOrRefused() throws {
        var numbers = SeededNumbers(seed: 1)
        for content in try contents {
            for _ in 0..<300 {
                var bytes = [UInt8](content)
                for _ in 0..<Int.random(in: 1...3, using: &numbers) {
                    bytes[Int.random(in: bytes.indices, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
                }
                if Bool.random(using: &numbers) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &numbers)) }
                try? Changeset.forEach(in: Data(bytes)) { _ = ($0.inverted, $0.key) }
            }
        }
    }
}
