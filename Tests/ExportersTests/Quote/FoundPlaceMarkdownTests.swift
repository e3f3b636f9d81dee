import StudyModel
import Testing

@testable import Exporters

struct FoundPlaceMarkdownTests {
    private func place(_ quote: String?, in citation: Citation = Citation(source: "interview-03", turn: 27)) -> FoundPlace {
        FoundPlace(number: 0, citation: citation, quote: quote, revision: 1, state: .placed)
    }

    @Test func aQuoteStandsAboveItsPlaceCaseAndCodes() {
        let citation = Citation(source: "interview-03", caseName: "Initiative 3", turn: 27)
        #expect(
            place("Das Café gehört allen.", in: citation).markdown(codes: ["Offenheit", "Begegnungsort"]) == """
                > Das Café gehört allen.
                >
                > — interview-03:27, Initiative 3; *Offenheit* · *Begegnungsort*

                """)
    }

    /// Signs are those of CommonMark 0.31, whatever accent is set behind them.
    @Test(arguments: [
        (">\u{301}a", "&gt;\u{301}a"), ("*\u{308}", "\\*\u{308}"), ("#\u{301} a", "\\#\u{301} a"),
        ("1.\u{301} a", "1\\.\u{301} a"),
        ("12) a", "12\\) a"), ("\u{661}. a", "\u{661}. a"), ("  - a", "\\- a"), ("é", "é"),
    ])
    func whatIsASignOfMarkdownIsNone(line: String, expected: String) {
        #expect(Array(line.markdownLine.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func linesStayLinesAndAnEmptyOneParts() {
        #expect(
            place("Erst eins\nund zwei.\n\nDann drei.").markdown(codes: []) == """
                > Erst eins\\
                > und zwei.
                >
                > Dann drei.
                >
                > — interview-03:27

                """)
    }

    @Test(arguments: [
        ("- nee", "\\- nee"), ("1. Mai", "1\\. Mai"), ("12) ja", "12\\) ja"), ("# laut", "\\# laut"),
        ("2017 war das", "2017 war das"),
        ("a*b_c `d` <e> [f] & g", "a\\*b\\_c \\`d\\` &lt;e&gt; \\[f\\] &amp; g"), ("    (lacht)", "(lacht)"),
        ("> ja", "&gt; ja"),
    ])
    func signsOfMarkdownAreEscaped(quote: String, line: String) {
        #expect(place(quote).markdown(codes: []) == "> \(line)\n>\n> — interview-03:27\n")
    }

    @Test func aSourceAsAWholeHasNoQuote() {
        #expect(place(nil).markdown(codes: ["Resonanz"]) == nil)
    }
}
