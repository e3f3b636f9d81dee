import StudyModel
import Testing

@testable import StudyStore

struct CodeWorkTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func paths() throws -> [String] {
        let codebook = try study.codebook()
        return codebook.codes.map { codebook.writtenPath(of: $0) }
    }

    private func ids() throws -> [String: Code.ID] {
        Dictionary(uniqueKeysWithValues: try study.codebook().codes.map { ($0.name, $0.id) })
    }

    @Test func aRenamedCodeKeepsItsIDAndItsCodings() throws {
        let (ids, codings) = (try ids(), try study.codings())
        let outcome = try study.renameCode("Raum/Rückzug", to: " Abschied ", by: "AB")
        #expect(outcome.isChanged)
        #expect(try self.ids()["Abschied"] == ids["Rückzug"])
        let now = try study.codings()
        #expect(Set(now.map(\.id)) == Set(codings.map(\.id)))
        #expect(now.filter { $0.code == "Abschied" }.count == codings.filter { $0.code == "Rückzug" }.count)
        #expect(try study.renameCode("Abschied", to: "Abschied", by: "AB").isChanged == false)
        #expect(try study.strings("SELECT verb FROM event ORDER BY id DESC LIMIT 1") == ["codebook.rename"])
    }

    @Test func aNameMayChangeItsCaseButNotMeetAnotherOne() throws {
        _ = try study.renameCode("Resonanz", to: "RESONANZ", by: "AB")
        #expect(throws: StudyError("there is a code 'RESONANZ' already", remedy: "choose another name")) {
            try study.renameCode("Rückzug", to: "resonanz", by: "AB")
        }
    }

    @Test func aNewCodeOfAnOldNameHasAnIDOfItsOwn() throws {
        let old = try #require(try ids()["Resonanz"])
        _ = try study.renameCode("Resonanz", to: "Widerhall", by: "AB")
        _ = try study.addCode(named: "Resonanz", by: "AB")
        #expect(try ids()["Widerhall"] == old)
        #expect(try ids()["Resonanz"] == Code.ID(of: "code", "Resonanz", "2"))
        // An older codebook brings the old id along, and is told of the code that has it.
        _ = try study.renameCode("Resonanz", to: "Echo", by: "AB")
        let outcome = try study.importCodebook(Codebook(codes: [Code(id: old, name: "Resonanz")]), by: "AB")
        #expect(outcome.twins == [.init(added: "Resonanz", other: "Widerhall")])
        #expect(try ids()["Resonanz"] == Code.ID(of: "code", "Resonanz", "3"))
    }

    @Test func aPassageCanBeCodedAnewAfterItsCodingWentToAnotherCode() throws {
        let before = try study.codings(CodingFilter(code: "Resonanz", coder: "AB"))
        _ = try study.addCode(named: "Echo", by: "AB")
        _ = try study.splitCode("Resonanz", .coders(["AB"], to: "Echo"), by: "AB")
        let first = try #require(before.first)
        let request = CodingRequest(source: first.source, target: .range(first.range), codes: ["Resonanz"], coder: "AB")
        #expect(try study.code([request]).added == 1)
        #expect(try study.code([request]).known == 1)
        let now = try study.codings(CodingFilter(code: "Resonanz", coder: "AB"))
        #expect(now.count == 1)
        #expect(now[0].id != first.id)
    }

    @Test func aCodeMovesWithTheCodesUnderIt() throws {
        _ = try study.addCode(named: "Platz", at: .init(parent: .under("Öffentlicher Raum")), by: "AB")
        _ = try study.moveCode("Öffentlicher Raum", to: .init(parent: .under("Resonanz")), by: "AB")
        #expect(
            try paths() == [
                "Resonanz", "Resonanz/Öffentlicher Raum", "Resonanz/Öffentlicher Raum/Platz", "Raum", "Raum/Rückzug",
            ])
        _ = try study.moveCode("Öffentlicher Raum/Platz", to: .init(parent: .top, place: .first), by: "AB")
        _ = try study.moveCode("Rückzug", to: .init(place: .before("Öffentlicher Raum")), by: "AB")
        #expect(
            try paths() == ["Platz", "Resonanz", "Resonanz/Rückzug", "Resonanz/Öffentlicher Raum", "Raum"])
        _ = try study.moveCode("Rückzug", to: .init(place: .last), by: "AB")
        _ = try study.moveCode("Platz", to: .init(place: .after("Raum")), by: "AB")
        #expect(
            try paths() == ["Resonanz", "Resonanz/Öffentlicher Raum", "Resonanz/Rückzug", "Raum", "Platz"])
        #expect(try study.moveCode("Platz", to: .init(place: .last), by: "AB").isChanged == false)
    }

    @Test func noCodeCanStandUnderItself() throws {
        let counts = try study.counts
        #expect(throws: StudyError.self) { try study.moveCode("Raum", to: .init(parent: .under("Raum")), by: "AB") }
        let error = #expect(throws: StudyError.self) {
            try study.moveCode("Raum", to: .init(parent: .under("Rückzug")), by: "AB")
        }
        #expect(error?.problem == "code 'Rückzug' stands under 'Raum' and cannot stand above it")
        #expect(throws: StudyError.self) { try study.moveCode("Raum", to: .init(place: .after("Rückzug")), by: "AB") }
        #expect(try study.counts == counts)
    }

    @Test func aPlaceBesideACodeThatStandsElsewhereIsRefused() throws {
        let error = StudyError(
            "code 'Resonanz' does not stand under 'Raum'",
            remedy: "name a code that stands there, or leave out --under and --top")
        #expect(throws: error) {
            try study.moveCode("Rückzug", to: .init(parent: .under("Raum"), place: .before("Resonanz")), by: "AB")
        }
    }

    @Test func theTreeIsAtMost64Deep() throws {
        var above = "Resonanz"
        for level in 2...64 {
            _ = try study.addCode(named: "Stufe \(level)", at: .init(parent: .under(above)), by: "AB")
            above = "Stufe \(level)"
        }
        let error = #expect(throws: StudyError.self) {
            try study.addCode(named: "Zu tief", at: .init(parent: .under(above)), by: "AB")
        }
        #expect(error?.problem == "code 'Zu tief' or a code under it would stand more than 64 deep")
        #expect(throws: StudyError.self) { try study.moveCode("Resonanz", to: .init(parent: .under("Raum")), by: "AB") }
    }

    @Test func anEditChangesWhatItNamesAndNothingElse() throws {
        let before = try #require(try study.codebook().code(named: "Öffentlicher Raum"))
        var edit = CodeEdit()
        edit.texts = [.definition: "A place for all", .example: ""]
        edit.language = "en"
        edit.findings = ["F2": .none, "F1": .bears(.contradicting)]
        edit.colour = ""
        edit.isCodable = false
        edit.memo = "war zu weit"
        let outcome = try study.editCode("Öffentlicher Raum", edit, by: "CD")
        #expect(outcome.newLanguage == nil)
        var wanted = before
        wanted.definition["en"] = "A place for all"
        wanted.findings = ["F1": .contradicting]
        wanted.colour = nil
        wanted.isCodable = false
        wanted.memos = [.init(coder: "CD", time: "2025-06-15T12:00:00Z", text: "war zu weit")]
        #expect(try study.codebook().code(before.id) == wanted)
        let use = try study.use(of: before.id)
        #expect((use.codings, use.coders, use.sources) == (1, 1, 1))
    }

    @Test func aLanguageThatIsNewIsTold() throws {
        var edit = CodeEdit()
        edit.texts = [.label: "Résonance"]
        edit.language = "fr"
        #expect(try study.editCode("Resonanz", edit, by: "AB").newLanguage == "fr")
        #expect(try study.codebook().languages == ["de", "en", "fr"])
        #expect(try study.editCode("Resonanz", edit, by: "AB") == study.editCode("Resonanz", edit, by: "AB"))
    }

    @Test func aFindingThatIsNotThereIsRefused() throws {
        var edit = CodeEdit()
        edit.findings = ["F9": .bears(.supporting)]
        #expect(throws: StudyError("no finding 'F9'", remedy: "did you mean 'F1'?")) {
            try study.editCode("Resonanz", edit, by: "AB")
        }
    }

    @Test func aWrongPathIsToldTheRightOne() throws {
        #expect(throws: StudyError("no code 'Garten/Rückzug'", remedy: "did you mean 'Raum/Rückzug'?")) {
            try study.renameCode("Garten/Rückzug", to: "X", by: "AB")
        }
    }
}
