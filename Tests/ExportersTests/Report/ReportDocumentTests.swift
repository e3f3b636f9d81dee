import Exporters
import FileFormats
import Foundation
import StudyModel
import Testing

struct ReportDocumentTests {
    /// Names that would be signs of a format, end a tag or an attribute, turn the direction, or steer a terminal.
    static let hostile = [
        "A & B <c>", "\"><script>alert(1)</script>", "](javascript:x) [y", "👩‍👩‍👧 Ödland", "\u{202E}txt.exe", "עברית",
        "zwei\nZeilen",
        "`code` ``mehr``", "| a | b |", "# kein Titel", "1. keine Liste", "https://example.org www.example.org a@example.org",
        "</style><style>", "<!-- --> ]]> &amp; &#38;", "\u{0}\u{7}\u{FFFE}", "'=1+1", "***fett*** ~~weg~~ $x$",
    ]

    static func document(_ name: String, in language: Language = .german) -> ReportDocument {
        let place = FoundPlace(
            number: 0, citation: Citation(source: name, caseName: name, turn: 3, range: TextRange(0, 5)), quote: name,
            revision: 1,
            state: .placed)
        let network = Network(
            name: "n", isDirected: true, nodeAttributes: [.init("label", .string), .init("ap_class", .string)],
            edgeAttributes: [.init("evidence", .string)],
            nodes: ["a", "b"].map { .init(id: $0, values: ["label": .string(name), "ap_class": .string(name)]) },
            edges: [.init(id: "e", source: "a", target: "b", values: ["evidence": .string(name)])])
        let picture = NetworkPicture(network, at: [.init(x: 0, y: 0), .init(x: 1, y: 0)], sizes: [1, 2])
        return ReportDocument(
            title: ["Erkenntnisse: ", .name(name)], language: language, studyLanguage: "de",
            blocks: [
                .paragraph(["Vor ", .name(name), .lineBreak, .strong(name), .small(name), .command(name)]),
                .heading(2, [.name(name)], anchor: "finding-1 \(name)"), .claim(name),
                .list([[.name(name)], [.link(name, to: name)]]),
                .quotes([.init(place: place, codes: [name, name], remark: name)]),
                .table(
                    .init(columns: [(name, false), ("n", true)], rows: [[[.name(name)], ["1"]], [[.command(name)], []]])),
                .picture(svg: picture.svg(title: name), caption: [.name(name)]), .note([.name(name)]),
                .details([.name(name)], [.paragraph([.name(name)])]), .card(card(name)),
                .contents([.init(depth: 0, number: "1", name: name, anchor: name, colour: "#0072b2")]),
                .index([.init(depth: 0, number: name, name: name, anchor: "a", colour: name)]),
            ])
    }

    private static func card(_ name: String) -> ReportDocument.Card {
        .init(
            level: 3, number: name, name: name, anchor: name, colour: name, facts: [.name(name)],
            terms: [.init(name, line: [.name(name)], wordings: [.init(language: name, text: name, isFurther: true)])])
    }

