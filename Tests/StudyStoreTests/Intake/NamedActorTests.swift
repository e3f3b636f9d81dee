import StudyModel
import Testing

@testable import StudyStore

/// A survey in which respondents name others and say something of them.
struct NamedActorTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    private let survey = Survey(
        name: "Netz", format: "csv",
        questions: [
            Question(name: "Name", kind: .actor, naming: ActorNaming(isSelf: true, actorKind: "Initiative")),
            Question(name: "Partner", kind: .actor, naming: ActorNaming(tieKind: "Zusammenarbeit", separators: [";"])),
            Question(
                name: "Art", kind: .single,
                labels: [ValueLabel(code: "1", label: "Kommune"), ValueLabel(code: "2", label: "Verein")],
                detail: NamedDetail(of: "Partner", .kind)),
            Question(name: "Alter", kind: .integer, detail: NamedDetail(of: "Partner", .attribute("Alter"))),
            Question(name: "Kontakt", kind: .integer, detail: NamedDetail(of: "Partner", .strength)),
            Question(name: "Seit", kind: .text, detail: NamedDetail(of: "Partner", .first)),
            Question(name: "Art der Beziehung", kind: .text, detail: NamedDetail(of: "Partner", .tieKind)),
        ])

    private func take(
        _ rows: [(partner: String, art: String?, alter: Int64?, kontakt: Int64?, seit: String?, kind: String?)]
    ) throws {
        var batch = AnswerBatch()
        for (number, row) in rows.enumerated() {
            batch.beginRespondent(name: "R\(number)", caseName: "Fall \(number)", row: number + 2)
            batch.answer(0, text: "Haus \(number)".utf8)
            batch.answer(1, text: row.partner.utf8)
            if let art = row.art { batch.answer(2, text: art.utf8) }
            if let alter = row.alter { batch.answer(3, integer: alter) }
            if let kontakt = row.kontakt { batch.answer(4, integer: kontakt) }
            if let seit = row.seit { batch.answer(5, text: seit.utf8) }
            if let kind = row.kind { batch.answer(6, text: kind.utf8) }
        }
        try study.takeInSurvey(survey, [batch])
    }

    @Test func otherAnswersSaySomethingOfThoseNamedAndOfTheTie() throws {
        try take([("Gemeinde", "1", 800, 3, "2018", nil), ("Chor", "2", nil, nil, nil, "Austausch")])
        let actors = try study.actors()
        #expect(actors.map(\.name) == ["Chor", "Gemeinde", "Haus 0", "Haus 1"])
        #expect(actors.map(\.kind) == ["Verein", "Kommune", "Initiative", "Initiative"])
        #expect(actors[1].attributes == [HeldAttribute(name: "Alter", kind: .integer, values: [.integer(800)])])
        let ties = try study.ties()
        #expect(ties.map(\.kind) == ["Austausch", "Zusammenarbeit"])
        #expect(ties.map(\.strength) == [nil, 3])
        #expect(ties.map(\.first) == [nil, "2018"])
    }

    @Test func whatStandsIsNotOverwrittenAndWhatDoesNotFitIsLeftOut() throws {
        _ = try study.add([Actor(name: "Gemeinde", kind: "Kommune")], by: "AB")
        try take([("Gemeinde", "2", 800, 0, "gestern", nil), ("Gemeinde", nil, 900, nil, nil, nil)])
        let actor = try #require(try study.actors().first { $0.name == "Gemeinde" })
        #expect(actor.kind == "Kommune")
        #expect(actor.attributes.map(\.text) == ["800"])
        #expect(try study.ties().allSatisfy { $0.strength == nil && $0.first == nil })
    }

    @Test func severalNamesInOneAnswerAreSeveralTiesAndNobodyIsNone() throws {
        try take([("Gemeinde; Chor;; keine", "1", nil, nil, nil, nil), ("keine", nil, nil, nil, nil, nil)])
        #expect(try study.actors().map(\.name) == ["Chor", "Gemeinde", "Haus 0", "Haus 1"])
        #expect(try study.ties().count == 2)
    }

    @Test func undoTakesBackWhatWasSaidOfActorsThatStood() throws {
        _ = try study.add([Actor(name: "Gemeinde")], by: "AB")
        let before = try study.state()
        try take([("Gemeinde", "1", 800, 3, "2018", nil), ("Chor", "2", 7, nil, nil, nil)])
        let after = try study.state()
        _ = try study.undo(by: "AB")
        #expect(try study.state() == before)
        _ = try study.redo(by: "AB")
        #expect(try study.state() == after)
    }

    @Test func aCodeForNoAnswerAmongNamesNamesNobody() throws {
        var survey = survey
        survey.questions[1].missing = ["-99"]
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R", caseName: "Fall", row: 2)
        batch.answer(1, text: "Chor; -99".utf8)
        try study.takeInSurvey(survey, [batch])
        #expect(try study.actors().map(\.name) == ["Chor", "Fall"])
    }
}
