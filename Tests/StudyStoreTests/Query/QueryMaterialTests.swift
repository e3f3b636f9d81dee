import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct QueryMaterialTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private var everything: QueryNeeds {
        var needs = QueryNeeds()
        needs.everySource = true
        needs.codebook = true
        needs.weights = true
        needs.cues = true
        needs.speakers = true
        needs.cases = true
        needs.sourceNames = true
        needs.memos = true
        needs.questions = true
        needs.attributes = ["Reichweite", "Gegründet"]
        return needs
    }

    @Test func readsNoMoreThanIsAskedFor() throws {
        let material = try study.queryMaterial(QueryNeeds())
        #expect(try material.codings.count == study.count("coding"))
        #expect(material.cues.isEmpty && material.sourceNames.isEmpty && material.cases.isEmpty && material.attributes.isEmpty)
        #expect(material.codings.allSatisfy { $0.weight == -1 })
    }

    @Test func readsWhatTheStudyHolds() throws {
        let material = try study.queryMaterial(everything)
        #expect(try material.documents.count == study.count("source"))
        #expect(try material.cues.count == study.count("cue"))
        #expect(Set(material.sourceNames.values).contains("interview-01"))
        #expect(try material.speakers.count == study.count("speaker"))
        #expect(try Set(material.cases.keys) == Set(study.strings("SELECT name FROM \"case\"")))
        #expect(material.attributes.map(\.name) == ["Gegründet", "Reichweite"])
        #expect(material.attributes.last?.labels["1"] == ["lokal"])
        let weights = try study.rows("SELECT id, coalesce(weight, -1) AS weight FROM coding")
        for row in weights {
            let coding = try #require(material.codings.first { $0.row == row["id"] })
            #expect(Int(coding.weight) == row["weight"])
        }
        for (place, passage) in material.passages.enumerated().dropFirst() {
            let before = material.passages[place - 1]
            #expect((before.document, before.lower, before.upper) < (passage.document, passage.lower, passage.upper))
            #expect(before.firstCoding < passage.firstCoding)
        }
    }

    @Test func tellsWhichQuestionAnAnswerIsTo() throws {
        let material = try study.queryMaterial(everything)
        let question = try #require(material.questions.first { $0.name == "Was ändert sich?" })
        #expect(question.isOpen && question.survey == "Befragung 2025")
        #expect(material.questions.filter(\.isOpen).count == 1)
        #expect(material.sourceQuestions.values.filter { $0 == question.row }.count == 3)
        #expect(try study.queryMaterial(QueryNeeds()).questions.isEmpty)
    }

    @Test func knowsCodersByTheirFormerNames() throws {
        let row = try #require(study.queryMaterial(everything).coders["CD"])
        try study.renameCoder("CD", to: "Kim", by: "AB")
        let coders = try study.queryMaterial(everything).coders
        #expect(coders["CD"] == row && coders["Kim"] == row)
    }

    @Test func givesAnswersTheCaseOfTheirRespondent() throws {
        let material = try study.queryMaterial(everything)
        let rows = try study.rows(
            "SELECT s.id, n.\"case\" FROM source s JOIN respondent n ON n.id = s.respondent")
        #expect(!rows.isEmpty)
        for row in rows {
            let document = try #require(material.documents.first { $0.source == row["id"] })
            #expect(document.caseRow == row["case"])
        }
    }
}
