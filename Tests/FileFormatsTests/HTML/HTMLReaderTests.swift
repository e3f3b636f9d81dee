import Testing

@testable import FileFormats

struct HTMLReaderTests {
    private func read(_ html: String) throws -> DocumentText { try HTMLReader.read(Array(html.utf8)) }

    private func lines(_ html: String) throws -> [String] {
        let document = try read(html)
        return document.paragraphs.map(document.text)
    }

    @Test func blocksAreParagraphs() throws {
        #expect(
            try lines(
                "<html><head><title>x</title></head><body>a<p>b <b>c</b>\n d</p><div>e<ul><li>f<li>g</ul></div><h2>h</h2></body></html>"
            )
                == ["a", "b c d", "e", "f", "g", "h"])
    }

    @Test func oneBreakIsALineAndTwoAreAParagraph() throws {
        #expect(try lines("<p>a<br>b<br/><br/>c<br></p>") == ["a\nb", "c"])
    }

    @Test func entitiesAreDecodedAndBlanksKept() throws {
        #expect(
            try lines("<p>&Auml;pfel &amp; &#8222;Birnen&#x201C;&nbsp;&lt;3 & mehr < viel</p>") == [
                "Äpfel & „Birnen“\u{A0}<3 & mehr < viel"
            ])
    }

    @Test func whatIsNotShownIsDropped() throws {
        #expect(
            try lines(
                "<style>p {}</style><script>if (a < b) {}</script><p>a<span style=\"display: none\">b<span>c</span></span>d<!-- e --></p><p hidden>f</p>g"
            ) == ["ad", "g"])
    }

    @Test func preformattedTextKeepsItsLines() throws {
        #expect(try lines("<pre>a  b\n  c</pre>") == ["a  b\n  c"])
    }

    @Test func wordsOwnTagsPartNothing() throws {
        #expect(try lines("<p>a<o:p></o:p>b <st1:place>c</st1:place></p>") == ["ab c"])
    }

    @Test func cellsAreCountedAlsoUnderOnesThatReachDown() throws {
        let document = try read(
            "<table><tr><td rowspan=2>I</td><td>a</td></tr><tr><td>b<td></td></tr></table><table><tr><td colspan=\"2\">c</td><td>d</td></tr></table>"
        )
        #expect(String(decoding: document.utf8, as: UTF8.self) == "I\ta\nb\t\nc\td")
        #expect(
            document.paragraphs.map { $0.cell.map { [Int($0.table), Int($0.row), Int($0.column)] } ?? [] } == [
                [0, 0, 0], [0, 0, 1], [0, 1, 1], [0, 1, 2], [1, 0, 0], [1, 0, 2],
            ])
    }

    @Test func anchorsAreNamedPlaces() throws {
        let document = try read("<p>I: <a name=\"ts_0_900_S01\">a</a><a href='x'>b</a><a id=y>c</a></p>")
        #expect(document.anchors.map(\.name) == ["ts_0_900_S01", "y"])
        #expect(document.anchors.map(\.position) == [2, 5])
    }

    @Test func theCharacterSetIsTheOneThatThePageNames() {
        #expect(HTMLReader.declaredEncoding(Array("<meta charset=\"ISO-8859-1\">".utf8)) == "iso-8859-1")
        #expect(HTMLReader.declaredEncoding(Array("<meta content='text/html; charset=windows-1252'>".utf8)) == "windows-1252")
        #expect(HTMLReader.declaredEncoding(Array("<meta charset=klingon>".utf8)) == nil)
    }

    @Test func aPageIsToldByItsStart() {
        for start in [
            "<!DOCTYPE html>", "\u{FEFF}<html lang=de>", "<?xml version=\"1.0\"?>\n<!-- a -->\n<!doctype HTML PUBLIC",
        ] {
            #expect(HTMLHead.isHTML(Array(start.utf8)))
        }
        #expect(!HTMLHead.isHTML(Array("<p>a</p>".utf8)))
    }

    @Test(arguments: [
        "<table>", "</td></table><td>", "<p", "<!--", "&#99999999999;", "<a name='",
        "<table><td rowspan=999999 colspan=999999>",
    ])
    func brokenMarkupIsSurvived(html: String) throws {
        #expect(try !lines("x" + html + String(repeating: "<table><tr><td>", count: 200) + "y").isEmpty)
    }

    @Test func aQuotationMarkThatIsNeverClosedCostsNoSearchForEachTag() throws {
        let html = "<p>I: a</p>" + String(repeating: "<i \"'>", count: 50_000) + "<p>B: b</p>"
        #expect(try lines(html) == ["I: a", "B: b"])
    }
}
