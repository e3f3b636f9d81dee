import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct RepairTests {
    private let folder: StudyFolder
    private var path: String { folder.path("studie.anker") }
    private var kept: String { "studie.anker.before-repair-2025-06-15" }

    init() throws {
        folder = try StudyFolder()
        try folder.filledStudy().close()
        // The sample's kept files are no files.
        let study = try Study.open(path)
        try study.change("test", by: "AB") { try $0.db.execute(sql: "UPDATE original SET deflated = NULL") }
        try study.close()
    }

    private func repair() throws -> Repair {
        try Study.repair(path, by: "AB") { _, _ in [] }
    }

    private func flip(_ words: String, mask: UInt8 = 0x01) throws {
        var bytes = try folder.bytes("studie.anker")
        let place = try #require(bytes.range(of: Data(words.utf8)))
        bytes[place.lowerBound] ^= mask
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    @Test func aSoundStudyIsLeftAsItIs() throws {
        let before = try folder.bytes("studie.anker")
        #expect(try repair() == Repair())
        #expect(try folder.bytes("studie.anker") == before)
        #expect(try folder.files == ["studie.anker"])
    }

    @Test(arguments: ["Schule am Wald", "Nur ein Satz", "Zusammenarbeit", "CREATE TABLE coding", "ist ruhig, der"])
    func aFlippedBitIsTurnedBackToTheByte(words: String) throws {
        let before = try folder.bytes("studie.anker")
        try flip(words)
        let damaged = try folder.bytes("studie.anker")
        let outcome = try repair()
        #expect(outcome.left == [] && !outcome.mended.isEmpty)
        #expect(try folder.bytes("studie.anker") == before)
        #expect(outcome.backup == folder.path(kept))
        #expect(try folder.bytes(kept).count == damaged.count)
        let permissions = try FileManager.default.attributesOfItem(atPath: folder.path(kept))[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        #expect(try folder.files == ["studie.anker", kept])
    }

    @Test func damageInMoreThanABitIsNamedAndLeft() throws {
        try flip("Dorfplatz lebt", mask: 0x21)
        let damaged = try folder.bytes("studie.anker")
        let outcome = try repair()
        #expect(outcome.mended == [] && outcome.backup == nil)
        #expect(outcome.left.contains { $0.kind == .page && $0.problem == "it is not as it was written" })
        #expect(outcome.left.contains { $0.kind == .text && $0.place == "interview-01, revision 1" })
        #expect(try folder.bytes("studie.anker") == damaged)
        #expect(try folder.files == ["studie.anker"])
    }

    @Test(arguments: ["sqlite_autoindex_actor_2", "fulltext_data"])
    func anIndexThatIsDamagedInMoreThanABitIsMadeAnew(index: String) throws {
        let study = try Study.open(path)
        let pages = try study.read { try Int.fetchAll($0, sql: "SELECT pageno FROM dbstat WHERE name = ?", arguments: [index]) }
        try study.close()
        var bytes = try folder.bytes("studie.anker")
        // Cells are laid out from the end of a page.
        let end = try #require(pages.max()) * 8192
        for place in [end - 3, end - 9, end - 12] { bytes[place] ^= 0x15 }
        try bytes.write(to: URL(fileURLWithPath: path))
        let outcome = try repair()
        #expect(outcome.left == [])
        #expect(outcome.mended.contains { $0.kind == .page && $0.problem == "it is not as it was written" })
        let mended = try Study.open(path)
        #expect(try mended.sources(holding: "strasse").count == 2)
        try mended.close()
    }

    @Test func indexesAreMadeAnewAndOrphansTakenAway() throws {
        let study = try Study.open(path)
        try study.change("test", by: "AB") { change in
            try change.db.execute(
                sql: """
                    INSERT INTO passage(revision, lower, upper) VALUES (1, 0, 1);
                    INSERT INTO fulltext(fulltext) VALUES ('delete-all')
                    """)
        }
        try study.close()
        let outcome = try repair()
        #expect(Set(outcome.mended.map(\.kind)) == [.orphan, .index])
        #expect(outcome.left == [])
        let mended = try Study.open(path)
        #expect(try mended.sources(holding: "strasse").count == 2)
        #expect(try mended.strings("SELECT verb FROM event ORDER BY id DESC LIMIT 1") == ["repair"])
        #expect(try mended.count("passage") == 5)
        try mended.close()
    }

    @Test func whatAnotherProgramChangedIsKeptWhereThatIsMeant() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE code SET colour = '#112233' WHERE id = 2") }
        try queue.close()
        let outcome = try repair()
        #expect(outcome.mended.map(\.problem) == ["it was changed by another program"])
        #expect(outcome.left == [])
        let study = try Study.open(path)
        #expect(try study.strings("SELECT colour FROM code WHERE id = 2") == ["#112233"])
        try study.close()
        #expect(try repair() == Repair())
    }

    @Test func aSecondCopyDoesNotTakeThePlaceOfTheFirst() throws {
        for words in ["Schule am Wald", "Nur ein Satz"] {
            try flip(words)
            _ = try repair()
        }
        #expect(try folder.files == ["studie.anker", kept, kept + "-2"])
    }
}
