import StudyModel
import Testing

@testable import Analysis

struct FindingQuestionTests {
    private func question(_ values: [String], _ given: [[Int]], missing: Set<Int> = []) -> ClosedQuestion {
        ClosedQuestion(
            name: "q", survey: "U", takesSeveral: true,
            categories: values.enumerated().map { .init(value: $1, isMissing: missing.contains($0)) },
            holders: given.enumerated().map { .init(respondent: Int64($0), caseName: "Fall \($0)", categories: $1) })
    }

    @Test func countsRespondentsByAnswer() {
        let line = FindingsReport.QuestionLine(
            question(["1", "2", "99"], [[0], [0, 1], [2], [1]], missing: [2]), kind: .single, wording: "Wie?",
            bearings: ["": .supporting, "2": .contradicting], labels: ["1": "lokal"])
        #expect(line.answered == 3 && line.unanswered == 1 && line.bearing == .supporting)
        #expect(
            line.answers == [
                .init(value: "1", label: "lokal", count: 2, bearing: nil),
                .init(value: "2", label: nil, count: 2, bearing: .contradicting),
            ])
    }

    @Test func ofManyAnswersThoseThatBearAndThoseGivenMostAreShown() {
        let values = (0..<15).map { "v\($0)" }
        // The first is given most, the last not at all, yet it bears.
        let given = (0..<14).flatMap { value in Array(repeating: [value], count: 20 - value) }
        let line = FindingsReport.QuestionLine(
            question(values, given), kind: .text, wording: .init(), bearings: ["v14": .supporting])
        #expect(line.answers.map(\.value) == (0..<11).map { "v\($0)" } + ["v14"])
        #expect(line.furtherAnswers == 3)
    }

    @Test func manyNumbersAreToldByTheirMiddleAndEnds() {
        let given = (0..<13).map { [$0] } + [[12]]
        let line = FindingsReport.QuestionLine(
            question((0..<13).map { "\($0 * 2)" }, given), kind: .integer, wording: .init(), bearings: ["": .supporting])
        // 0, 2, … 24, 24: the middle of fourteen lies between 12 and 14.
        #expect(line.numbers == .init(least: 0, median: 13, greatest: 24))
        #expect(line.answers.isEmpty)
    }
}
