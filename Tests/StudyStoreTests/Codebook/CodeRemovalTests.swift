import StudyModel
import Testing

@testable import StudyStore

struct CodeRemovalTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func names() throws -> [String] { try study.codebook().codes.map(\.name) }

    @Test func aCodeWithCodingsIsNotRemovedUnasked() throws {
        let counts = try study.counts
        let error = StudyError(
            "code 'Rückzug' has 2 codings by 2 coders",
            remedy: "say what becomes of them: --codings move-to-parent or --codings delete; or merge it into another code")
        #expect(throws: error) { try study.removeCodes(["Rückzug"], codings: .refuse, by: "AB") }
        #expect(try study.counts == counts)
    }

    @Test func codesUnderARemovedCodeTakeItsPlace() throws {
        let outcome = try study.removeCodes(["Raum"], codings: .refuse, by: "AB")
        #expect(outcome.removed == [.init(code: "Raum", children: 2)])
        let codebook = try study.codebook()
        #expect(codebook.codes.map { codebook.writtenPath(of: $0) } == ["Resonanz", "Öffentlicher Raum", "Rückzug"])
    }

    @Test func codingsGoToTheCodeAbove() throws {
        #expect(throws: StudyError.self) { try study.removeCodes(["Rückzug"], codings: .moveToParent, by: "AB") }
        #expect(throws: StudyError.self) { try study.removeCodes(["Resonanz"], codings: .moveToParent, by: "AB") }
        var edit = CodeEdit()
        edit.isCodable = true
        try study.editCode("Raum", edit, by: "AB")
        edit = CodeEdit()
        edit.memo = "zu eng"
        try study.editCode("Rückzug", edit, by: "AB")
        let before = Set(try study.codings().map(\.id))
        let outcome = try study.removeCodes(["Rückzug"], codings: .moveToParent, by: "AB")
        #expect(
            outcome.removed == [.init(code: "Rückzug", parent: "Raum", moves: CodingMoves(moved: 2), memos: 1)])
        #expect(Set(try study.codings().map(\.id)) == before)
        #expect(try study.codebook().code(named: "Raum")?.memos.map(\.text) == ["zu eng"])
    }

    /// The passage in `Älterer Text` has one coding and goes with it; the other one is coded otherwise too.
    @Test func deletedCodingsAreCountedAndTakeTheirMemosAndPassagesAlong() throws {
        try study.execute(
            """
            INSERT INTO memo(uuid, coder, time, title, text, coding, event)
            SELECT randomblob(16), coder, time, '', 'so', id, event FROM coding
            WHERE code = (SELECT id FROM code WHERE name = 'Rückzug')
            """)
        let before = try study.counts
        let outcome = try study.removeCodes(["Rückzug"], codings: .delete, by: "AB")
        #expect(outcome.removed == [.init(code: "Rückzug", deleted: 2, deletedMemos: 2)])
        let after = try study.counts
        #expect(after["coding"] == (before["coding"] ?? 0) - 2)
        #expect(after["passage"] == (before["passage"] ?? 0) - 1)
        #expect(after["memo"] == (before["memo"] ?? 0) - 2)
        #expect(try names() == ["Resonanz", "Raum", "Öffentlicher Raum"])
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
    }
}
