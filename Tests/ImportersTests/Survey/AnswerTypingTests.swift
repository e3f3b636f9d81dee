import StudyModel
import Testing

@testable import Importers

struct AnswerTypingTests {
    /// The answers as they are stored, and the kind of the question after them.
    private func stored(_ texts: [String], as kind: Question.Kind, isAsked: Bool = false) -> (
        [AnswerBatch.Value], [String], Question.Kind
    ) {
        var typing = AnswerTyping([Question(name: "q", kind: kind)], declared: isAsked ? [0] : [])
        var batch = AnswerBatch()
        batch.beginRespondent(name: "1", caseName: "1", row: 1)
        for (index, text) in texts.enumerated() {
            #expect(typing.add(Array(text.utf8)[...], to: 0, row: index + 1, in: &batch) == nil)
        }
        return (batch.answers.map(\.value), batch.answers.map { batch.text(of: $0) }, typing.questions[0].kind)
    }

    @Test func readsADatabasesDecimalsAsNumbers() {
        let (values, _, kind) = stored(["1.0000000000", "-2.5000000000", "0.1"], as: .decimal)
        #expect(values == [.decimal(1), .decimal(-2.5), .decimal(0.1)])
        #expect(kind == .decimal)
    }

    @Test func widensAnIntegerToADecimalAndThenToText() {
        #expect(stored(["3", "4.5"], as: .integer).0 == [.integer(3), .decimal(4.5)])
        let (_, texts, kind) = stored(["3", "4.5", "viele"], as: .integer)
        #expect(texts == ["3", "4.5", "viele"])
        #expect(kind == .text)
    }

    @Test(arguments: ["06484", "+5", "1e3", "12345678901234567890", "0.1234567890123456", "1.", ".", "-"])
    func keepsAsTextWhatANumberWouldChange(text: String) {
        let (_, texts, kind) = stored([text], as: .decimal)
        #expect(texts == [text])
        #expect(kind == .text)
    }

    @Test func acceptsADecimalCommaWhereANumberIsAskedFor() {
        #expect(stored(["3,5"], as: .decimal, isAsked: true).0 == [.decimal(3.5)])
        #expect(stored(["1.5", "1,500"], as: .decimal).2 == .text)
    }

    @Test func keepsTheDayOfADateAndWidensForATime() {
        let (_, days, kind) = stored(["2024-02-29 00:00:00", "1.3.2025"], as: .date, isAsked: true)
        #expect(days == ["2024-02-29", "2025-03-01"])
        #expect(kind == .date)
        #expect(stored(["2025-03-01 14:30:00"], as: .date).2 == .dateTime)
        #expect(stored(["2025-02-29"], as: .date).2 == .text)
    }

    @Test func keepsTheKindThatAMapSaysAndTheAnswerAsText() {
        var typing = AnswerTyping([Question(name: "q", kind: .integer)], declared: [0])
        var batch = AnswerBatch()
        batch.beginRespondent(name: "1", caseName: "1", row: 1)
        #expect(typing.add(Array("4.5".utf8)[...], to: 0, row: 1, in: &batch) == .integer)
        #expect(batch.answers.map { batch.text(of: $0) } == ["4.5"])
        #expect(typing.questions[0].kind == .integer)
    }

    @Test func givesEveryTextTheLineEndsOfStoredTexts() {
        for kind in [Question.Kind.open, .text, .single, .multiple, .actor] {
            #expect(stored(["eins\r\nzwei\rdrei\u{FFFE}"], as: kind).1 == ["eins\nzwei\ndrei\u{FFFD}"])
        }
        #expect(stored(["eins\r\nzwei", "3"], as: .integer).1 == ["eins\nzwei", "3"])
    }

    @Test func dropsCodesOfNoAnswerAndReadsLabelsAsCodes() {
        let reach = Question(
            name: "q", kind: .single, labels: [ValueLabel(code: "1", label: LocalizedText("lokal"))], missing: ["99"])
        var typing = AnswerTyping([reach], takesLabels: true)
        var batch = AnswerBatch()
        batch.beginRespondent(name: "1", caseName: "1", row: 1)
        for text in ["lokal", "1", "99", "99.0000000000", "weltweit"] {
            #expect(typing.add(Array(text.utf8)[...], to: 0, row: 1, in: &batch) == nil)
        }
        #expect(batch.answers.map { batch.text(of: $0) } == ["1", "1", "weltweit"])
    }

    @Test func storesTruthAsOneAndZero() {
        #expect(stored(["ja", "false", "1"], as: .boolean, isAsked: true).0 == [.integer(1), .integer(0), .integer(1)])
    }

    @Test func takesNumbersForTextOnceZerosAtTheEndTellThemApart() {
        func texts(isGuessed: Bool) -> ([String], Question.Kind) {
            var typing = AnswerTyping([Question(name: "q", kind: .decimal)], isGuessed: isGuessed)
            var batch = AnswerBatch()
            batch.beginRespondent(name: "1", caseName: "1", row: 1)
            for text in ["1.1", "1.2", "1.10", "1.20"] {
                #expect(typing.add(Array(text.utf8)[...], to: 0, row: 1, in: &batch) == nil)
            }
            return (batch.answers.map { batch.text(of: $0) }, typing.questions[0].kind)
        }
        #expect(texts(isGuessed: true) == (["1.1", "1.2", "1.10", "1.20"], .text))
        #expect(texts(isGuessed: false) == (["1.1", "1.2", "1.1", "1.2"], .decimal))
    }

    @Test func tellsHowManyAnswersAreCodesWithoutLabels() {
        let labels = [
            ValueLabel(code: "1", label: LocalizedText("lokal")), ValueLabel(code: "2", label: LocalizedText("weit")),
        ]
        var typing = AnswerTyping(
            [
                Question(name: "reach", kind: .single, labels: labels, missing: ["9"]),
                Question(name: "all", kind: .choices, labels: labels), Question(name: "age", kind: .integer, labels: labels),
            ])
        var batch = AnswerBatch()
        batch.beginRespondent(name: "1", caseName: "1", row: 1)
        for text in ["1", "1.0", " 2", "9", "-oth-", "3", "4", "3.0"] {
            #expect(typing.add(Array(text.utf8)[...], to: 0, row: 1, in: &batch) == nil)
        }
        for text in ["1 2", "1 3"] { #expect(typing.add(Array(text.utf8)[...], to: 1, row: 1, in: &batch) == nil) }
        #expect(typing.add(Array("34".utf8)[...], to: 2, row: 1, in: &batch) == nil)
        #expect(
            typing.unlabelledNotes(at: Diagnostic.Place(file: "dorf.csv")).map(\.description) == [
                """
                dorf.csv: note: 3 answers to 'reach' are codes without labels
                  label them in a map, or name as 'missing' what is no answer
                """,
                """
                dorf.csv: note: 1 answer to 'all' is a code without a label
                  label them in a map, or name as 'missing' what is no answer
                """,
            ])
    }
}
