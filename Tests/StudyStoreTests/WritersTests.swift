import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct WritersTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    private static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    @Test func aSecondWriterIsToldWhichProcessWrites() async throws {
        let study = try folder.filledStudy()
        let (place, ready) = (folder.url.path, folder.path("ready"))
        async let writer = #expect(processExitsWith: .success) { [place = place as String] in
            let study = try Study.open(place + "/studie.anker")
            try study.change("test", by: "CD") { change in
                _ = try change.caseRow("Fall")
                try "\(getpid())".write(toFile: place + "/ready", atomically: true, encoding: .utf8)
                // The other process ends this; a minute is for one that died.
                for _ in 0..<6000 where !WritersTests.isThere(place + "/done") { usleep(10_000) }
            }
            try study.close()
        }
        for _ in 0..<6000 where !Self.isThere(ready) { try await Task.sleep(for: .milliseconds(10)) }
        let process = try String(contentsOfFile: ready, encoding: .utf8)
        // While it writes, the study can be read as it was.
        #expect(try study.count("case") == 2)
        #expect(try study.rows("PRAGMA busy_timeout")[0][0] == 5000)
        // Whoever waits is told the same after a fifth of a second.
        _ = try study.rows("PRAGMA busy_timeout = 200")
        let error = #expect(throws: StudyError.self) { try study.add([Actor(name: "Verein")], by: "AB") }
        #expect(error?.problem.hasPrefix("another command is writing to this study: ") == true)
        #expect(error?.problem.hasSuffix(" (process \(process))") == true)
        #expect(error?.remedy == "wait until it is done and try again")
        try "".write(toFile: folder.path("done"), atomically: true, encoding: .utf8)
        _ = await writer
        // Once it is done, the same connection writes on.
        #expect(try study.add([Actor(name: "Verein")], by: "AB").added == 1)
        #expect(try study.count("case") == 3)
        try study.close()
    }

    @Test func aSecondWriterWaitsForTheFirst() async throws {
        let study = try folder.emptyStudy()
        let path = folder.path("studie.anker")
        async let other: Void = Task.detached {
            let other = try Study.open(path)
            try other.change("test", by: "CD") { change in
                _ = try change.caseRow("Fall 1")
                usleep(300_000)
            }
        }.value
        for number in 0..<5 { try study.change("test", by: "AB") { _ = try $0.caseRow("Fall \(number)") } }
        try await other
        #expect(try study.strings("SELECT name FROM \"case\" ORDER BY name") == (0..<5).map { "Fall \($0)" })
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
    }

    /// A command that has just begun, or is about to end, holds the file while it is not in WAL mode.
    @Test func aWriterWaitsForOneThatGoesOverToWriting() async throws {
        let study = try folder.emptyStudy()
        let path = folder.path("studie.anker")
        var unsafely = Configuration()
        unsafely.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: path, configuration: unsafely)
        try await holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        // On a thread of its own: those of tasks may all be at work on other tests.
        Thread.detachNewThread {
            usleep(300_000)
            try? holder.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        }
        try study.change("test", by: "AB") { _ = try $0.caseRow("Fall") }
        #expect(try study.count("case") == 1)
    }

    @Test func twoProcessesThatWriteAtOnceLoseNothing() async throws {
        try folder.emptyStudy().close()
        let place = folder.url.path
        async let other = #expect(processExitsWith: .success) { [place = place as String] in
            for number in 0..<40 { try WritersTests.write("B\(number)", to: place + "/studie.anker") }
        }
        // Each change is made as a command makes it, with the study opened before and closed after it.
        for number in 0..<40 { try Self.write("A\(number)", to: place + "/studie.anker") }
        _ = await other
        let study = try Study.open(folder.path("studie.anker"))
        #expect(
            try Set(study.strings("SELECT name FROM \"case\"")) == Set((0..<40).flatMap { ["A\($0)", "B\($0)"] }))
        #expect(try study.check { _, _ in [] } == [])
        try study.close()
        #expect(try folder.files == ["studie.anker"])
    }

    private static func write(_ name: String, to path: String) throws {
        let study = try Study.open(path)
        try study.change("test", by: "AB") { _ = try $0.caseRow(name) }
        try study.close()
    }
}
