import Foundation
import Importers
import StudyModel

/// Keeps what an importer hands over.
struct SurveyCollector: SurveySink {
    private(set) var begun = Survey(name: "", format: "")
    private(set) var survey = Survey(name: "", format: "")
    private(set) var diagnostics: [Diagnostic] = []
    /// `respondent question value`, with `#2` behind the question where it is the second instance.
    private(set) var answers: [String] = []
    private(set) var respondents: [AnswerBatch.Respondent] = []
    /// `respondent question`, and the code where one was chosen.
    private(set) var noAnswers: [String] = []
    /// `respondent question label`.
    private(set) var occurrences: [String] = []
    /// `respondent question author date text`.
    private(set) var memos: [String] = []

    mutating func begin(_ survey: Survey) throws { begun = survey }

    mutating func append(_ batch: consuming AnswerBatch) throws {
        func place(_ place: AnswerBatch.Place) -> String {
            let instance = place.instance > 1 ? "#\(place.instance)" : ""
            return "\(batch.respondents[place.respondent].name) \(begun.questions[Int(place.question)].name)\(instance)"
        }
        func text(_ range: Range<Int>) -> String { String(decoding: batch.bytes[range], as: UTF8.self) }
        noAnswers += batch.noAnswers.map { place($0.place) + ($0.code.map { " " + text($0) } ?? "") }
        occurrences += batch.occurrences.map { "\(place($0.place)) \(text($0.label))" }
        memos += batch.memos.map { "\(place($0.place)) \(text($0.author)) \(text($0.date)) \(text($0.text))" }
        for respondent in batch.respondents {
            respondents.append(respondent)
            for answer in batch.answers[respondent.answers] {
                let name = begun.questions[Int(answer.question)].name
                let instance = answer.instance > 1 ? "#\(answer.instance)" : ""
                answers.append("\(respondent.name) \(name)\(instance) \(batch.text(of: answer))")
            }
        }
    }

    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws {
        self.survey = survey
        self.diagnostics = diagnostics
    }

    func question(_ name: String) -> Question? { survey.questions.first { $0.name == name } }
}

/// A folder of files made for one test, which goes with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> InputFile {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        return InputFile(path: path + "/" + name)
    }

    func file(_ name: String, _ text: String) throws -> InputFile { try file(name, Array(text.utf8)) }
}
