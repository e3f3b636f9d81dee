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

    @Test func keepsWhatStandsBesideAnswers() throws {
        var batch = AnswerBatch()
        batch.noAnswer(0)
        batch.beginRespondent(name: "R1", caseName: "R1", row: 1)
        batch.beginRespondent(name: "R2", caseName: "R2", row: 2)
        batch.noAnswer(3)
        batch.noAnswer(4, instance: 2, code: "99".utf8)
        batch.occurrence(5, instance: 2, label: "g1[2]".utf8)
        batch.memo(6, text: "nachgefragt".utf8, author: "AB", date: "2025-03-01")
        func text(_ range: Range<Int>?) -> String? { range.map { String(decoding: batch.bytes[$0], as: UTF8.self) } }
        #expect(batch.noAnswers.map(\.place.respondent) == [1, 1])
        #expect(batch.noAnswers.map(\.place.question) == [3, 4])
        #expect(batch.noAnswers.map(\.place.instance) == [1, 2])
        #expect(batch.noAnswers.map { text($0.code) } == [nil, "99"])
        #expect(text(batch.occurrences.first?.label) == "g1[2]")
        let memo = try #require(batch.memos.first)
        #expect([memo.author, memo.date, memo.text].map(text) == ["AB", "2025-03-01", "nachgefragt"])
        #expect(batch.answers.isEmpty)
    }

    @Test func takesNoAnswerBeforeThereIsARespondent() {
        var batch = AnswerBatch()
        batch.answer(0, integer: 1)
        #expect(batch.answers.isEmpty)
    }
}
