import StudyModel
import Testing

struct QuoteFinderTests {
    private func places(_ quote: String, in text: String, window: TextRange? = nil) -> ([String], QuoteFinder.Match) {
        var finder = QuoteFinder(text)
        let found = finder.places(of: quote, in: window)
        return (found.ranges.map(\.description), found.match)
    }

    @Test func findsAQuoteThatStandsJustSo() {
        #expect(places("Dorfplatz", in: "Auf dem Dorfplatz.") == (["8..<17"], .exact))
    }

    @Test func findsEveryPlaceInReadingOrder() {
        #expect(places("ja", in: "ja, ja, ja") == (["0..<2", "4..<6", "8..<10"], .exact))
    }

    @Test func findsPlacesThatOverlap() {
        #expect(places("anan", in: "ananan") == (["0..<4", "2..<6"], .exact))
    }

    @Test func countsScalarsBeforeAndInsideOfEmoji() {
        // 👨‍👩‍👧 is five scalars, 🇩🇪 two.
        #expect(places("👨‍👩‍👧 im", in: "🇩🇪 Straße 👨‍👩‍👧 im") == (["10..<18"], .exact))
    }

    @Test func countsAcrossLongTexts() {
        let text = String(repeating: "ä€😀b", count: 1000) + "Ende" + String(repeating: "ü", count: 500)
        #expect(places("Ende", in: text) == (["4000..<4004"], .exact))
        #expect(places("Endeü", in: text) == (["4000..<4005"], .exact))
    }

    @Test func theBytesOfOneLetterAreNotFoundInAnother() {
        // ö is C3 B6 and ¶ is C2 B6 in UTF-8.
        #expect(places("¶", in: "öö") == ([], .alike))
    }

    @Test func findsAQuoteInTheOtherNormalForm() {
        #expect(places("Dorfcaf\u{E9}", in: "Das Dorfcafe\u{301} hier") == (["4..<13"], .alike))
        #expect(places("Dorfcafe\u{301}", in: "Das Dorfcaf\u{E9} hier") == (["4..<12"], .alike))
        #expect(places("\u{AC00}", in: "\u{1100}\u{1161}") == (["0..<2"], .alike))
    }

    @Test func findsAQuoteWithOtherWhiteSpace() {
        #expect(places("auf dem Platz", in: "Wir\nauf \n dem\u{A0}Platz.") == (["4..<19"], .alike))
        #expect(places(" auf\tdem ", in: "Wir sind auf dem Weg") == (["9..<16"], .alike))
    }

    @Test func prefersPlacesWhereItStandsJustSo() {
        #expect(places("a b", in: "a  b a b") == (["5..<8"], .exact))
    }

    @Test func doesNotEndInsideALetterWithItsAccents() {
        #expect(places("Cafe", in: "Im Caf\u{E9}.") == ([], .alike))
        #expect(places("Cafe", in: "Im Cafe\u{301}.") == ([], .alike))
        #expect(places("Im Cafe", in: "Im  Cafe\u{301}.") == ([], .alike))
        #expect(places("Cafe", in: "Im Cafe\u{301}, im Cafe.") == (["13..<17"], .exact))
        #expect(places("Cafe\u{301}", in: "Im Cafe\u{301}.") == (["3..<8"], .exact))
    }

    @Test func looksOnlyInTheWindow() {
        let text = "ja nein ja nein ja"
        #expect(places("ja", in: text, window: TextRange(3, 16)) == (["8..<10"], .exact))
        #expect(places("ja", in: text, window: TextRange(9, 17)) == ([], .alike))
        #expect(places("ja  nein", in: text, window: TextRange(8, 18)) == (["8..<15"], .alike))
        #expect(places("nein  ja", in: text, window: TextRange(8, 17)) == ([], .alike))
        #expect(places("ja", in: text, window: TextRange(16, 900)) == (["16..<18"], .exact))
        #expect(places("ja", in: text, window: TextRange(300, 900)) == ([], .alike))
    }

    @Test(arguments: ["", "\n\t"])
    func findsNothingForNoWords(quote: String) {
        #expect(places(quote, in: "a text") == ([], .alike))
        #expect(places(quote, in: "") == ([], .alike))
    }

    @Test func finderServesManyQuotes() {
        var finder = QuoteFinder("eins  zwei\ndrei eins zwei")
        #expect(finder.places(of: "zwei drei").ranges.map(\.description) == ["6..<15"])
        #expect(finder.places(of: "eins zwei", in: TextRange(0, 12)).ranges.map(\.description) == ["0..<10"])
        #expect(finder.places(of: "eins zwei").ranges.map(\.description) == ["16..<25"])
    }

    @Test func handsOutTheBytesOfARange() throws {
        let finder = QuoteFinder("Zoë 👍🏽!")
        #expect(finder.text(at: try #require(TextRange(2, 5))) == Array("ë 👍".utf8))
        #expect(finder.text(at: try #require(TextRange(6, 99))) == Array("!".utf8))
        #expect(finder.text(at: try #require(TextRange(50, 99))).isEmpty)
    }
}