    @Test(arguments: hostile)
    func htmlIsWellFormedAndHoldsNoTagsOfTheStudy(name: String) throws {
        let html = Self.document(name).html()
        let elements = Elements()
        try XMLReader(handler: elements).read(MemoryByteSource(html))
        #expect(
            elements.names.subtracting([
                "html", "head", "meta", "title", "style", "body", "main", "h1", "section", "h2", "p", "bdi", "br", "strong",
                "small",
                "code", "ul", "li", "a", "figure", "blockquote", "figcaption", "cite", "div", "table", "thead", "tbody", "tr",
                "th",
                "td", "details", "summary", "article", "dl", "dt", "dd", "span", "h3", "svg", "rect", "g", "text", "line",
                "polygon", "circle",
            ]) == [])
        #expect(elements.styles == 1)
        let text = String(decoding: html, as: UTF8.self)
        #expect(!text.contains("<script") && !text.contains("src=") && !text.contains("url("))
        #expect(!text.contains("href=\"h") && !text.contains("href=\"j"))
        #expect(text.contains("default-src 'none'"))
        // What it says is there, but for what is made visible or replaced.
        if !name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 0x202E || $0.value == 0xFFFE }) {
            #expect(elements.text.contains(name))
        }
        #expect(!elements.text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func whatIsFoldedUpStandsBelowItsTitle() {
        let document = ReportDocument(
            title: ["T"], language: .english, blocks: [.details(["All"], [.paragraph(["one"]), .paragraph(["two"])])])
        let html = String(decoding: document.html(), as: UTF8.self)
        #expect(html.contains("<details>\n<summary>All</summary>\n<p>one</p>\n<p>two</p>\n</details>\n"))
        #expect(document.markdown() == "# T\n\n#### All\n\none\n\ntwo\n")
    }

    @Test func htmlSaysItsLanguageThatOfQuotesAndWhereNamesEnd() {
        let text = String(decoding: Self.document("עברית", in: .english).html(), as: UTF8.self)
        #expect(text.contains("<html lang=\"en\">"))
        #expect(text.contains("<blockquote dir=\"auto\" lang=\"de\">עברית</blockquote>"))
        #expect(text.contains("Vor <bdi>עברית</bdi>"))
        #expect(
            text.contains(
                "<cite><bdi class=\"place\">עברית:3</bdi></cite>, <bdi>עברית</bdi> — <bdi>עברית</bdi> · <bdi>עברית</bdi>; עברית"
            ))
    }

    @Test func aPageBeginsWithEachHeadingOfTheSecondLevel() {
        var document = Self.document("A")
        document.blocks.append(.heading(2, ["B"]))
        let text = String(decoding: document.html(), as: UTF8.self)
        #expect(text.components(separatedBy: "<section>").count == 3 && text.components(separatedBy: "</section>").count == 3)
        #expect(text.contains("break-before: page"))
    }

    @Test func aLanguageThatIsNoneIsNotWritten() {
        var document = Self.document("A")
        document.studyLanguage = "de\" onclick=\"x"
        #expect(!String(decoding: document.html(), as: UTF8.self).contains("onclick"))
    }

    @Test func markdownEscapesWhatItWouldReadAsSigns() {
        func line(_ name: String) -> String {
            let document = ReportDocument(title: ["T"], language: .german, blocks: [.paragraph([.name(name)])])
            return String(document.markdown().dropFirst("# T\n\n".count).dropLast())
        }
        #expect(line("A & B <c>") == "A &amp; B &lt;c&gt;")
        #expect(line("](x) [y") == "\\](x) \\[y")
        #expect(line("# kein Titel") == "\\# kein Titel")
        #expect(line("1. keine Liste") == "1\\. keine Liste")
        #expect(line("https://example.org") == "https:\\//example.org")
        #expect(line("www.example.org a@b") == "www\\.example.org a\\@b")
        #expect(line("zwei\nZeilen") == "zwei␊Zeilen")
        #expect(line("**fett**") == "\\*\\*fett\\*\\*")
    }

    @Test func markdownHasTablesQuotesAndCommands() {
        let place = FoundPlace(
            number: 0, citation: Citation(source: "i-01", caseName: "Fall", turn: 3), quote: "Eins.\n- Zwei", revision: 1,
            state: .placed)
        let document = ReportDocument(
            title: [.name("T")], language: .german,
            blocks: [
                .heading(2, ["H"]), .quotes([.init(place: place, codes: ["K_1"], remark: "Gewicht 80")]),
                .table(
                    .init(
                        columns: [("a|b", false), ("n", true)],
                        rows: [[[.name("x|y"), .lineBreak, .small("z")], [.command("a`b|c")]]])),
            ])
        #expect(
            document.markdown() == """
                # T

                ## H

                > Eins.\\
                > \\- Zwei
                >
                > — i-01:3, Fall; *K\\_1*; Gewicht 80

                | a\\|b | n |
                | --- | ---: |
                | x\\|y<br>z | ``a`b\\|c`` |

                """)
    }
}

/// The elements of a document and its text.
private final class Elements: XMLEventHandler {
    private(set) var names: Set<String> = []
    private(set) var styles = 0
    private var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
        names.insert(name.local)
        if name.local == "style" { styles += 1 }
    }

    func endElement(_ name: XMLName) {}
    func characters(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }
}
