import StudyModel
import Testing

struct AnswerBatchTests {
    @Test func givesEachAnswerToTheRespondentBegunLast() {
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R1", caseName: "Fall 1", row: 2)
        batch.answer(0, integer: 7)
        batch.answer(1, text: "Größe".utf8)
        batch.beginRespondent(name: "R2", caseName: "Fall 2", row: 3, isComplete: false)
        batch.beginRespondent(name: "R3", caseName: "Fall 1", row: 4)
        batch.answer(2, instance: 2, decimal: 0.5)
        batch.answer(1, text: "".utf8)
        #expect(batch.respondents.map(\.answers) == [0..<2, 2..<2, 2..<4])
        #expect(batch.respondents.map(\.isComplete) == [true, false, true])
        #expect(batch.answers.map { batch.text(of: $0) } == ["7", "Größe", "0.5", ""])
        #expect(batch.answers.map(\.question) == [0, 1, 2, 1])
        #expect(batch.answers.map(\.instance) == [1, 1, 2, 1])
    }

    @Test func keepsTextsSideBySide() {
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R1", caseName: "R1", row: 1)
        batch.answer(0, text: "ä".utf8)
        batch.answer(1, text: "bc".utf8)
        #expect(batch.answers.map(\.value) == [.text(0..<2), .text(2..<4)])
        #expect(batch.bytes == Array("äbc".utf8))
    }

    @Test func takesNoAnswerBeforeThereIsARespondent() {
        var batch = AnswerBatch()
        batch.answer(0, integer: 1)
        #expect(batch.answers.isEmpty)
    }
}
