import StudyModel
import Testing

@testable import StudyStore

struct SavedQueriesTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    @Test func keepsOneQueryUnderAName() throws {
        #expect(try study.saveQuery("code(A)", as: "Übersicht ", by: "AB") == .added)
        #expect(try study.saveQuery("code(A)", as: "U\u{308}bersicht", by: "AB") == .known)
        #expect(try study.saveQuery("code(B)", as: "Übersicht", by: "CD") == .replaced)
        #expect(try study.saveQuery("code(C)", as: "neu", dryRun: true, by: "CD") == .added)
        #expect(try study.savedQueries() == [SavedQuery(name: "Übersicht", text: "code(B)")])
        #expect(try study.strings("SELECT verb FROM event ORDER BY id") == ["init", "query.save", "query.save"])
    }

    @Test func canBeTakenBack() throws {
        _ = try study.saveQuery("code(A)", as: "x", by: "AB")
        _ = try study.saveQuery("code(B)", as: "x", by: "AB")
        try study.removeQuery("x", by: "AB")
        #expect(try study.savedQueries().isEmpty)
        _ = try study.undo(by: "AB")
        #expect(try study.savedQueries() == [SavedQuery(name: "x", text: "code(B)")])
        _ = try study.undo(by: "AB")
        #expect(try study.savedQueries() == [SavedQuery(name: "x", text: "code(A)")])
    }

    @Test func tellsANearName() throws {
        _ = try study.saveQuery("code(A)", as: "fertig", by: "AB")
        let error = #expect(throws: StudyError.self) { try study.removeQuery("ferdig", by: "AB") }
        #expect(error?.problem == "no query 'ferdig' is saved")
        #expect(error?.remedy == "did you mean 'fertig'?")
    }
}
