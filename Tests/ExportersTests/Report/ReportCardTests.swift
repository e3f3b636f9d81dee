import Exporters
import StudyModel
import Testing

struct ReportCardTests {
    private func document(_ card: ReportDocument.Card) -> ReportDocument {
        ReportDocument(title: ["T"], language: .english, blocks: [.card(card)])
    }

    private let card = ReportDocument.Card(
        level: 4, number: "1.1", name: "Öffentlicher Raum", anchor: "code-1", colour: "#1b9e77",
        facts: ["under ", .link("1 Räume", to: "code-0")],
        terms: [
            .init(
                "Definition",
                wordings: [
                    .init(language: "de", text: "Ein Ort\n- offen", isFurther: false),
                    .init(language: "en", text: "A place", isFurther: true),
                ])
        ])

    @Test func htmlIsABoxWithItsColourAtTheSideAndTextsInTheirLanguages() {
        let html = String(decoding: document(card).html(), as: UTF8.self)
        #expect(
            html.contains(
                """
                <article class="card" id="code-1" style="border-inline-start-color: #1b9e77">
                <h4><bdi>1.1</bdi> <bdi>Öffentlicher Raum</bdi></h4>
                <p class="facts">under <a href="#code-0"><bdi>1 Räume</bdi></a></p>
                <dl>
                <dt>Definition</dt>
                <dd dir="auto" lang="de">Ein Ort<br/>- offen</dd>
                <dd class="further" dir="auto" lang="en"><bdi class="language">en</bdi> A place</dd>
                </dl>
                </article>
                """))
        #expect(html.contains("break-inside: avoid") && html.contains("size: A4"))
    }

    @Test func aReportWithoutCardsKeepsItsStyle() {
        let report = ReportDocument(title: ["T"], language: .english, blocks: [.paragraph(["p"])])
        #expect(!String(decoding: report.html(), as: UTF8.self).contains("size: A4"))
    }

    @Test func markdownHasTheSameHeadingAndItsTermsAsParagraphs() {
        #expect(
            document(card).markdown() == """
                # T

                #### 1.1 Öffentlicher Raum

                under 1 Räume

                **Definition:** Ein Ort\\
                \\- offen

                *en:* A place

                """)
    }

    @Test func latexHasALineForEachTextAndTheColourInParts() {
        // 0x1b / 255 is 0.105…, 0x9e / 255 is 0.619…, 0x77 / 255 is 0.466….
        #expect(
            document(card).latex().contains(
                """
                \\begin{card}{code-1}{\\swatch{0.105,0.619,0.466}}{1.1}{Öffentlicher Raum}
                \\facts{under \\hyperref[code-0]{1 Räume}}
                \\term{Definition}{Ein Ort\\newline{}- offen}
                \\term{}{\\further{en}A place}
                \\end{card}
                """))
    }

    @Test(arguments: [
        ("100 % & #1_a", "100 \\% \\& \\#1\\_a"), ("~^\\", "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}"),
        ("ab 👍 c", "ab \\foreign{U+1F44D}{👍} c"), ("שלום", "\\foreign{U+5E9 U+5DC U+5D5 U+5DD}{שלום}"),
        ("a → b", "a \\ensuremath{\\rightarrow} b"), ("„ÄÖÜß“ – Łódź", "„ÄÖÜß“ – Łódź"),
        ("x\u{301}%", "x\\foreign{U+301}{\u{301}}\\%"),
    ])
    func latexNamesSignsThatItsFontsDoNotHave(name: String, expected: String) {
        let text = document(.init(level: 3, number: "", name: name, anchor: "a")).latex()
        #expect(text.contains("\\begin{card}{a}{}{}{\(expected)}\n"))
    }

    @Test func anEmptyLineIsAParagraphOfLaTeX() {
        let wording = ReportDocument.Wording(language: "", text: "\n\none\ntwo\n \nthree\n", isFurther: false)
        let text = document(.init(level: 3, number: "", name: "n", anchor: "a", terms: [.init("D", wordings: [wording])]))
            .latex()
        #expect(text.contains("\\term{D}{one\\newline{}two\\par three}\n"))
    }

    @Test func contentsAreSetInAndTheIndexNamesNumbersBehindNames() {
        let entry = ReportDocument.Entry(depth: 1, number: "1.1", name: "Ödland", anchor: "code-1")
        let document = ReportDocument(title: ["T"], language: .english, blocks: [.contents([entry]), .index([entry])])
        #expect(document.markdown() == "# T\n\n  - 1.1 Ödland\n\n  - Ödland, 1.1\n")
        let html = String(decoding: document.html(), as: UTF8.self)
        #expect(html.contains("<li style=\"--depth: 1\"><a href=\"#code-1\"><bdi>1.1</bdi> <bdi>Ödland</bdi></a></li>"))
        #expect(document.latex().contains("\\entry{1}{code-1}{}{1.1}{Ödland}\n"))
        #expect(document.latex().contains("\\indexed{code-1}{}{1.1}{Ödland}\n"))
    }
}
