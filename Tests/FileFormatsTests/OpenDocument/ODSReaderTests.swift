import Foundation
import Testing

@testable import FileFormats

struct ODSReaderTests {
    private let mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    private let oneCell = SheetXML.sheet(SheetXML.cell("<text:p>a</text:p>"))

    private func rows(_ sheets: String, styles: String = "", limits: InputLimits = .init()) throws -> (
        rows: [SeenRow], sheets: [SheetSummary]
    ) {
        let files = try SheetFiles()
        return try seenRows(files.write(SheetXML.flat(sheets, styles: styles)), limits: limits)
    }

    private func refusal(_ make: (SheetFiles) throws -> String) throws -> FormatError? {
        let files = try SheetFiles()
        let path = try make(files)
        return #expect(throws: FormatError.self) { _ = try seenRows(path) }
    }

    @Test func countsRepeatedRowsAndColumnsWithoutCopyingThem() throws {
        let seen = try rows(
            SheetXML.sheet(
                """
                <table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-repeated="16384"/>\
                </table:table-row>
                <table:table-row table:number-rows-repeated="22"><table:table-cell/>\
                <table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="2"/></table:table-row>
                <table:table-row table:number-rows-repeated="1048550"><table:table-cell table:number-columns-repeated="16384"/>\
                </table:table-row>
                """))
        #expect(seen.rows == [SeenRow(sheet: "Antworten", number: 5, repeats: 22, cells: ["B×2 float 1.0"])])
        let sheet = try #require(seen.sheets.first)
        #expect(sheet.rows == 26)
        #expect(sheet.columns == 3)
        #expect(sheet.cells == 44)
    }

    @Test func walksGroupsAndHeaderRowsInOrder() throws {
        let row = SheetXML.cell("<text:p>x</text:p>")
        let seen = try rows(
            SheetXML.sheet(
                "<table:table-header-rows>\(row)</table:table-header-rows>\n<table:table-row-group>\(row)<table:table-row-group>"
                    + "\(row)</table:table-row-group></table:table-row-group>\(row)"))
        #expect(seen.rows.map(\.number) == [1, 2, 3, 4])
    }

    @Test func countsCoveredCellsApart() throws {
        let seen = try rows(
            SheetXML.sheet(
                """
                <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>top</text:p></table:table-cell>\
                <table:covered-table-cell><text:p>below</text:p></table:covered-table-cell>\
                <table:table-cell><text:p>next</text:p></table:table-cell></table:table-row>
                """))
        #expect(seen.rows.first?.cells == ["A string top", "B covered string below", "C string next"])
        #expect(seen.sheets.first?.cells == 2)
        #expect(seen.sheets.first?.coveredCells == 1)
    }

    @Test func flagsHiddenSheetsAndRows() throws {
        let style = """
            <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
            """
        let hidden = """
            <table:table table:name="Codes" table:style-name="ta2"><table:table-row table:visibility="filter">\
            <table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>
            """
        let seen = try rows(oneCell + hidden, styles: style)
        #expect(seen.sheets.map(\.isHidden) == [false, true])
        #expect(seen.sheets.map(\.hiddenRows) == [0, 1])
    }

    @Test func leavesOutCachedSheetsOfOtherFiles() throws {
        let cached = SheetXML.sheet(SheetXML.cell("<text:p>x</text:p>"), name: "'file:///tmp/other.ods'#Sheet1")
        #expect(try rows(oneCell + cached).sheets.map(\.name) == ["Antworten"])
    }

    @Test func knowsNamesByNamespaceAndNotByPrefix() throws {
        let files = try SheetFiles()
        let text = SheetXML.flat(oneCell)
            .replacingOccurrences(of: "table:", with: "t:").replacingOccurrences(
                of: "opendocument:xmlns:t:", with: "opendocument:xmlns:table:"
            )
            .replacingOccurrences(of: "xmlns:table=", with: "xmlns:t=")
        #expect(try seenRows(files.write(text)).rows.first?.cells == ["A string a"])
    }

