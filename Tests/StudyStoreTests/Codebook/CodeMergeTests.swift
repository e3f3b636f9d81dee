import StudyModel
import Testing

@testable import StudyStore

struct CodeMergeTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func codings() throws -> [String] {
        try study.codings().map { "\($0.source) \($0.range) \($0.code) \($0.coder) \($0.weight.map { "\($0)" } ?? "-")" }
    }

    /// The passage 59..<73 has `Öffentlicher Raum` and `Resonanz` by AB, both with weight 80, and `Rückzug` by CD.
    @Test func codingsGoOverWithTheirIDs() throws {
        let before = try study.codings()
        let outcome = try study.mergeCodes(["Rückzug"], into: "Resonanz", by: "AB")
        #expect(outcome.codings == CodingMoves(moved: 2))
        #expect(outcome.merged == ["Rückzug"])
        #expect(outcome.bearings == [.init(code: "Rückzug", finding: "F1", bearing: .contradicting)])
        let after = try study.codings()
        #expect(Set(after.map(\.id)) == Set(before.map(\.id)))
        #expect(after.filter { $0.code == "Resonanz" }.count == 5)
        #expect(try study.codebook().code(named: "Rückzug") == nil)
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
    }

    @Test func whereAPassageHasBothTheCodingOfTheTargetStays() throws {
        let before = try study.codings()
        let outcome = try study.mergeCodes(["Öffentlicher Raum"], into: "Resonanz", by: "AB")
        #expect(outcome.codings == CodingMoves(dropped: 1))
        let gone = Set(before.map(\.id)).subtracting(try study.codings().map(\.id))
        #expect(gone == Set(before.filter { $0.code == "Öffentlicher Raum" }.map(\.id)))
        #expect(
            try study.strings("SELECT counts FROM event ORDER BY id DESC LIMIT 1") == [#"{"codes":1,"dropped":1}"#])
    }

    @Test func memosAndWeightsOfADroppedCodingAreKept() throws {
        try study.execute(
            """
            INSERT INTO memo(uuid, coder, time, title, text, coding, event)
            SELECT randomblob(16), coder, time, '', 'unsicher', id, event FROM coding
            WHERE code = (SELECT id FROM code WHERE name = 'Öffentlicher Raum');
            UPDATE coding SET weight = 30 WHERE weight = 80 AND code = (SELECT id FROM code WHERE name = 'Resonanz')
            """)
        let outcome = try study.mergeCodes(["Öffentlicher Raum"], into: "Resonanz", by: "CD")
        #expect(outcome.codings == CodingMoves(dropped: 1, memos: 1, weightsNoted: 1))
        #expect(
            try study.strings(
                """
                SELECT o.name || ': ' || m.title || ' ' || m.text || ' on ' || c.name || ' ' || k.weight FROM memo m
                JOIN coding k ON k.id = m.coding JOIN code c ON c.id = k.code JOIN coder o ON o.id = m.coder ORDER BY m.text
                """) == ["AB: Öffentlicher Raum 80 on Resonanz 30", "AB:  unsicher on Resonanz 30"])
    }

    @Test func aWeightIsTakenOverWhereThereIsNone() throws {
        try study.execute(
            "UPDATE coding SET weight = NULL WHERE weight = 80 AND code = (SELECT id FROM code WHERE name = 'Resonanz')")
        let outcome = try study.mergeCodes(["Öffentlicher Raum"], into: "Resonanz", by: "CD")
        #expect(outcome.codings == CodingMoves(dropped: 1, weightsTaken: 1))
        #expect(try codings().contains("interview-01 59..<73 Resonanz AB 80"))
    }

    @Test func severalAreMergedOneAfterTheOther() throws {
        let outcome = try study.mergeCodes(["Rückzug", "Öffentlicher Raum", "Rückzug"], into: "Resonanz", by: "AB")
        #expect(outcome.merged == ["Rückzug", "Öffentlicher Raum"])
        #expect(outcome.codings.moved + outcome.codings.dropped == 3)
        #expect(try study.codebook().codes.map(\.name) == ["Resonanz", "Raum"])
    }

    @Test func whatStoodUnderAMergedCodeStandsUnderTheTarget() throws {
        var edit = CodeEdit()
        edit.isCodable = true
        edit.memo = "Familie"
        try study.editCode("Raum", edit, by: "AB")
        let outcome = try study.mergeCodes(["Raum"], into: "Rückzug", by: "AB")
        #expect(outcome.children == ["Öffentlicher Raum"])
        #expect(outcome.memos == 1)
        let codebook = try study.codebook()
        #expect(codebook.codes.map { codebook.writtenPath(of: $0) } == ["Resonanz", "Rückzug", "Rückzug/Öffentlicher Raum"])
        #expect(try study.codebook().code(named: "Rückzug")?.memos.map(\.text) == ["Familie"])
    }

    @Test func aCodeThatOnlyHoldsCodesGetsNoCodings() throws {
        let counts = try study.counts
        let error = #expect(throws: StudyError.self) { try study.mergeCodes(["Resonanz"], into: "Raum", by: "AB") }
        #expect(error?.problem == "code 'Raum' only holds other codes")
        #expect(throws: StudyError.self) { try study.mergeCodes(["Resonanz"], into: "Resonanz", by: "AB") }
        #expect(try study.counts == counts)
    }

    @Test func aDryRunChangesNothing() throws {
        let (counts, codebook) = (try study.counts, try study.codebook())
        let outcome = try study.mergeCodes(["Rückzug"], into: "Resonanz", dryRun: true, by: "AB")
        #expect(outcome.codings.moved == 2)
        #expect(try study.counts == counts)
        #expect(try study.codebook() == codebook)
    }
}
