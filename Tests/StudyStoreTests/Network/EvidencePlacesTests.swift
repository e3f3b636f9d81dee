import StudyModel
import Testing

@testable import StudyStore

struct EvidencePlacesTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    /// What a place says is what the citation of the tie's evidence says.
    @Test func placesAreThoseThatTiesAreCitedWith() throws {
        let ties = try study.ties()
        let places = try study.evidencePlaces()
        #expect(places.count == ties.reduce(0) { $0 + $1.evidence.count } && places.count > 1)
        for tie in ties {
            for evidence in tie.evidence {
                switch evidence {
                case .passage(let citation, _):
                    let range = try #require(citation.range)
                    #expect(
                        places.contains { place in
                            if case .passage(tie.id, _, range) = place { true } else { false }
                        })
                case .response(let citation, _):
                    #expect(
                        places.contains { place in
                            if case .answer(tie.id, _, citation.source) = place { true } else { false }
                        })
                }
            }
        }
    }

    @Test func questionsThatBearOnFindingsAreTold() throws {
        let questions = try study.bearingQuestions()
        #expect(questions.map(\.name) == ["Reichweite"])
        let question = try #require(questions.first)
        #expect(question.survey == "Befragung 2025" && question.kind == .single)
        #expect(question.bearings == ["F1": ["1": .supporting], "F2": ["": .contradicting]])
        #expect(question.labels == ["1": .init("lokal", language: "de"), "2": .init("regional", language: "de")])
    }
}
