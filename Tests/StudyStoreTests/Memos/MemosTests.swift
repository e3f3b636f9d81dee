import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct MemosTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func passage(_ words: String, turn: Int? = nil) -> MemoTarget {
        .passage(source: "interview-01", .quote(words, turn: turn, occurrence: nil))
    }

    @Test func areOnAnythingInTheStudyAndSayWhat() throws {
        let coding = try #require(study.codings().first { $0.code == "Rückzug" && $0.source == "interview-01" })
        let tie = try #require(study.ties().first { $0.kind == "Streit" })
        let targets: [(MemoTarget, Memo.Subject, String)] = [
            (.study, .study, ""), (.source("interview-01"), .source, "interview-01"),
            (.source("Befragung 2025/R2/Was ändert sich?[2]"), .source, "Befragung 2025/R2/Was ändert sich?[2]"),
            (passage("ist ruhig"), .passage, "interview-01:2 44..<53"),
            (.passage(source: "interview-01", .turns(2...3)), .passage, "interview-01:2 30..<88"),
            (.coding(coding.id), .coding, "interview-01:2 59..<73 Rückzug"), (.code("Raum/Rückzug"), .code, "Rückzug"),
            (.caseName("Kupferau"), .case, "Kupferau"), (.actor("Waldschule"), .actor, "Schule am Wald"),
            (.tie(tie.id), .tie, "Dorfcafé – Schule am Wald (Streit)"),
        ]
        for (target, subject, on) in targets {
            let memo = try study.addMemo("Warum?", on: target, by: "CD").memo
            #expect(memo.subject == subject)
            #expect(memo.on == on)
            #expect(try study.memo(memo.id.description) == memo)
        }
        #expect(
            try study.memos(.init(coder: "CD")).map(\.subject)
                == [.study, .source, .source, .passage, .passage, .coding, .code, .case, .actor, .tie])
        #expect(try study.isSound())
    }

    @Test func twoThatSayTheSameAreTwo() throws {
        let first = try study.addMemo("Gleich", on: .study, by: "AB").memo
        let second = try study.addMemo("Gleich", on: .study, by: "AB").memo
        #expect(first.id != second.id)
        #expect(try study.memos(.init(subject: .study)).count == 2)
    }

    @Test func areNotWrittenWhereNothingIsNamed() throws {
        let before = try study.counts
        #expect(throws: StudyError("no actor 'Dorfcaf'", remedy: "did you mean 'Dorfcafé'?")) {
            try study.addMemo("x", on: .actor("Dorfcaf"), by: "AB")
        }
        #expect(throws: StudyError("no source 'interview-1'", remedy: "did you mean 'interview-01'?")) {
            try study.addMemo("x", on: .source("interview-1"), by: "AB")
        }
        #expect(throws: Unplaced.self) { try study.addMemo("x", on: passage("steht nirgends"), by: "AB") }
        #expect(throws: StudyError.self) { try study.addMemo("x", on: .tie(Tie.ID(of: "tie", "x")), by: "AB") }
        #expect(try study.counts == before)
    }

    @Test func keepWriterTimeAndIDWhenTheyAreRewritten() throws {
        let memo = try study.addMemo("Erst so", title: "Frage", on: .code("Resonanz"), by: "CD").memo
        let outcome = try study.editMemo(String(memo.id.description.prefix(6)), title: nil, text: "Dann so", by: "AB")
        #expect(outcome.isChanged)
        #expect(outcome.memo.text == "Dann so")
        #expect(outcome.memo.title == "Frage")
        #expect((outcome.memo.id, outcome.memo.coder, outcome.memo.time) == (memo.id, "CD", memo.time))
        let events = try study.count("event")
        #expect(try !study.editMemo(memo.id.description, title: "Frage", text: "Dann so", by: "AB").isChanged)
        #expect(try study.count("event") == events)
        _ = try study.undo(by: "AB")
        #expect(try study.memo(memo.id.description) == memo)
    }

    @Test func areFoundByWordsAsASearchFindsThem() throws {
        _ = try study.addMemo("Viele Übungen", on: .study, by: "AB")
        _ = try study.addMemo("nichts", title: "Straße", on: .study, by: "CD")
        func found(_ words: String) throws -> [String] {
            try study.memos(.init(subject: .study, words: WordPattern(words))).map(\.text)
        }
        #expect(try found("uebung*") == ["Viele Übungen"])
        #expect(try found("ubungen") == ["Viele Übungen"])
        #expect(try found("STRASSE") == ["nichts"])
        #expect(try found("Übung").isEmpty)
        #expect(throws: StudyError.self) { try study.memos(.init(coder: "EF")) }
    }

    @Test func aPassageStaysAsLongAsAMemoIsOnIt() throws {
        let before = try study.state()
        let memo = try study.addMemo("Nur hier", on: passage("ist ruhig"), by: "AB").memo
        // The tie's evidence has the same passage.
        #expect(try study.count("passage") == study.rows("SELECT DISTINCT id FROM passage").count)
        let other = try study.addMemo("Neue Stelle", on: passage("Und sonst?"), by: "AB").memo
        let passages = try study.count("passage")
        _ = try study.removeMemos([memo.id.description, other.id.description, memo.id.description], by: "AB")
        #expect(try study.count("passage") == passages - 1)
        #expect(try study.isSound())
        for _ in 0..<3 { _ = try study.undo(by: "AB") }
        #expect(try study.state() == before)
        for _ in 0..<2 { _ = try study.redo(by: "AB") }
        #expect(try study.memo(other.id.description).on == "interview-01:3 78..<88")
    }

    @Test func goAlongWhenTheirSourceIsEdited() throws {
        let memo = try study.addMemo("Bild", on: passage("ist ruhig"), by: "AB").memo
        let gone = try study.addMemo("Frage", on: passage("Und sonst?"), by: "AB").memo
        var intakes = [
            try Sample.transcript(
                file: "neu.txt", [("I", "Eine ganz neue Frage?"), ("B", "Ja."), ("B", "👍🏽 Die Straße ist ruhig.")])
        ]
        _ = try study.update(by: "AB", anchor: Sample.anchor) { intakes.popLast() }
        #expect(try study.memo(memo.id.description).on == "interview-01:2 49..<58")
        #expect(try study.memo(gone.id.description).on == "interview-01:3 78..<88")
        _ = try study.undo(by: "AB")
        #expect(try study.memo(memo.id.description).on == "interview-01:2 44..<53")
        #expect(try study.isSound())
    }

    @Test func goWithWhatTheyAreOnOrToWhatTakesItsPlace() throws {
        let code = try study.addMemo("zum Code", on: .code("Rückzug"), by: "AB").memo
        let ofCase = try study.addMemo("zum Fall", on: .caseName("Kupferau"), by: "AB").memo
        _ = try study.mergeCodes(["Rückzug"], into: "Resonanz", by: "AB")
        _ = try study.mergeCases(["Kupferau"], into: "Dorfcafé", by: "AB")
        #expect(try study.memo(code.id.description).on == "Resonanz")
        #expect(try study.memo(ofCase.id.description).on == "Dorfcafé")
        _ = try study.removeCodes(["Resonanz"], codings: .delete, by: "AB")
        #expect(throws: StudyError.self) { try study.memo(code.id.description) }
        #expect(try study.isSound())
        for _ in 0..<3 { _ = try study.undo(by: "AB") }
        #expect(try study.memo(code.id.description) == code)
        #expect(try study.memo(ofCase.id.description) == ofCase)
    }

    @Test func aLaterMemoHoldsWhatItIsOn() throws {
        _ = try study.addCases(["Neu"], by: "AB")
        let event = try #require(study.rows("SELECT max(id) AS id FROM event").first)["id"] as Int64
        _ = try study.addMemo("bleibt", on: .caseName("Neu"), by: "AB")
        _ = try study.undo(event, by: "AB")
        #expect(try study.cases().map(\.name).contains("Neu"))
    }
}
