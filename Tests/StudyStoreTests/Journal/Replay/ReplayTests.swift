import Foundation
import StudyModel
import Testing

@testable import StudyStore

struct ReplayTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func problem() throws -> String? {
        let error = #expect(throws: StudyError.self) { try study.replay(to: folder.path("neu.anker")) }
        #expect(
            try folder.files == ["studie.anker"] || folder.files == ["studie.anker", "studie.anker-shm", "studie.anker-wal"])
        return error?.problem
    }

    @Test func buildsAnEqualStudy() throws {
        _ = try study.undo(5, by: "CD")
        _ = try study.redo(by: "AB")
        #expect(try study.replay(to: folder.path("neu.anker")) == 9)
        let new = try Study.open(folder.path("neu.anker"))
        #expect(try new.digests() == study.digests())
        #expect(try new.sources(holding: "strasse") == study.sources(holding: "strasse"))
        #expect(try new.undo(by: "AB").verb == "tie.add")
        #expect(try new.redo(by: "AB").verb == "tie.add")
    }

    @Test func takesThePlaceOfNoFile() throws {
        try Data("x".utf8).write(to: folder.url.appending(path: "neu.anker"))
        #expect(throws: StudyError.exists) { try study.replay(to: folder.path("neu.anker")) }
        #expect(try folder.bytes("neu.anker") == Data("x".utf8))
    }

    @Test func findsARowThatNoEventMade() throws {
        try study.execute("INSERT INTO attribute(uuid, subject, name, type) VALUES (zeroblob(16), 'case', 'Alter', 'integer')")
        #expect(try problem() == "the study holds rows of 'attribute' that no event made")
    }

    @Test func findsARowThatWasChangedBesideTheJournal() throws {
        try study.execute("UPDATE tie SET strength = 1 WHERE strength IS NOT NULL")
        #expect(try problem() == "what the journal tells of event 7 is not what the study holds")
    }

    @Test func findsAnEventThatWasChanged() throws {
        try study.execute("DROP TRIGGER eventStays")
        try study.execute("UPDATE event SET time = '2020-01-01T00:00:00Z' WHERE id = 4")
        #expect(try problem() == "event 4 of the journal is not what it was sealed as")
    }

    @Test func findsWhatAnEventKeepsChanged() throws {
        try study.execute("UPDATE changeset SET content = CAST(content || x'00' AS BLOB) WHERE event = 2")
        #expect(try problem() == "is damaged: what the journal keeps of a change cannot be read")
    }

    @Test func doesNotTellAgainWhatIsOfAnOlderVersion() throws {
        try study.execute("DROP TRIGGER eventStays")
        try study.execute("UPDATE event SET schemaVersion = 2 WHERE id < 3")
        #expect(try problem()?.hasPrefix("event 2 is from before the study was brought to a newer version") == true)
    }
}
