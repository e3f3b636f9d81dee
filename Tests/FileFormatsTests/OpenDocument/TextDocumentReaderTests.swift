import Testing

@testable import FileFormats

struct TextDocumentReaderTests {
    private static let namespaces = SheetXML.namespaces

    private func flat(_ text: String, styles: String = "", kind: String = "text") -> String {
        """
        <office:document \(Self.namespaces) office:mimetype="application/vnd.oasis.opendocument.\(kind)">\
        <office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:text>\(text)</office:text></office:body>\
        </office:document>
        """
    }

    private func read(_ text: String, styles: String = "") throws -> DocumentText {
        let files = try SheetFiles()
        return try TextDocumentReader(path: files.write(flat(text, styles: styles), as: "a.fodt")).read()
    }

    private func problem(_ path: String) -> String? {
        do {
            _ = try TextDocumentReader(path: path).read()
            return nil
        } catch {
            return (error as? FormatError)?.problem
        }
    }

    @Test func whiteSpaceIsThatOfTheStandard() throws {
        let document = try read(
            "<text:p>  a <text:span> b</text:span><text:s text:c=\"3\"/><text:tab/>c<text:line-break/>d\n </text:p><text:p>e</text:p>"
        )
        #expect(document.paragraphs.map(document.text) == ["a b   \tc\nd", "e"])
    }

    @Test func listsSectionsAndTablesAreReadInOrder() throws {
        let document = try read(
            """
            <text:h>Kopf</text:h><text:section><text:list><text:list-item><text:p>eins</text:p></text:list-item></text:list></text:section>\
            <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated="2"><text:p/></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>\
            </table:table-row></table:table>
            """)
        #expect(String(decoding: document.utf8, as: UTF8.self) == "Kopf\neins\na\t\tb")
        #expect(document.paragraphs.map(\.isHeading) == [true, false, false, false, false])
        #expect(document.paragraphs.map { $0.cell?.column } == [nil, nil, 0, 1, 3])
    }

    @Test func whatIsNoRunningTextIsLeftOutAndCounted() throws {
        let document = try read(
            """
            <text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region>\
            </text:tracked-changes><text:sequence-decls><text:sequence-decl/></text:sequence-decls><text:p>Text<office:annotation>\
            <text:p>dazu</text:p></office:annotation><text:note><text:note-body><text:p>unten</text:p></text:note-body></text:note>\
            <text:span text:style-name="T1">geheim</text:span><draw:frame><draw:text-box><text:p>Kasten</text:p></draw:text-box></draw:frame></text:p>
            """,
            styles:
                "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>"
        )
        #expect(document.paragraphs.map(document.text) == ["Text"])
        #expect(document.leftOut == DocumentText.LeftOut(comments: 1, notes: 1, hidden: 1, textBoxes: 1))
    }

    @Test func saysWhatAnotherFileIs() throws {
        let files = try SheetFiles()
        let ods = try files.zip(
            ["mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"], as: "a.odt")
        #expect(problem(ods) == "is a spreadsheet (ods), not an OpenDocument text")
        let docx = try files.zip(["word/document.xml": "<a/>"], as: "b.odt")
        #expect(problem(docx) == "is a Word document (docx), not an OpenDocument text")
        #expect(problem(try files.write("{\\rtf1 a}", as: "c.odt")) == "is an RTF document, not an OpenDocument text")
        #expect(problem(try files.write("<a/>", as: "d.odt")) == "is XML with the root 'a', not an OpenDocument text")
        #expect(
            problem(try files.write(flat("", kind: "presentation"), as: "e.fodt"))
                == "is a presentation (odp), not an OpenDocument text")
        #expect(problem(try files.write(flat("<text:p/>"), as: "f.fodt")) == "holds no text")
    }

    @Test func manyBlanksAtOnceAreRefused() throws {
        let files = try SheetFiles()
        let path = try files.write(flat("<text:p>a<text:s text:c=\"999999999\"/></text:p>"), as: "a.fodt")
        #expect(problem(path) == "holds a text of more than 67108864 bytes, the limit")
    }
}
