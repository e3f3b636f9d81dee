import Importers
import StudyModel
import Testing

struct SpeakerRoleTests {
    private func roles(_ labels: [String]) throws -> [Transcript.Speaker.Role] {
        let text = (labels + labels).map { "\($0): Gut." }.joined(separator: "\n")
        return try read(PlainTextFormat(), text).speakers.map(\.role)
    }

    @Test(arguments: [
        "I", "I1", "IV", "Int", "Interviewer", "Interviewerin", "Moderatorin", "M", "INTERVIEWER 2", "Interviewer:in",
    ])
    func knowsInterviewers(label: String) throws {
        #expect(try roles([label, "Fee", "Rabe"]) == [.interviewer, .other, .other])
    }

    @Test(arguments: ["B", "B1", "IP", "Befragte", "Befragter", "Respondent", "Participant 3", "Teilnehmerin"])
    func knowsRespondents(label: String) throws {
        #expect(try roles([label, "Fee", "Rabe"]) == [.respondent, .other, .other])
    }

    @Test func takesTheOtherOfTwoForTheRespondent() throws {
        #expect(try roles(["Interviewerin", "Frau Roth"]) == [.interviewer, .respondent])
        #expect(try roles(["Frau Roth", "Herr Blau"]) == [.other, .other])
        #expect(try roles(["I", "Frau Roth", "Herr Blau"]) == [.interviewer, .other, .other])
    }
}
