import Importers
import StudyModel
import Testing

/// People who share a label and are told apart in brackets.
struct SignsInBracketsTests {
    private func names(_ lines: [String]) throws -> [String] {
        try read(PlainTextFormat(), lines.map { "\($0): Ja.\n" }.joined()).names
    }

    @Test func twoSignsThatComeBackAreTwoSpeakers() throws {
        #expect(try names(["I", "B (w)", "B (m)", "I", "B (w)", "B (m)"]) == ["I", "B (w)", "B (m)"])
        #expect(try names(["I", "B (w)", "B (m)", "B", "B (w)", "B (m)", "B"]) == ["I", "B (w)", "B (m)", "B"])
        #expect(
            try names(["I", "B (Mutter)", "B (Tochter)", "B (Mutter)", "B (Tochter)"]) == ["I", "B (Mutter)", "B (Tochter)"])
        #expect(try names(["**I**", "**B (w)**", "**B (m)**", "**B (w)**", "**B (m)**"]).count == 3)
    }

    @Test func anotherRemarkBehindASignIsNone() throws {
        #expect(try names(["I", "B (w)", "B (m)", "B (w) (lacht)", "B (m)"]) == ["I", "B (w)", "B (m)"])
    }

    @Test func remarksThatComeBackTellNobodyApart() throws {
        #expect(try names(["I", "B (lacht)", "B (leise)", "I", "B (lacht)", "B (leise)"]) == ["I", "B"])
        #expect(try names(["I", "B (w)", "B", "I", "B (w)", "B"]) == ["I", "B"])
        #expect(try names(["I", "B (w)", "B (m)", "I", "B (w)", "B"]) == ["I", "B"])
    }
}
