import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct AgreementMaterialTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        // Each ends with its name, since the same text twice would be known already.
        _ = try study.takeIn(by: "AB") { intake in
            for name in ["eins", "zwei", "drei"] {
                _ = try intake.add(Sample.transcript(name, Sample.interview + [("B", name)]))
            }
        }
        try study.code([
            Sample.range(3, 10, in: "eins"), Sample.range(30, 40, in: "eins", codes: ["Rückzug"], coder: "CD"),
            Sample.range(30, 40, in: "zwei"), Sample.range(32, 45, in: "zwei", coder: "CD"),
            Sample.range(92, 96, in: "zwei", coder: "EF"), Sample.range(3, 10, in: "drei"),
        ])
    }

    private func problem(_ filter: AgreementFilter) -> String? {
        do {
            _ = try study.agreementMaterial(filter)
            return nil
        } catch let error as StudyError {
            return [error.problem, error.remedy].compactMap(\.self).joined(separator: "; ")
        } catch {
            return "\(error)"
        }
    }

    @Test func takesSourcesThatAllHaveCoded() throws {
        let all = try study.agreementMaterial(.init())
        #expect(all.coders == ["AB", "CD", "EF"])
        #expect(all.sources == [.init(name: "zwei", length: 120, turns: 0..<4, judges: 0b111)])
        #expect(all.leftOut == 2)
        #expect(all.points.count == 3)
        let two = try study.agreementMaterial(.init(coders: ["CD", "AB"]))
        #expect(two.sources.map(\.name) == ["eins", "zwei"])
        #expect(two.turns.map(\.lower) == [3, 30, 78, 92, 3, 30, 78, 92])
        #expect(two.turns.map(\.upper) == [26, 74, 88, 119, 26, 74, 88, 119])
        #expect(two.leftOut == 1)
        let points = two.points.sorted { ($0.source, $0.lower, $0.coder) < ($1.source, $1.lower, $1.coder) }
        #expect(
            points.map { [$0.source, $0.coder, $0.lower, $0.upper] } == [
                [0, 0, 3, 10], [0, 1, 30, 40], [1, 0, 30, 40], [1, 1, 32, 45],
            ])
        #expect(
            points.map(\.code) == ["Resonanz", "Rückzug", "Resonanz", "Resonanz"].map { two.codeRows[Code.ID(of: "code", $0)] })
    }

    @Test func takesSourcesThatTwoHaveCodedWhereAsked() throws {
        let material = try study.agreementMaterial(.init(takesIncomplete: true))
        #expect(material.sources.map(\.name) == ["eins", "zwei"])
        #expect(material.sources.map(\.judges) == [0b011, 0b111])
    }

    @Test func whoCodedNothingInASourceThatIsNamedFoundNothing() throws {
        let material = try study.agreementMaterial(.init(sources: ["drei"]))
        #expect(material.sources.map(\.name) == ["drei"])
        #expect(material.sources.map(\.judges) == [0b111])
        #expect(material.points.map(\.coder) == [0])
        #expect(material.leftOut == 0)
    }

    @Test func marksWhatInterviewersSay() throws {
        let material = try study.agreementMaterial(.init(leavesOutInterviewers: true))
        #expect(material.turns.map(\.isLeftOut) == [true, false, true, false])
    }

    @Test func takesOpenAnswersByTheQuestion() throws {
        try study.takeInSurvey()
        let answers = try study.sources(answers: true).map(\.name).filter { $0.hasPrefix("Befragung") }.sorted()
        try study.code([
            Sample.range(0, 5, in: answers[0]), Sample.range(0, 4, in: answers[1], coder: "CD"),
        ])
        let material = try study.agreementMaterial(.init(coders: ["AB", "CD"]))
        #expect(material.sources.map(\.name) == answers + ["eins", "zwei"])
        #expect(material.sources.prefix(3).map(\.judges) == [0b11, 0b11, 0b11])
        #expect(material.sources.prefix(3).map(\.turns) == [0..<0, 0..<0, 0..<0])
        #expect(
            try study.agreementMaterial(.init(coders: ["AB", "CD"], sources: [answers[2]])).sources.map(\.name) == [answers[2]])
    }

    @Test func readsTheWordsOfAPlace() throws {
        let material = try study.agreementMaterial(.init())
        let place = PointRange(source: 0, lower: 59, upper: 73)
        #expect(try study.words(at: [place], in: material) == [place: "Dorfplatz lebt"])
    }

    @Test func leavesOutPassagesWithoutAPlace() throws {
        let passage = try study.read { db in
            try Int64.fetchOne(db, sql: "SELECT passage FROM coding c JOIN coder o ON o.id = c.coder WHERE o.name = 'EF'")
        }
        try study.change("test", by: "AB") { change in
            try change.db.execute(sql: "UPDATE passage SET state = 'lost' WHERE id = ?", arguments: [passage])
        }
        #expect(
            problem(.init()) == "no source was coded by all of AB, CD, EF; name two of them with --coders, or take --incomplete"
        )
        let material = try study.agreementMaterial(.init(takesIncomplete: true))
        #expect(material.sources.map(\.judges) == [0b011, 0b011])
        #expect(material.unplaced == 1)
    }

    @Test func saysWhyNothingCanBeCompared() throws {
        #expect(problem(.init(coders: ["AB", "AC"])) == "no coder 'AC'; did you mean 'AB'?")
        #expect(problem(.init(sources: ["dre"])) == "no source 'dre'; did you mean 'drei'?")
        #expect(
            problem(.init(coders: ["AB"]))
                == "nobody but 'AB' is there to compare; code the same sources as somebody else, with --coder, or take in somebody's codings with 'anker code --from'"
        )
        _ = try study.renameCode("Rückzug", to: "Abschied", by: "GH")
        #expect(problem(.init(coders: ["AB", "GH"])) == "coder 'GH' has coded nothing; list who has with 'anker codings'")
        try study.code([Sample.range(3, 10, in: "drei", coder: "GH")])
        #expect(
            problem(.init(coders: ["CD", "GH"]))
                == "no source was coded by both CD and GH; name sources with --source, in which who coded nothing found nothing"
        )
        #expect(
            problem(.init(coders: ["CD", "GH"], takesIncomplete: true))
                == "no source was coded by two of these coders; name sources with --source")
    }
}
