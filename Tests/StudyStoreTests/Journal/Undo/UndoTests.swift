import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct UndoTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func event(_ verb: String) throws -> Int64 {
        let ids = try study.rows("SELECT id FROM event WHERE verb = ? ORDER BY id DESC", [verb])
        return try #require(ids.first)["id"]
    }

    private func later(_ event: Int64) throws -> [String] {
        let before = try study.state()
        let work = try #require(throws: LaterWork.self) { try study.undo(event, by: "AB") }
        #expect(work.event.id == event)
        #expect(try study.state() == before)
        return work.later.map(\.verb)
    }

    @Test func isAnEventOfItsOwnAndSoIsARedo() throws {
        let before = try study.state()
        #expect(try study.undo(by: "CD").verb == "tie.add")
        #expect(try study.redo(by: "AB").verb == "tie.add")
        #expect(try study.state() == before)
        let rows = try study.rows(
            "SELECT e.id, e.verb, e.target, e.counts, o.name FROM event e JOIN coder o ON o.id = e.coder WHERE e.id > 6 ORDER BY e.id"
        )
        #expect(rows.map { $0["verb"] } == ["tie.add", "undo", "redo"])
        #expect(rows.map { $0["target"] as Int? } == [nil, 7, 8])
        #expect(rows.map { $0["name"] } == ["AB", "CD", "AB"])
        #expect(rows.map { $0["counts"] } == Array(repeating: #"{"evidence":1,"ties":1}"#, count: 3))
    }

    @Test func goesFurtherBackEachTimeAndRedoFurtherForward() throws {
        #expect(try (0..<3).map { _ in try study.undo(by: "AB").verb } == ["tie.add", "actor.add", "code.bulk"])
        #expect(try (0..<2).map { _ in try study.redo(by: "AB").verb } == ["code.bulk", "actor.add"])
        #expect(try study.undo(by: "AB").verb == "actor.add")
    }

    @Test func takesTheNewestOfOneCoder() throws {
        _ = try study.add([Actor(name: "Verein")], by: "CD")
        _ = try study.add([Actor(name: "Chor")], by: "AB")
        #expect(try study.undo(of: "CD", by: "AB").counts == ["actors": 1])
        #expect(try study.actors().map(\.name).contains("Chor"))
        #expect(try !study.actors().map(\.name).contains("Verein"))
    }

    @Test func aNewChangeEndsTheRedo() throws {
        _ = try study.undo(by: "AB")
        _ = try study.add([Actor(name: "Verein")], by: "AB")
        #expect(throws: StudyError.self) { try study.redo(by: "AB") }
        #expect(try study.undo(by: "AB").verb == "actor.add")
        #expect(try study.redo(by: "AB").counts == ["actors": 1])
    }

    @Test func aDryRunChangesNothing() throws {
        let before = try study.digests()
        #expect(try study.undo(by: "Neu", dryRun: true).verb == "tie.add")
        #expect(try study.digests() == before)
    }

    @Test(arguments: [
        (99, "there is no event 99; the newest is 9"), (1, "event 1 made the study, and cannot be taken back"),
        (7, "event 7 is taken back already, by event 8"), (8, "event 8 is an undo, and no change of its own"),
    ])
    func saysWhyAnEventCannotBeTakenBack(event: Int64, problem: String) throws {
        _ = try study.undo(by: "AB")
        _ = try study.undo(by: "AB")
        let error = #expect(throws: StudyError.self) { try study.undo(event, by: "AB") }
        #expect(error?.problem == problem)
    }

    @Test func doesNotCrossAMigration() throws {
        try study.execute("DROP TRIGGER eventStays")
        try study.execute("UPDATE event SET schemaVersion = 2")
        let error = #expect(throws: StudyError.self) { try study.undo(by: "AB") }
        #expect(
            error?.problem == "event 7 is from before the study was brought to a newer version (schema 2 then)")
    }

    @Test func whatRestsOnAnEventIsListedAndNothingIsChanged() throws {
        #expect(try later(3) == ["code.bulk", "tie.add"])
        // The actors of the survey stay for those who named them since.
        #expect(try later(4) == ["code.bulk"])
        #expect(try later(2) == ["import", "code.bulk", "tie.add"])
        #expect(try later(6) == ["tie.add"])
    }

    @Test func codingsOfAnUndoneActGoAndOthersStay() throws {
        _ = try study.undo(5, by: "AB")
        #expect(try study.codings().isEmpty)
        #expect(try study.ties().count == 2)
        try study.isWhole()
    }

    @Test func aPassageStaysWhileSomethingLiesOnItAndGoesWithTheLast() throws {
        let quote = { (code: String) in Sample.quote("sonst", codes: [code]) }
        try study.code([quote("Resonanz")], recording: .single)
        try study.code([quote("Rückzug")], recording: .single)
        let passages = try study.count("passage")
        _ = try study.undo(8, by: "AB")
        #expect(try study.count("passage") == passages)
        _ = try study.undo(9, by: "AB")
        #expect(try study.count("passage") == passages - 1)
        _ = try study.redo(by: "AB")
        _ = try study.redo(by: "AB")
        #expect(try study.codings().filter { $0.quote == "sonst" }.map(\.code) == ["Resonanz", "Rückzug"])
        try study.isWhole()
    }

    @Test func aCaseStaysForTheOtherSourcesThatBelongToIt() throws {
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("a", caseName: "Neuer Fall", [("B", "Eins.")])) }
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("b", caseName: "Neuer Fall", [("B", "Zwei.")])) }
        _ = try study.undo(8, by: "AB")
        #expect(try study.strings("SELECT name FROM \"case\"").contains("Neuer Fall"))
        _ = try study.undo(9, by: "AB")
        #expect(try !study.strings("SELECT name FROM \"case\"").contains("Neuer Fall"))
        #expect(try study.sources(holding: "eins OR zwei").isEmpty)
    }

    @Test func aCodeThatLaterCodingsUseIsLaterWork() throws {
        var edit = CodeEdit()
        edit.texts[.definition] = "So"
        try study.addCode(named: "Neu", edit, by: "AB")
        try study.code([Sample.quote("sonst", codes: ["Neu"])], recording: .single)
        #expect(try later(8) == ["code"])
    }

    @Test func aRowInBulkThatWasChangedSinceIsLaterWork() throws {
        try study.change("code.weight", by: "CD") { change in
            try change.db.execute(sql: "UPDATE coding SET weight = 7 WHERE id = 1")
        }
        #expect(try later(5) == ["code.weight"])
        try study.change("uncode", by: "CD") { change in try change.db.execute(sql: "DELETE FROM coding WHERE id = 2") }
        #expect(try later(5) == ["code.weight", "uncode"])
    }

    @Test func aNameThatWasGivenAgainIsLaterWork() throws {
        try study.addCode(named: "Neu", by: "AB")
        try study.change("codebook.remove", by: "AB") { try $0.db.execute(sql: "DELETE FROM code WHERE name = 'Neu'") }
        try study.addCode(named: "Anders", by: "AB")
        try study.addCode(named: "Neu", by: "CD")
        #expect(try later(9) == ["codebook.add"])
    }

    /// A row that is made after another was deleted does not take its number.
    @Test func whatWasDeletedComesBackBesideWhatWasMadeSince() throws {
        try study.addCode(named: "Neu", by: "AB")
        try study.code([Sample.quote("sonst", codes: ["Neu"])], recording: .single)
        let before = try study.codings()
        _ = try study.removeCodes(["Neu"], codings: .delete, by: "AB")
        try study.addCode(named: "Anders", by: "AB")
        try study.code([Sample.quote("ruhig", codes: ["Anders"])], recording: .single)
        _ = try study.undo(10, by: "CD")
        #expect(try Set(before).isSubset(of: study.codings()))
        #expect(try study.codings().contains { $0.code == "Anders" })
        #expect(try Set(study.strings("SELECT name FROM code")).isSuperset(of: ["Neu", "Anders"]))
        try study.isWhole()
        // What was made at first can be taken back too, and is found at its number.
        _ = try study.undo(9, by: "CD")
        _ = try study.undo(8, by: "CD")
        #expect(try !study.strings("SELECT name FROM code").contains("Neu"))
    }

    @Test func whatWasMadeInBulkAndTakenBackLeavesItsNumbersFree() throws {
        let greatest = try study.strings("SELECT max(id) FROM revision")
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("a", caseName: nil, [("B", "Eins.")])) }
        _ = try study.undo(by: "AB")
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("b", caseName: nil, [("B", "Zwei.")])) }
        #expect(try study.strings("SELECT max(id) - 2 FROM revision") == greatest)
        #expect(
            try study.strings("SELECT tableName FROM rowNumber ORDER BY 1") == ["original", "revision", "source", "speaker"])
        #expect(try study.replay(to: folder.path("neu.anker")) > 0)
        let new = try Study.open(folder.path("neu.anker"))
        #expect(
            try new.strings("SELECT tableName, greatest FROM rowNumber")
                == study.strings("SELECT tableName, greatest FROM rowNumber"))
    }

    /// A removed coding comes back onto the passage that was made anew at its place.
    @Test func whatWasRemovedComesBackOntoTheSamePlace() throws {
        try study.code([Sample.quote("sonst", codes: ["Resonanz"])], recording: .single)
        try study.change("uncode", by: "AB") { change in
            let passage = try Int64.fetchOne(change.db, sql: "SELECT passage FROM coding WHERE event = 8") ?? 0
            try change.db.execute(sql: "DELETE FROM coding WHERE event = 8")
            try Passages.deleteBare([passage], in: change.db)
        }
        try study.code([Sample.quote("ruhig", codes: ["Resonanz"])], recording: .single)
        try study.code([Sample.quote("sonst", codes: ["Rückzug"])], recording: .single)
        _ = try study.undo(9, by: "AB")
        #expect(try study.codings().filter { $0.quote == "sonst" }.map(\.code) == ["Resonanz", "Rückzug"])
        try study.isWhole()
        _ = try study.redo(by: "AB")
        #expect(try study.codings().filter { $0.quote == "sonst" }.map(\.code) == ["Rückzug"])
    }

    /// An edited source: its passages stand in the new revision, and where they stood is kept.
    private func edit() throws {
        try study.change("sources.update", by: "CD") { change in
            let text = "Der Dorfplatz lebt sehr." + String(repeating: " ", count: 200)
            try change.db.execute(
                sql: """
                    INSERT INTO revision(source, number, text, length, hash, event)
                    VALUES ((SELECT id FROM source WHERE name = 'interview-01'), 2, ?, ?, zeroblob(32), ?)
                    """, arguments: [text, text.count, change.event])
            let (new, source) = (change.db.lastInsertedRowID, "(SELECT id FROM source WHERE name = 'interview-01')")
            let old = "(SELECT id FROM revision WHERE number = 1 AND source = \(source))"
            try change.db.execute(
                sql: """
                    INSERT INTO earlierPlace SELECT id, revision, lower, upper FROM passage WHERE revision = \(old);
                    UPDATE passage SET revision = \(new), lower = lower + 1, upper = upper + 1, state = 'changed'
                      WHERE revision = \(old)
                    """)
            try FullText.follow(Int64.fetchAll(change.db, sql: "SELECT \(source)"), in: change.db)
        }
    }

    @Test func anEditOfASourceIsTakenBackWithItsTextInTheIndex() throws {
        let before = try study.state()
        #expect(try study.sources(holding: "ruhig") == ["interview-01"])
        try edit()
        #expect(try study.sources(holding: "ruhig").isEmpty)
        try study.isWhole()
        _ = try study.undo(by: "AB")
        #expect(try study.state() == before)
        #expect(try study.sources(holding: "ruhig") == ["interview-01"])
        try study.isWhole()
        _ = try study.redo(by: "AB")
        #expect(try study.sources(holding: "sehr").contains("interview-01"))
        try study.isWhole()
    }

    @Test func aCodingFromBeforeAnEditCanBeTakenBackAndThenTheEdit() throws {
        try study.code([Sample.quote("sonst", codes: ["Resonanz"])], recording: .single)
        try edit()
        let edited = try study.state()
        _ = try study.undo(8, by: "AB")
        try study.isWhole()
        _ = try study.undo(9, by: "AB")
        try study.isWhole()
        #expect(try study.count("earlierPlace") == 0)
        _ = try study.redo(by: "AB")
        _ = try study.redo(by: "AB")
        #expect(try study.state() == edited)
    }

    @Test func codingsOfTheNewTextRestOnTheEdit() throws {
        try edit()
        try study.code([Sample.quote("sehr", codes: ["Resonanz"])], recording: .single)
        #expect(try later(8) == ["code"])
        #expect(try later(3) == ["code.bulk", "tie.add", "sources.update", "code"])
    }

    @Test func theHashesOfFilesAreFoundFromTheirEvent() throws {
        let inputs = try study.log().map(\.event.input)
        #expect(inputs.map { $0 == nil } == [true, true, false, false, true, true, true])
        #expect(inputs[3] == ContentHash(of: "the survey's bytes".utf8))
        let files = try study.log()[2].files
        #expect(files.map(\.name) == ["interview-01.txt", "Älterer Text.txt"])
        #expect(inputs[2] == ContentHash(of: files.flatMap(\.hash.bytes)))
    }
}
