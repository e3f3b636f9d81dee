import StudyModel
import Testing

@testable import Commands
@testable import StudyStore

struct SourcePageTests {
    /// Two turns of a transcript; the labels are not part of the turns, and the second has two cues.
    private let source = SourceText(
        name: "s", caseName: nil, text: "I: Ja?\nB: Gut.\nSehr gut.\n",
        cues: [
            .init(turn: 1, speaker: "I", range: range(3, 6), startMs: nil),
            .init(turn: 2, speaker: "B", range: range(10, 14), startMs: nil),
            .init(turn: 2, speaker: "B", range: range(15, 24), startMs: nil),
        ])

    private func coding(_ lower: Int, _ upper: Int, _ code: String, by coder: String = "AB") -> Coding {
        Coding(
            id: Coding.ID(of: "coding", code), source: "s", caseName: nil, turn: nil, range: range(lower, upper), quote: "",
            code: code, coder: coder, weight: nil, time: "")
    }

    @Test func numberAndSpeakerStandBeforeATurnAndItsCodesBelow() {
        let codings = [coding(3, 6, "A"), coding(3, 6, "A", by: "CD"), coding(15, 19, "B")]
        #expect(
            SourcePage(source: source, codings: codings, turns: nil).lines == [
                "1  I: Ja?", "   │ 3..<6  A (AB) · A (CD)", "2  B: Gut.", "   Sehr gut.", "   │ 15..<19  B (AB)",
            ])
    }

    @Test func aPassageThatBeginsInALabelIsShownWithTheTurnBehindIt() {
        #expect(
            SourcePage(source: source, codings: [coding(7, 12, "A")], turns: nil).lines == [
                "1  I: Ja?", "2  B: Gut.", "   │ 7..<12  A (AB)", "   Sehr gut.",
            ])
    }

    @Test func onlyTheTurnsAskedForAreShown() {
        #expect(SourcePage(source: source, codings: [], turns: 2...9).lines == ["2  B: Gut.", "   Sehr gut."])
        #expect(SourcePage(source: source, codings: [], turns: 3...3).lines.isEmpty)
    }

    @Test func aTextWithoutTurnsIsOneParagraph() {
        let answer = SourceText(name: "a", caseName: nil, text: "Eins\nzwei", cues: [])
        #expect(
            SourcePage(source: answer, codings: [coding(0, 4, "A")], turns: nil).lines.suffix(3) == [
                "   Eins", "   zwei", "   │ 0..<4  A (AB)",
            ])
    }

    @Test func whatCouldSteerATerminalIsShownAsAMark() {
        let text = SourceText(name: "a", caseName: nil, text: "rot\u{1B}[31m", cues: [])
        #expect(SourcePage(source: text, codings: [], turns: nil).lines == ["   rot<U+001B>[31m"])
    }
}

/// A range that is written out in a test, and so is one.
private func range(_ lower: Int, _ upper: Int) -> TextRange {
    guard let range = TextRange(lower, upper) else { preconditionFailure("\(lower)..<\(upper) is no range") }
    return range
}
