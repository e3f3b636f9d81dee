import Testing

@testable import FileFormats

struct WordReaderTests {
    private static let namespaces = """
        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
        """

    private func relations(_ target: String, _ type: String = "officeDocument") -> String {
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(type)" Target="\(target)"/></Relationships>
        """
    }

    /// - Parameter styles: what stands in `w:styles`.
    private func read(_ body: String, styles: String? = nil, limits: InputLimits = .init()) throws -> DocumentText {
        let files = try SheetFiles()
        let document = "<w:document \(Self.namespaces)><w:body>\(body)</w:body></w:document>"
        let part = "<w:styles \(Self.namespaces)>\(styles ?? "")</w:styles>"
        let path =
            styles == nil
            ? try files.zip(["_rels/.rels": relations("word/document.xml"), "word/document.xml": document], as: "a.docx")
            : try files.zip(
                [
                    "_rels/.rels": relations("word/document.xml"), "word/document.xml": document,
                    "word/_rels/document.xml.rels": relations("styles.xml", "styles"), "word/styles.xml": part,
                ], as: "a.docx")
        return try WordReader(path: path, limits: limits).read()
    }

    private func lines(_ body: String) throws -> [String] {
        let document = try read(body)
        return document.paragraphs.map(document.text)
    }

    private func run(_ text: String, _ properties: String = "") -> String {
        "<w:r>\(properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>")<w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
    }

    private func problem(_ body: () throws -> DocumentText) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? FormatError).map { [$0.member, $0.problem].compactMap { $0 }.joined(separator: ": ") }
        }
    }

    @Test func readsRunsAtAnyDepth() throws {
        #expect(
            try lines(
                """
                <w:p>\(run("I: "))<w:ins w:id="1">\(run("Was "))</w:ins><w:hyperlink>\(run("war "))</w:hyperlink>\
                <w:smartTag>\(run("das "))</w:smartTag><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>\(run("denn"))</w:sdtContent></w:sdt>\
                <w:fldSimple>\(run("?"))</w:fldSimple></w:p>
                """) == ["I: Was war das denn?"])
    }

    @Test func tabsBreaksAndHyphensAreCharacters() throws {
        #expect(
            try lines(
                """
                <w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>\
                <w:br w:type="page"/><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:t>d\ne</w:t></w:r></w:p>
                """) == ["a\tb\nc\u{2011}\nd e"])
    }

    @Test func deletedMovedAndHiddenTextIsLeftOutAndCounted() throws {
        let document = try read(
            """
            <w:p>\(run("bleibt"))<w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:moveFrom>\(run("fort"))</w:moveFrom>\
            <w:moveTo>\(run(" hier"))</w:moveTo>\(run("geheim", "<w:vanish/>"))\(run(" offen", "<w:vanish w:val=\"0\"/>"))</w:p>
            """)
        #expect(document.paragraphs.map(document.text) == ["bleibt hier offen"])
        #expect(document.leftOut == DocumentText.LeftOut(deletions: 2, hidden: 1))
    }

    private func style(_ id: String, _ type: String, _ content: String, _ attributes: String = "") -> String {
        "<w:style w:type=\"\(type)\" w:styleId=\"\(id)\" \(attributes)><w:name w:val=\"\(id)\"/>\(content)</w:style>"
    }

    private let hides = "<w:rPr><w:b/><w:vanish/></w:rPr>"
    private let shows = "<w:rPr><w:vanish w:val=\"0\"/></w:rPr>"

    private func based(on id: String) -> String { "<w:basedOn w:val=\"\(id)\"/>" }

    @Test func aStyleHidesLikeTheTextItself() throws {
        let styles =
            style("Notiz", "paragraph", hides) + style("NotizKlein", "paragraph", based(on: "Notiz"))
            + style("NotizOffen", "paragraph", based(on: "NotizKlein") + shows) + style("Geheim", "character", hides)
            + style("GeheimKlein", "character", based(on: "Geheim"))
        func paragraph(_ style: String, _ runs: String) -> String {
            "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>\(runs)</w:p>"
        }
        let document = try read(
            """
            <w:p>\(run("offen"))\(run(" geheim", "<w:rStyle w:val=\"GeheimKlein\"/>"))\(run(" sichtbar", "<w:rStyle w:val=\"Geheim\"/><w:vanish w:val=\"0\"/>"))</w:p>\
            \(paragraph("Notiz", run("eins")))\(paragraph("NotizKlein", run("zwei") + run("drei", "<w:vanish w:val=\"false\"/>")))\
            \(paragraph("NotizOffen", run("vier") + run(" fünf", "<w:vanish/>")))<w:p>\(run("sechs"))</w:p>
            """, styles: styles)
        #expect(document.paragraphs.map(document.text) == ["offen sichtbar", "", "drei", "vier", "sechs"])
        #expect(document.leftOut == DocumentText.LeftOut(hidden: 4))
    }

    @Test func stylesOfParagraphAndRunThatBothHideShow() throws {
        let styles = style("Notiz", "paragraph", hides) + style("Geheim", "character", hides)
        let document = try read(
            "<w:p><w:pPr><w:pStyle w:val=\"Notiz\"/></w:pPr>\(run("zu"))\(run("offen", "<w:rStyle w:val=\"Geheim\"/>"))</w:p>",
            styles: styles)
        #expect(document.paragraphs.map(document.text) == ["offen"])
    }

    @Test func theStandardStyleHidesWhatNamesNone() throws {
        let styles = style("Standard", "paragraph", hides, "w:default=\"1\"") + style("Text", "paragraph", "")
        let document = try read(
            "<w:p>\(run("zu"))</w:p><w:p><w:pPr><w:pStyle w:val=\"Text\"/></w:pPr>\(run("offen"))</w:p>", styles: styles)
        #expect(document.paragraphs.map(document.text) == ["offen"])
        let all = try read(
            "<w:p>\(run("zu"))\(run("offen", "<w:vanish w:val=\"off\"/>"))</w:p>",
            styles: "<w:docDefaults><w:rPrDefault>\(hides)</w:rPrDefault></w:docDefaults>")
        #expect(all.paragraphs.map(all.text) == ["offen"])
    }

    @Test func stylesThatHangTogetherInACircleHideNothing() throws {
        let styles = style("A", "paragraph", based(on: "B")) + style("B", "paragraph", based(on: "A"))
        let document = try read("<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr>\(run("offen"))</w:p>", styles: styles)
        #expect(document.paragraphs.map(document.text) == ["offen"])
    }

    @Test func stylesThatAreDamagedAreRefused() {
        let body = "<w:p>\(run("a"))</w:p>"
        #expect(
            problem { try read(body, styles: "<w:style>") }?.hasPrefix("word/styles.xml: is not well-formed XML") ?? false)
        let many = (0...65_536).map { "<w:style w:styleId=\"s\($0)\"/>" }.joined()
        #expect(problem { try read(body, styles: many) } == "word/styles.xml: holds more than 65536 styles, the limit")
    }

    @Test func aDeletedParagraphMarkJoins() throws {
        #expect(
            try lines(
                "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>\(run("Das "))</w:p><w:p>\(run("war es."))</w:p><w:p>\(run("Ende"))</w:p>"
            )
                == ["Das war es.", "Ende"])
    }

    @Test func ofAlternativesOneIsRead() throws {
        #expect(
            try lines(
                """
                <w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><w:t>eins</w:t></mc:Choice><mc:Fallback><w:t>zwei</w:t></mc:Fallback>\
                </mc:AlternateContent></w:r><mc:AlternateContent><mc:Choice Requires="x">\(run(" drei"))</mc:Choice></mc:AlternateContent>\
                \(run(" vier"))</w:p>
                """) == ["eins drei vier"])
    }

    @Test func fieldsStandForTheirResult() throws {
        #expect(
            try lines(
                """
                <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
                <w:r><w:fldChar w:fldCharType="separate"/></w:r>\(run("7"))<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
                """) == ["7"])
    }

    @Test func notesCommentsAndTextBoxesAreCounted() throws {
        let document = try read(
            """
            <w:p>\(run("Text"))<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>\
            <w:r><w:commentReference w:id="0"/></w:r><w:r><w:pict><v:shape><w:txbxContent><w:p>\(run("Kasten"))</w:p></w:txbxContent>\
            </v:shape></w:pict></w:r></w:p>
            """)
        #expect(document.paragraphs.map(document.text) == ["Text"])
        #expect(document.leftOut == DocumentText.LeftOut(comments: 1, notes: 2, textBoxes: 1))
    }

    @Test func symbolsOfWordsOwnReplacementsAreCharacters() throws {
        #expect(
            try lines(
                "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/><w:sym w:font=\"Other\" w:char=\"F041\"/></w:r></w:p>"
            ) == ["→☺\u{F041}"])
    }

    @Test func aTableIsReadRowByRowWithItsCells() throws {
        func cell(_ texts: String..., span: Int = 1) -> String {
            "<w:tc><w:tcPr><w:gridSpan w:val=\"\(span)\"/></w:tcPr>" + texts.map { "<w:p>\(run($0))</w:p>" }.joined()
                + "</w:tc>"
        }
        let document = try read(
            """
            <w:p>\(run("davor"))</w:p><w:tbl><w:tr>\(cell("a", "b", span: 2))\(cell("c"))</w:tr>\
            <w:tr><w:trPr><w:del/></w:trPr>\(cell("weg"))</w:tr><w:tr>\(cell("d"))\(cell(""))\(cell("e"))</w:tr></w:tbl><w:p>\(run("danach"))</w:p>
            """)
        #expect(String(decoding: document.utf8, as: UTF8.self) == "davor\na\nb\tc\nd\t\te\ndanach")
        let cells = document.paragraphs.map { $0.cell.map { [Int($0.table), Int($0.row), Int($0.column)] } }
        #expect(cells == [nil, [0, 0, 0], [0, 0, 0], [0, 0, 2], [0, 2, 0], [0, 2, 1], [0, 2, 2], nil])
    }

    @Test(arguments: ["Heading1", "berschrift2", "Title"])
    func headingsAreKnownByTheirStyle(style: String) throws {
        let document = try read(
            "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>\(run("Kopf"))</w:p><w:p>\(run("Text"))</w:p>")
        #expect(document.paragraphs.map(\.isHeading) == [true, false])
    }

    @Test func emptyParagraphsInARowAreOne() throws {
        #expect(try lines("<w:p>\(run("a"))</w:p><w:p/><w:p/><w:p/><w:p>\(run("b"))</w:p>") == ["a", "", "b"])
    }

    @Test func theMainPartIsTheOneThatIsNamed() throws {
        let files = try SheetFiles()
        let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        let document = "<x:document xmlns:x=\"\(strict)\"><x:body><x:p><x:r><x:t>hier</x:t></x:r></x:p></x:body></x:document>"
        let path = try files.zip(["_rels/.rels": relations("/other/main.xml"), "other/main.xml": document], as: "a.docx")
        let read = try WordReader(path: path).read()
        #expect(String(decoding: read.utf8, as: UTF8.self) == "hier")
    }

    @Test func saysWhatAnotherFileIs() throws {
        let files = try SheetFiles()
        func said(_ path: String) -> String? { problem { try WordReader(path: path).read() } }
        let ods = try files.zip(
            ["mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"], as: "a.docx")
        #expect(said(ods) == "is a spreadsheet (ods), not a Word document (docx)")
        let xlsx = try files.zip(["_rels/.rels": relations("xl/workbook.xml"), "xl/workbook.xml": "<a/>"], as: "b.docx")
        #expect(said(xlsx) == "is an Excel workbook (xlsx), not a Word document (docx)")
        let old = try files.write(
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 512), as: "c.docx")
        #expect(said(old) == "is password-protected or an old .doc (OLE2), not a Word document (docx)")
        #expect(said(try files.write("{\\rtf1 a}", as: "d.docx")) == "is an RTF document, not a Word document (docx)")
        #expect(said(try files.write("<html></html>", as: "e.docx")) == "is an HTML page, not a Word document (docx)")
        #expect(said(try files.write("I: Ja?\n", as: "f.docx")) == "is plain text, not a Word document (docx)")
        #expect(said(try files.write("", as: "g.docx")) == "is empty")
        let missing = try files.zip(["_rels/.rels": relations("word/document.xml")], as: "h.docx")
        #expect(said(missing) == "has no member 'word/document.xml'")
        let noRelations = try files.zip(["word/document.xml": "<a/>"], as: "i.docx")
        #expect(said(noRelations) == "has no member '_rels/.rels'")
    }

    @Test func refusesWhatGoesBeyondALimit() {
        var limits = InputLimits()
        limits.paragraphs = 2
        #expect(
            problem { try read("<w:p>\(run("a"))</w:p><w:p>\(run("b"))</w:p><w:p>\(run("c"))</w:p>", limits: limits) }
                == "word/document.xml: holds more than 2 paragraphs, the limit")
        limits = InputLimits()
        limits.transcriptBytes = 10
        #expect(
            problem { try read("<w:p>\(run("zwölf Bytes"))</w:p>", limits: limits) }
                == "word/document.xml: holds a text of more than 10 bytes, the limit")
        let deep =
            String(repeating: "<w:tbl><w:tr><w:tc>", count: 100) + String(repeating: "</w:tc></w:tr></w:tbl>", count: 100)
        #expect(problem { try read(deep) } == "word/document.xml: nests elements deeper than 256, the limit")
        #expect(problem { try read("<w:p/>") } == "word/document.xml: holds no text")
    }
}
