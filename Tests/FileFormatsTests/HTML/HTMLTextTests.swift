import FileFormats
import Testing

struct HTMLTextTests {
    @Test(arguments: [
        ("<p>Wie oft<br />treffen Sie sich?</p>\n", "Wie oft treffen Sie sich?"),
        ("f<b>ett</b> und <span style=\"a>b\">bunt</span>", "fett und bunt"),
        ("Caf&eacute; &amp; K&uuml;che, 5&nbsp;&euro; &#228;&#xE4; &apos;", "Café & Küche, 5 € ää '"),
        ("a < b & c &unknown; &", "a < b & c &unknown; &"),
        ("<style>p { color: red }</style>Text<script>if (a < b) {}</script>", "Text"),
        ("vor<!-- <p>nie</p> -->nach", "vor nach"),
        ("Hallo {TOKEN:FIRSTNAME}, <i>{INSERTANS:1X2X3}</i>", "Hallo {TOKEN:FIRSTNAME}, {INSERTANS:1X2X3}"),
        ("  zwei \n Zeilen ", "zwei Zeilen"),
    ])
    func keepsWordsAndDropsMarkup(html: String, text: String) {
        #expect(html.textOfHTML == text)
    }

    @Test func keepsAnUnclosedTag() {
        #expect("x <p und <!-- offen".textOfHTML == "x <p und <!-- offen")
    }

    @Test func leavesWhiteSpaceAndEverythingButTagsWhereItIsWithoutTags() {
        #expect("<p>Sch&ouml;n,  <b>ja</b></p>\n<p>a < b &amp;c</p><!-- nie -->".withoutHTMLTags == "Schön,  ja\na < b &c")
    }
}
