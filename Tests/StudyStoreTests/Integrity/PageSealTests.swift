import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct PageSealTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    private func seal(_ name: String = "studie.anker") throws -> SealCheck {
        let study = try Study.open(folder.path(name))
        defer { try? study.close() }
        return try study.read { try SealCheck($0) }
    }

    private func expectWhole(_ seal: SealCheck, location: SourceLocation = #_sourceLocation) {
        #expect(seal.isSealed && !seal.areSumsDamaged && !seal.isWrittenByOthers, sourceLocation: location)
        #expect(seal.changed == [], sourceLocation: location)
    }

    @Test func everySortOfChangeLeavesEveryPageSealed() throws {
        try folder.emptyStudy().close()
        expectWhole(try seal())
        let study = try Study.open(folder.path("studie.anker"))
        try study.fill()
        try study.close()
        expectWhole(try seal())
        for number in 0..<5 {
            let study = try Study.open(folder.path("studie.anker"))
            for lower in 0..<number {
                try study.code([Sample.range(lower, lower + 10 + number)], recording: number % 2 == 0 ? .bulk : .single)
            }
            _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("mehr-\(number)", [("B", "Straße \(number)")])) }
            try study.close()
            expectWhole(try seal())
        }
    }

    @Test func aChangeThatDoesNotFitIntoMemoryIsSealed() throws {
        let study = try folder.filledStudy()
        try study.takeIn(by: "AB") { intake in
            try intake.change.db.execute(sql: "PRAGMA cache_size = 5")
            for number in 0..<40 {
                let words = (0..<400).map { "Wort\($0 * number)" }.joined(separator: " ")
                _ = try intake.add(Sample.transcript("lang-\(number)", [("B", words)]))
            }
        }
        try study.close()
        expectWhole(try seal())
    }

    /// As a repair does, in a study with pages behind that of the seal.
    @Test func allPagesAreSealedAnewWithWhatWasWrittenJustBefore() throws {
        let study = try folder.filledStudy()
        try study.takeIn(by: "AB") { intake in
            for number in 0..<60 {
                let words = (0..<400).map { "Wort\($0 * number)" }.joined(separator: " ")
                _ = try intake.add(Sample.transcript("lang-\(number)", [("B", words), ("I", "Und \(number)?")]))
            }
        }
        try study.queue.writeWithoutTransaction { db in
            try Study.beginWriting(db)
            try db.inTransaction(.immediate) {
                try db.execute(sql: "UPDATE cue SET startMs = number; REINDEX")
                try PageSeal.renewAll(db)
                return .commit
            }
        }
        try study.close()
        expectWhole(try seal())
    }

    @Test func aChangeThatIsTakenBackLeavesTheSealAsItWas() throws {
        let study = try folder.filledStudy()
        struct Stop: Error {}
        // More than SQLite keeps in memory is written out before it is taken back.
        #expect(throws: Stop.self) {
            try study.takeIn(by: "AB") { intake in
                for number in 0..<40 {
                    let words = (0..<4000).map { "Wort\($0 * number)" }.joined(separator: " ")
                    _ = try intake.add(Sample.transcript("lang-\(number)", [("B", words)]))
                }
                try intake.change.db.execute(sql: "PRAGMA cache_size = 5")
                _ = try intake.add(Sample.transcript("noch", [("B", "Ein Satz.")]))
                throw Stop()
            }
        }
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("kurz", [("B", "Ein Satz.")])) }
        try study.close()
        expectWhole(try seal())
    }

    @Test func findsWhichBitHasFlipped() throws {
        try folder.filledStudy().close()
        var bytes = try folder.bytes("studie.anker")
        let place = try #require(bytes.range(of: Data("Schule am Wald".utf8)))
        bytes[place.lowerBound] ^= 0x04
        try bytes.write(to: folder.url.appending(path: "studie.anker"))
        let found = try seal()
        let bit = SealCheck.Page.Bit(byte: place.lowerBound % 8192, mask: 0x04)
        #expect(found.changed.map(\.number) == [place.lowerBound / 8192 + 1])
        #expect(found.changed.allSatisfy { $0.bit == bit })
        #expect(["actor", "changeset"].contains(found.changed.first?.owner?.table ?? ""))
        #expect(!found.isWrittenByOthers)
    }

    @Test func tellsTheChangeOfAnotherProgram() throws {
        try folder.filledStudy().close()
        let queue = try DatabaseQueue(path: folder.path("studie.anker"))
        try queue.write { try $0.execute(sql: "UPDATE code SET colour = '#112233' WHERE id = 2") }
        try queue.close()
        let found = try seal()
        #expect(found.isWrittenByOthers)
        #expect(found.changed.compactMap(\.owner?.table) == ["code"])
        #expect(found.changed.allSatisfy { $0.bit == nil })
    }

    @Test func aStudyOfAnOlderVersionIsSealedWhenItIsBroughtToTheNewest() throws {
        let queue = try DatabaseQueue(path: folder.path("alt.anker"))
        try Migrator(migrations: [.first, .second]).migrate(queue)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(StudyHeader.applicationID)") }
        try queue.close()
        try Study.open(folder.path("alt.anker")).close()
        expectWhole(try seal("alt.anker"))
    }
}