    @Test(arguments: ["0", "-1", "abc", "", "1e9", "99999999999999999999", "9223372036854775807", "2147483648"])
    func refusesACountThatIsNone(count: String) throws {
        let error = try refusal {
            try $0.write(
                SheetXML.flat(
                    SheetXML.sheet(
                        SheetXML.cell("<text:p>a</text:p>") + "<table:table-row table:number-rows-repeated=\"\(count)\"/>")))
        }
        #expect(
            error?.problem
                == "table:number-rows-repeated of row 2 is '\(count.prefix(24))'; it must be a whole number from 1 to 2147483647"
        )
        #expect(error?.sheet == "Antworten")
        #expect(error?.cell == "A2")
    }

    @Test func refusesMoreCellsThanTheLimitBeforeAnyIsCopied() throws {
        var limits = InputLimits()
        limits.cells = 1000
        let row = """
            <table:table-row table:number-rows-repeated="100"><table:table-cell office:value-type="float" office:value="1" \
            table:number-columns-repeated="11"/></table:table-row>
            """
        let error = #expect(throws: FormatError.self) { try rows(SheetXML.sheet(row), limits: limits) }
        #expect(error?.problem == "the sheet holds more than 1000 cells, repeated ones counted")
        #expect(error?.cell == "A1")
    }

    @Test func refusesATextAboveTheLimit() throws {
        var limits = InputLimits()
        limits.textBytes = 100
        let text = String(repeating: "wort ", count: 200)
        let error = #expect(throws: FormatError.self) {
            try rows(SheetXML.sheet(SheetXML.cell("<text:p>\(text)</text:p>")), limits: limits)
        }
        #expect(error?.problem == "the cell holds a text of more than 100 bytes")
    }

    @Test(arguments: ["2000000000", "99999999999", "viele"])
    func refusesMoreBlanksThanACellMayHold(count: String) throws {
        let error = try refusal {
            try $0.write(SheetXML.flat(SheetXML.sheet(SheetXML.cell("<text:p>a<text:s text:c=\"\(count)\"/></text:p>"))))
        }
        #expect(error?.cell == "A1")
    }

    @Test func readsAPackageWithAndWithoutItsMimetype() throws {
        let files = try SheetFiles()
        let content = SheetXML.content(oneCell)
        let whole = try files.zip(["mimetype": mimetype, "content.xml": content])
        #expect(try seenRows(whole).rows.count == 1)
        #expect(try ODSReader(path: whole).hasMimetype)
        let bare = try files.zip(["content.xml": content], as: "bare.ods")
        #expect(try seenRows(bare).rows.count == 1)
        #expect(try !ODSReader(path: bare).hasMimetype)
    }

    @Test func decidesByContentWhetherAFileIsFlat() throws {
        let files = try SheetFiles()
        #expect(try ODSReader(path: files.write(SheetXML.flat(oneCell), as: "renamed.ods")).form == .flat)
    }

    @Test func refusesAPasswordAndSaysHowToSaveWithout() throws {
        let manifest = """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
            <manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>
            </manifest:manifest>
            """
        let error = try refusal {
            try $0.zip(["mimetype": mimetype, "content.xml": "?", "META-INF/manifest.xml": manifest])
        }
        #expect(error?.problem == "is password-protected")
        #expect(error?.remedy == "open it, choose File > Save As, clear 'Save with password', and import that file")
    }

    @Test func saysWhatAnotherFileIs() throws {
        let odt = "application/vnd.oasis.opendocument.text"
        #expect(
            try refusal { try $0.zip(["mimetype": odt, "content.xml": "<a/>"]) }?.problem
                == "is a text document (odt), not a spreadsheet")
        #expect(
            try refusal { try $0.zip(["word/document.xml": "<a/>"]) }?.problem
                == "is a Word document (docx), not an OpenDocument spreadsheet")
        #expect(try refusal { try $0.zip(["a.txt": "a"]) }?.problem == "has no member 'content.xml'")
        #expect(
            try refusal { try $0.write("Liebe Leute", as: "a.ods") }?.problem
                == "is plain text, not an OpenDocument spreadsheet")
        #expect(try refusal { try $0.write([], as: "a.ods") }?.problem == "is empty")
        #expect(
            try refusal { try $0.write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], as: "a.ods") }?.problem
                == "is an old Excel file or a password-protected Office file (OLE2), not an OpenDocument spreadsheet")
        #expect(
            try refusal { try $0.write("<html/>", as: "a.ods") }?.problem
                == "is XML with the root 'html', no OpenDocument spreadsheet")
        #expect(
            try refusal { try $0.write(SheetXML.flat("", kind: "text")) }?.problem
                == "is a text document (odt), not a spreadsheet")
        #expect(try refusal { try $0.write(SheetXML.flat("")) }?.problem == "holds no sheet")
    }

    @Test func namesTheMemberOfADamagedPackage() throws {
        let error = try refusal { try $0.zip(["mimetype": mimetype, "content.xml": "<office:document-content"]) }
        #expect(error?.member == "content.xml")
    }

    @Test func aPostcodeKeepsTheZerosThatItsStyleShows() throws {
        func numbers(_ name: String, _ content: String) -> String {
            "<number:number-style style:name=\"\(name)\">\(content)</number:number-style>"
        }
        func digits(_ count: Int, _ more: String = "") -> String {
            "<number:number number:decimal-places=\"0\" number:min-integer-digits=\"\(count)\" \(more)/>"
        }
        func cells(_ name: String, _ numbers: String) -> String {
            "<style:style style:name=\"\(name)\" style:family=\"table-cell\" style:data-style-name=\"\(numbers)\"/>"
        }
        let styles =
            cells("postcode", "N5") + numbers("N5", digits(5)) + numbers("N1", digits(1)) + cells("plain", "N1")
            + numbers("NT", "<number:text>D-</number:text>" + digits(5)) + cells("text", "NT")
            + numbers("NG", digits(5, "number:grouping=\"true\"")) + cells("grouped", "NG") + cells("none", "N9")
        func cell(_ number: String, _ style: String? = nil) -> String {
            let name = style.map { "table:style-name=\"\($0)\"" } ?? ""
            return
                "<table:table-cell office:value-type=\"float\" office:value=\"\(number)\" \(name)><text:p>x</text:p></table:table-cell>"
        }
        let columns = """
            <table:table-column table:number-columns-repeated="3" table:default-cell-style-name="plain"/>\
            <table:table-column table:number-columns-repeated="2" table:default-cell-style-name="postcode"/>
            """
        let seen = try rows(
            SheetXML.sheet(
                columns + "<table:table-row>" + cell("1067", "postcode") + cell("38855", "postcode") + cell("7") + cell("8")
                    + cell("9", "plain") + cell("10") + "</table:table-row><table:table-row>"
                    + ["text", "grouped", "none"].map { cell("7", $0) }.joined()
                    + "</table:table-row><table:table-row table:default-cell-style-name=\"postcode\">" + cell("1")
                    + "</table:table-row>"), styles: styles)
        #expect(
            seen.rows.map(\.cells) == [
                ["A string 01067", "B float 38855.0", "C float 7.0", "D string 00008", "E float 9.0", "F float 10.0"],
                ["A float 7.0", "B float 7.0", "C float 7.0"], ["A string 00001"],
            ])
    }
}
