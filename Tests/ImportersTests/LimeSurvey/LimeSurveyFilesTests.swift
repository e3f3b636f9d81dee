import Importers
import StudyModel
import Testing

struct LimeSurveyFilesTests {
    private let folder: TemporaryFolder
    private let responses = InventedSurvey.responses([[("id", "1"), ("_77X1X10", "Ja.")]])

    init() throws { folder = try TemporaryFolder() }

    private func read(_ file: InputFile) throws -> SurveyCollector {
        var sink = SurveyCollector()
        try LimeSurveyFormat().read(file, options: ImportOptions(), into: &sink)
        return sink
    }

    @Test func findsTheQuestionnaireBesideTheResponses() throws {
        _ = try folder.file("limesurvey_survey_77.lss", InventedSurvey.structure)
        _ = try folder.file("limesurvey_survey_771.lss", "unread")
        let sink = try read(folder.file("antworten.lsr", responses))
        #expect(sink.answers == ["1 Wandel Ja."])
        #expect(
            sink.diagnostics.map(\.description) == [
                "antworten.lsr: note: the questionnaire is read from 'limesurvey_survey_77.lss' beside it"
            ])
    }

    @Test func namesQuestionsAfterColumnsWhereThereIsNoQuestionnaire() throws {
        let sink = try read(folder.file("antworten.lsr", responses))
        #expect(sink.answers == ["1 77X1X10 Ja."])
        #expect(sink.survey.questions.count == InventedSurvey.fields.count - 4)
        #expect(sink.survey.questions.allSatisfy { $0.kind == .text })
        #expect(
            sink.diagnostics.map(\.message.text) == [
                "no .lss file of this survey lies beside it, so questions are named after their columns and all are text"
            ])
    }

    @Test func takesAResponsesFileWithoutResponsesAsNone() throws {
        let sink = try read(folder.file("leer.lsr", InventedSurvey.document("Responses", version: 347, [])))
        #expect(sink.respondents.isEmpty)
        #expect(sink.survey.questions.isEmpty)
    }

    @Test func refusesParticipants() throws {
        let file = try folder.file("tokens.lst", InventedSurvey.document("Tokens", version: 605, []))
        let refusal = try #require(throws: Refusal.self) { try read(file) }
        #expect(
            refusal.diagnostic.message.text
                == "holds no questionnaire and no responses, but 'Tokens', which is never imported")
    }

    @Test func refusesAnArchiveWithTwoQuestionnairesOrNone() throws {
        let two = try folder.file("zwei.lsa", storedZip([("a.lss", InventedSurvey.structure), ("b.LSS", "")]))
        #expect(
            throws: Refusal(
                at: two.place(), "holds both 'a.lss' and 'b.LSS'", remedy: "unpack it and import the one that is meant")
        ) {
            try read(two)
        }
        let none = try folder.file("keiner.lsa", storedZip([("a.lsr", responses)]))
        #expect(
            throws: Refusal(
                at: none.place(), "holds no .lss file, so no questionnaire", remedy: "export the survey archive again")
        ) {
            try read(none)
        }
    }

    @Test func namesTheMemberThatIsDamaged() throws {
        let file = try folder.file("kaputt.lsa", storedZip([("a.lss", "<document><questions></document>")]))
        let refusal = try #require(throws: Refusal.self) { try read(file) }
        #expect(refusal.diagnostic.place.member == "a.lss")
        #expect(refusal.diagnostic.place.line == 1)
    }

    @Test func recognizesItsFilesByTheirContent() throws {
        let format = LimeSurveyFormat()
        let zip = storedZip([("survey_1.lss", "x")])
        #expect(format.recognizes(InputFile(path: "a.zip"), head: zip))
        #expect(format.recognizes(InputFile(path: "a.xml"), head: Array(responses.utf8.prefix(4096))))
        #expect(!format.recognizes(InputFile(path: "a.zip"), head: storedZip([("content.xml", "x")])))
        #expect(!format.recognizes(InputFile(path: "a.xml"), head: Array("<survey/>".utf8)))
        #expect(format.recognizes(InputFile(path: "a.csv"), head: Array("id,submitdate,startdate,ipaddr,Q1\n".utf8)))
        // Qualtrics'.
        let other = "StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,ResponseId,Q1\n"
        #expect(!format.recognizes(InputFile(path: "a.csv"), head: Array(other.utf8)))
    }
}
