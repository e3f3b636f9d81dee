import StudyModel
import Testing

@testable import Analysis

struct CrossTableTests {
    private func question(_ name: String, _ answers: [[Int]], several: Bool = false) -> ClosedQuestion {
        ClosedQuestion(
            name: name, survey: "S", takesSeveral: several, categories: [.init(value: "a"), .init(value: "b")],
            holders: answers.enumerated().map { .init(respondent: Int64($0), caseName: "\($0)", categories: $1) })
    }

    @Test func aRespondentWithSeveralAnswersStandsOnceInTheBase() {
        let table = CrossTable(question("boxes", [[0, 1], [0], [1]], several: true), by: question("one", [[0], [0], [1]]))
        #expect(table.total == 3)
        #expect(table.rowTotals == [2, 2])
        #expect(table.columnTotals == [2, 1])
        #expect(table.inSeveralRows == 1)
        #expect(table.percent(.column, 0, 0) == 100)
        #expect(table.wholeTest == nil)
    }

    @Test func eachBoxIsTestedByItself() {
        let boxes = question("boxes", [[0, 1], [0], [1], [0], [1], [0, 1]], several: true)
        let table = CrossTable(boxes, by: question("one", [[0], [0], [1], [0], [1], [1]]))
        let tests = table.tests(.init())
        #expect(tests.map(\.row) == [0, 1])
        #expect(tests[0].table.counts == [[3, 1], [0, 2]])
        #expect(tests[0].fisher.map { abs($0 - 0.4) < 1e-12 } == true)
    }

    @Test func aTableOfOneRowHasNothingToCompare() {
        let table = CrossTable(question("one", [[0], [0]]), by: question("two", [[0], [1]]))
        #expect(table.tests(.init()).map(\.remark) == [.nothingToCompare])
    }

    @Test func rowsAreChosenAndSorted() {
        let choice = RowChoice(minimum: 2, top: 2)
        let values: [Double?] = [1, 5, 2, nil, 5]
        #expect(choice.rows(values) { ["\($0)"] } == [1, 4])
        #expect(RowChoice(top: 3, order: .tree).rows(values) { ["\($0)"] } == [1, 2, 4])
        #expect(RowChoice(order: .name).rows([1, 1, 1]) { [["Öl", "Obst", "Ofen"][$0]] } == [1, 2, 0])
        #expect(RowChoice().rows(values) { ["\($0)"] } == [0, 1, 2, 3, 4])
    }

    @Test func numbersArePutIntoClasses() throws {
        let question = ClosedQuestion(
            name: "n", survey: nil, takesSeveral: false,
            categories: [.init(value: "1"), .init(value: "10"), .init(value: "2.5"), .init(value: "none", isMissing: true)],
            holders: [
                .init(respondent: nil, caseName: "x", categories: [1]), .init(respondent: nil, caseName: "y", categories: [3]),
            ])
        let grouped = try #require(question.grouped(at: [10, 2]))
        #expect(grouped.categories.map(\.value) == ["< 2", "2 – < 10", "≥ 10", "none"])
        #expect(grouped.holders.map(\.categories) == [[2], [3]])
        var words = question
        words.categories[0].value = "eins"
        #expect(words.grouped(at: [2]) == nil)
    }

    @Test func aTableThatIsTooLargeForAnExactTestIsLeftWithoutOne() {
        let counts = (0..<9).map { row in (0..<9).map { (row * 7 + $0 * 3) % 5 + 3 } }
        #expect(FisherExact.probability(ContingencyTable(counts), patience: 10_000) == nil)
    }
}
