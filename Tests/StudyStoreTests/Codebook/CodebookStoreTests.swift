import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct CodebookStoreTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    @Test func aNewStudyHasAnEmptyCodebook() throws {
        #expect(try study.codebook() == Codebook())
    }

    @Test func whatWentInComesOut() throws {
        let outcome = try study.importCodebook(Sample.codebook, by: "AB")
        #expect(outcome.added == 4)
        #expect(outcome.known == 0)
        #expect(try study.codebook() == Sample.codebook)
    }

    @Test func importingAgainChangesNothing() throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        let outcome = try study.importCodebook(Sample.codebook, by: "CD")
        #expect(outcome.added == 0)
        #expect(outcome.known == 4)
        #expect(try study.codebook() == Sample.codebook)
    }

    @Test func memosOfAFileAreAddedAndNoneIsTakenAway() throws {
        let known = Code.Memo(coder: "CD", time: "2025-03-01T08:00:00Z", title: "Sitzung", text: "war zu weit")
        func book(_ memos: [Code.Memo]) -> Codebook { Codebook(codes: [Code(name: "Raum", memos: memos)]) }
        #expect(try study.importCodebook(book([known]), by: "AB").added == 1)
        #expect(try study.codebook() == book([known]))
        // Who takes it in and when, where the file does not say; the second time it is known.
        for changed in [1, 0] {
            #expect(try study.importCodebook(book([.init(text: "neu")]), by: "AB").changed == changed)
        }
        let own = Code.Memo(coder: "AB", time: "2025-06-15T12:00:00Z", text: "neu")
        #expect(try study.codebook() == book([known, own]))
        #expect(try study.importCodebook(book([known, own]), by: "EF").changed == 0)
        #expect(try study.codebookState(at: .event(2)).codebook == book([known]))
        _ = try study.undo(by: "AB")
        #expect(try study.codebook() == book([known]))
        // Whoever a change names stays; one that changes nothing names nobody.
        let coders = "SELECT name FROM coder WHERE name IN ('AB', 'CD', 'EF', 'GH') ORDER BY name"
        #expect(try study.strings(coders) == ["AB", "CD"])
        #expect(try study.importCodebook(book([.init(coder: "GH", text: "x")]), dryRun: true, by: "AB").changed == 1)
        #expect(try study.codebook() == book([known]))
        #expect(try study.strings(coders) == ["AB", "CD"])
    }

    @Test func whatANewerOneLeavesOutOfATextGoes() throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        var newer = Sample.codebook
        newer.languages = ["de"]
        newer.findings = [Finding(name: "F1", claim: .init("Räume tragen weit.", language: "de")), Finding(name: "F2")]
        newer.actorKinds = [ActorKind(name: "Kommune"), ActorKind(name: "Initiative")]
        newer.tieKinds = [TieKind(name: "Streit", sign: .negative), TieKind(name: "Zusammenarbeit", isDirected: true)]
        newer = Codebook(
            name: "Neu", languages: newer.languages, findings: newer.findings, actorKinds: newer.actorKinds,
            tieKinds: newer.tieKinds,
            codes: newer.codes.map { Code(name: $0.name, parent: $0.parent, order: $0.order, findings: ["F2": .contradicting]) }
        )
        _ = try study.importCodebook(newer, by: "AB")
        #expect(try study.codebook() == newer)
    }

    @Test func codesThatItDoesNotNameStay() throws {
        try study.fill()
        _ = try study.importCodebook(Codebook(codes: [Code(name: "Rückzug", order: 7)]), by: "AB")
        let codebook = try study.codebook()
        #expect(codebook.codes.map(\.name) == ["Resonanz", "Raum", "Öffentlicher Raum", "Rückzug"])
        #expect(codebook.code(named: "Rückzug")?.parent == nil)
        #expect(codebook.code(named: "Rückzug")?.findings == [:])
        #expect(try study.codings().count == 6)
    }

    @Test func codesKeepTheirIdsWhereAnotherCodebookHasOthers() throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        let space = Code(id: .init(of: "code", "anders"), name: "Raum", isCodable: false)
        let child = Code(name: "Platz", parent: space.id)
        _ = try study.importCodebook(Codebook(codes: [space, child]), by: "AB")
        let codebook = try study.codebook()
        #expect(codebook.code(named: "Raum")?.id == Code(name: "Raum").id)
        #expect(codebook.code(named: "Platz")?.parent == Code(name: "Raum").id)
    }

    @Test func aFindingThatIsNotListedIsRefused() throws {
        let before = try study.counts
        let error = StudyError(
            "code 'Mut' bears on finding 'F9', which the codebook does not list",
            remedy: "list it under 'findings' in the codebook")
        #expect(throws: error) {
            try study.importCodebook(Codebook(codes: [Code(name: "Mut", findings: ["F9": .supporting])]), by: "AB")
        }
        #expect(try study.counts == before)
    }

    @Test func aCodeIsAddedAtTheEndOfItsSiblings() throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        var edit = CodeEdit()
        edit.texts[.definition] = "wo man sich trifft"
        edit.colour = "#aabbcc"
        try study.addCode(named: " Plätze ", at: .init(parent: .under("Raum")), edit, by: "AB")
        edit = CodeEdit()
        edit.isCodable = false
        try study.addCode(named: "Mut", edit, by: "AB")
        let codebook = try study.codebook()
        #expect(codebook.codes.map(\.name) == ["Resonanz", "Raum", "Öffentlicher Raum", "Rückzug", "Plätze", "Mut"])
        let code = try #require(codebook.code(named: "Plätze"))
        #expect(code.definition == LocalizedText("wo man sich trifft", language: "de"))
        #expect(code.colour == "#aabbcc")
        #expect(code.order == 2)
        #expect(codebook.code(named: "Mut")?.isCodable == false)
        #expect(codebook.code(named: "Mut")?.order == 2)
    }

    @Test(arguments: ["Resonanz", "resonanz", "RESONANZ "])
    func aCodeWhoseNameIsTakenIsRefused(name: String) throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        #expect(throws: StudyError("there is a code 'Resonanz' already", remedy: "choose another name")) {
            try study.addCode(named: name, by: "AB")
        }
        try study.addCode(named: "Résonanz", by: "AB")
    }

    @Test func aParentThatIsNotThereIsToldWithANearName() throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        #expect(throws: StudyError("no code 'Resonanc'", remedy: "did you mean 'Resonanz'?")) {
            try study.addCode(named: "Mut", at: .init(parent: .under("Resonanc")), by: "AB")
        }
        #expect(throws: StudyError("no code 'Landwirtschaft'", remedy: "list them with 'anker codebook list'")) {
            try study.addCode(named: "Mut", at: .init(parent: .under("Landwirtschaft")), by: "AB")
        }
    }
}
