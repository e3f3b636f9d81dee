import Testing

@testable import FileFormats

struct XLSXReaderTests {
    private static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

    private func relationship(_ id: String, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(Self.office)/\(type)\" Target=\"\(target)\"/>"
    }

    /// Cells as `A2 float 1.5`, and what each sheet holds. `sheet` is what stands in `worksheet`.
    private func read(
        _ sheet: String, strings: String = "", styles: String = "", comments: String = "", workbook: String = "",
        state: String = "visible", limits: InputLimits = .init()
    ) throws -> (cells: [String], sheets: [SheetSummary]) {
        let files = try SheetFiles()
        let path = try files.zip(
            [
                "_rels/.rels":
                    "<Relationships \(Self.package)>\(relationship("r1", "officeDocument", "/xl/workbook.xml"))</Relationships>",
                "xl/workbook.xml":
                    "<workbook \(Self.main) xmlns:r=\"\(Self.office)\">\(workbook)<sheets><sheet name=\"Blatt\" state=\"\(state)\" r:id=\"r1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels":
                    "<Relationships \(Self.package)>\(relationship("r1", "worksheet", "worksheets/sheet1.xml"))\(relationship("r2", "sharedStrings", "sharedStrings.xml"))\(relationship("r3", "styles", "styles.xml"))</Relationships>",
                "xl/sharedStrings.xml": "<sst \(Self.main)>\(strings)</sst>",
                "xl/styles.xml": "<styleSheet \(Self.main)>\(styles)</styleSheet>",
                "xl/worksheets/sheet1.xml": "<worksheet \(Self.main)>\(sheet)</worksheet>",
                "xl/worksheets/_rels/sheet1.xml.rels":
                    "<Relationships \(Self.package)>\(relationship("r1", "comments", "../comments1.xml"))</Relationships>",
                "xl/comments1.xml": "<comments \(Self.main)>\(comments)</comments>",
            ], as: "test.xlsx")
        var cells: [String] = []
        let sheets = try XLSXReader(path: path, limits: limits).read { row in
            for cell in row.cells {
                var text = row.address(of: cell) + (cell.isCovered ? " covered" : "") + " \(cell.kind)"
                switch cell.kind {
                case .float, .percentage, .currency, .boolean: text += " \(cell.number)"
                default: if !cell.text.isEmpty { text += " " + row.text(cell.text) }
                }
                if !cell.currency.isEmpty { text += " " + row.text(cell.currency) }
                if cell.isMergedDown { text += " down" }
                if cell.columnsSpanned > 1 { text += " over \(cell.columnsSpanned)" }
                if !cell.comment.isEmpty { text += " // " + row.comment(of: cell) }
                if let remark = row.remark(on: cell) { text += " by " + remark.author }
                cells.append(text)
            }
        }
        return (cells, sheets)
    }

    @Test func readsEveryTypeOfCell() throws {
        let seen = try read(
            """
            <sheetData><row r="2"><c r="A2" t="s"><v>1</v></c><c t="s"><v>0</v></c><c r="D2" t="inlineStr"><is><r><t>ein</t></r>\
            <r><t xml:space="preserve"> Wort</t></r><rPh><t>nicht</t></rPh></is></c><c r="E2" t="b"><v>1</v></c>\
            <c r="F2" t="e"><v>#N/A</v></c><c r="G2"><v>1.5</v></c><c r="H2" t="str"><f>A1</f><v>a_x000D_b</v></c>\
            <c r="I2" t="d"><v>2025-03-01</v></c><c r="J2" s="9"/><c r="K2" t="str"><f>B1</f><v></v></c></row></sheetData>
            """, strings: "<si><t>eins</t></si><si><r><t>zw</t></r><r><t>ei</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>")
        #expect(
            seen.cells == [
                "A2 string zwei", "B2 string eins", "D2 string ein Wort", "E2 boolean 1.0", "F2 error #N/A", "G2 float 1.5",
                "H2 string a\rb", "I2 date 2025-03-01",
            ])
        #expect(seen.sheets.first?.rows == 2)
        #expect(seen.sheets.first?.columns == 9)
        #expect(seen.sheets.first?.cells == 8)
        #expect(seen.sheets.first?.errors == 1)
    }

    @Test func countsFormulasWithoutAStoredResult() throws {
        let seen = try read(
            """
            <sheetData><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2+1</f><v></v></c><c r="C2"><f>A2</f><v>1</v></c>\
            <c r="D2" t="str"><f>""</f><v></v></c></row><row r="3"><c r="B3"><f>A3+1</f></c><c r="C3"/></row></sheetData>
            """)
        #expect(seen.cells == ["A2 float 1.0", "C2 float 1.0"])
        #expect(seen.sheets.first?.formulasWithoutResult == 2)
        #expect(seen.sheets.first?.firstFormulaWithoutResult == "B2")
    }

    @Test func theFormatOfACellSaysWhatItsNumberIs() throws {
        let styles = """
            <numFmts><numFmt numFmtId="164" formatCode="#,##0.00\\ [$€-407]"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/>\
            <numFmt numFmtId="166" formatCode="&quot;Tag &quot;0"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>\
            <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="10"/>\
            <xf numFmtId="164"/><xf numFmtId="166"/></cellXfs>
            """
        let numbers = [
            ("1", "45717"), ("2", "45717.5"), ("3", "0.375"), ("4", "1.25"), ("5", "0.42"), ("6", "18.5"), ("7", "3"),
        ]
        let cells = numbers.map { "<c s=\"\($0.0)\"><v>\($0.1)</v></c>" }.joined()
        #expect(
            try read("<sheetData><row>\(cells)</row></sheetData>", styles: styles).cells == [
                "A1 date 2025-03-01", "B1 date 2025-03-01T12:00:00", "C1 time PT09H00M00S", "D1 time PT30H00M00S",
                "E1 percentage 0.42", "F1 currency 18.5 EUR", "G1 float 3.0",
            ])
    }

    @Test func aPostcodeKeepsTheZerosThatItsFormatShows() throws {
        let values = ["1067", "38855", "0", "1067.5", "-7"]
        let cells = values.map { "<c s=\"1\"><v>\($0)</v></c>" }.joined()
        #expect(
            try read(
                "<sheetData><row>\(cells)</row></sheetData>",
                styles: "<numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts>"
                    + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
            ).cells == ["A1 string 01067", "B1 float 38855.0", "C1 string 00000", "D1 float 1067.5", "E1 float -7.0"])
    }

    @Test func daysMayBeCountedFrom1904() throws {
        let seen = try read(
            "<sheetData><row><c s=\"1\"><v>0</v></c><c s=\"1\"><v>44255</v></c></row></sheetData>",
            styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>", workbook: "<workbookPr date1904=\"1\"/>")
        #expect(seen.cells == ["A1 date 1904-01-01", "B1 date 2025-03-01"])
    }

    @Test func saysWhatIsHiddenMergedLinkedAndCommented() throws {
        let seen = try read(
            """
            <cols><col min="2" max="3" hidden="1"/><col min="9" max="99" hidden="true"/></cols><sheetData>\
            <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>4</v></c></row>\
            <row r="3" hidden="1"><c r="A3"><v>5</v></c></row></sheetData>\
            <mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells><hyperlinks><hyperlink ref="A1"/></hyperlinks>
            """,
            comments: """
                <authors><author>AB</author></authors><commentList><comment ref="D1" authorId="0"><text><r><t>warum</t></r></text>\
                </comment><comment ref="B3" authorId="0"><text><t>leer</t></text></comment></commentList>
                """, state: "veryHidden")
        #expect(
            seen.cells == [
                "A1 float 1.0 down over 2", "B1 covered float 2.0", "D1 float 4.0 // warum by AB", "A3 float 5.0",
                "B3 empty // leer by AB",
            ])
        let sheet = try #require(seen.sheets.first)
        #expect(sheet.isHidden)
        #expect([sheet.hiddenColumns, sheet.hiddenRows, sheet.coveredCells, sheet.links, sheet.comments] == [2, 1, 1, 1, 2])
    }

    @Test func mergedAreasFollowOneAnotherInTheSameColumns() throws {
        let cells = (1...5).map { "<row><c r=\"A\($0)\"><v>1</v></c><c r=\"B\($0)\"><v>2</v></c></row>" }.joined()
        let areas = ["A1:B1", "A2:A3", "B3:B4", "A4:A5"].map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        #expect(
            try read("<sheetData>\(cells)</sheetData><mergeCells>\(areas)</mergeCells>").cells.map { $0.prefix(5) } == [
                "A1 fl", "B1 co", "A2 fl", "B2 fl", "A3 co", "B3 fl", "A4 fl", "B4 co", "A5 co", "B5 fl",
            ])
    }

    @Test(arguments: ["A1:B2 B2:C3", "A1:C9 B3:B4", "B1:B9 A4:C4"])
    func refusesMergedAreasThatOverlap(areas: String) throws {
        let rows = (1...5).map { "<row r=\"\($0)\"/>" }.joined()
        let merged = areas.split(separator: " ").map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        let error = #expect(throws: FormatError.self) {
            try read("<sheetData>\(rows)</sheetData><mergeCells>\(merged)</mergeCells>")
        }
        #expect(error?.problem.hasPrefix("merged areas overlap in row ") ?? false)
    }

    @Test(.timeLimit(.minutes(1))) func manyCommentsOnOneCellAndManyMergedAreasTakeNoTime() throws {
        let row = "<row>" + String(repeating: "<c><v>1</v></c>", count: 10_000) + "</row>"
        let comment = "<comment ref=\"NTP1\"><text><t>a</t></text></comment>"
        let commented = try read(
            "<sheetData>\(row)</sheetData>",
            comments: "<commentList>\(String(repeating: comment, count: 200_000))</commentList>")
        #expect(commented.sheets.first?.comments == 200_000)
        let columns = (0..<8000).map { CellAddress.column($0) + "1:" + CellAddress.column($0) + "200000" }
        let areas = columns + (2..<100_000).map { "XFC\($0):XFD\($0)" }
        let merged = areas.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        let rows = (1..<100_000).map { "<row r=\"\($0)\"/>" }.joined()
        #expect(try read("<sheetData>\(rows)</sheetData><mergeCells>\(merged)</mergeCells>").cells.isEmpty)
    }

    @Test func commentsStandAlsoInRowsThatTheSheetDoesNotHave() throws {
        func comment(_ place: String, _ text: String) -> String {
            "<comment ref=\"\(place)\"><text><t>\(text)</t></text></comment>"
        }
        let seen = try read(
            """
            <sheetData><row r="2"><c r="B2"><v>1</v></c></row><row><c r="A3"><v>2</v></c></row>\
            <row r="7"><c r="A7"><v>3</v></c></row></sheetData>
            """,
            comments:
                "<commentList>\(comment("C9", "d"))\(comment("A1", "a"))\(comment("A2", "b"))\(comment("B5", "c"))</commentList>"
        )
        #expect(
            seen.cells == [
                "A1 empty // a by ", "A2 empty // b by ", "B2 float 1.0", "A3 float 2.0", "B5 empty // c by ", "A7 float 3.0",
                "C9 empty // d by ",
            ])
        #expect(seen.sheets.first?.rows == 7)
    }

    @Test(arguments: [
        ("<row><c t=\"s\"><v>2</v></c></row>", "names text 2 of 1 that the cells share"),
        ("<row><c t=\"s\"><v>-1</v></c></row>", "names text -1 of 1 that the cells share"),
        ("<row><c><v>viel</v></c></row>", "holds as a number what is none"),
        ("<row r=\"2\"/><row r=\"1\"/>", "row 1 stands behind row 2"),
        ("<row><c r=\"B1\"/><c r=\"A1\"/></row>", "'A1' is no place for the next cell of row 1"),
        ("<row><c r=\"ZZZZ1\"/></row>", "'ZZZZ1' is no place for the next cell of row 1"),
    ])
    func refusesWhatNoSheetHas(rows: String, problem: String) throws {
        let error = #expect(throws: FormatError.self) {
            try read("<sheetData>\(rows)</sheetData>", strings: "<si><t>eins</t></si>")
        }
        #expect(error?.problem == problem)
        #expect(error?.sheet == "Blatt")
    }

    @Test func refusesMoreSharedTextsThanTheLimit() throws {
        var limits = InputLimits()
        limits.sharedStrings = 20
        let error = #expect(throws: FormatError.self) {
            try read("<sheetData/>", strings: "<si><t>0123456789</t></si><si><t>0123456789</t></si>", limits: limits)
        }
        #expect(error?.problem == "holds more than 20 bytes of texts that its cells share")
        #expect(error?.member == "xl/sharedStrings.xml")
    }

    @Test func saysWhatAFileIsThatIsNoWorkbook() throws {
        let files = try SheetFiles()
        func problem(_ path: String) -> String? {
            #expect(throws: FormatError.self) { _ = try XLSXReader(path: path) }?.problem
        }
        #expect(
            try problem(files.write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], as: "a.xls"))
                == "is an old Excel workbook (xls), or one with a password (OLE2)")
        #expect(try problem(files.zip(["xl/workbook.bin": "x"], as: "a.xlsb")) == "is a binary Excel workbook (xlsb)")
        #expect(try problem(files.write("a;b", as: "b.xlsx")) == "is plain text or something else, no Excel workbook (xlsx)")
        #expect(
            try problem(files.zip(["word/document.xml": "x"], as: "c.xlsx")) == "is a DOCX document, no Excel workbook (xlsx)")
    }
}

struct CellFormatsTests {
    @Test(arguments: [
        ("General", CellFormats.Meaning.number), ("0.00E+00", .number), ("dd.mm.yyyy", .date), ("mmm", .date),
        ("h:mm AM/PM", .time),
        ("mm:ss", .time), ("[h]:mm", .duration), ("0.0%", .percentage), ("#,##0.00 \"€\"", .currency("EUR")),
        ("[$CHF-807] #,##0", .currency("CHF")), ("[$-407]d. mmmm yyyy", .date), ("[Red]0;[Blue]-0", .number),
        ("0", .number), ("00000", .digits(5)), ("00.0", .number), (String(repeating: "0", count: 21), .number),
        ("\"Stunden\" 0", .number), ("0\\d", .number), ("#,##0 [$$-409]", .currency("$")),
    ])
    func readsAFormatCode(code: String, meaning: CellFormats.Meaning) {
        #expect(CellFormats.meaning(ofCode: code) == meaning)
    }
}

struct SerialDateTests {
    @Test(arguments: [
        (1.0, "1900-01-01"), (59.0, "1900-02-28"), (61.0, "1900-03-01"), (36_526.0, "2000-01-01"), (45_351.0, "2024-02-29"),
        (45_717.75, "2025-03-01T18:00:00"), (45_717.000011574074, "2025-03-01T00:00:01"), (2_958_465.0, "9999-12-31"),
    ])
    func namesTheDayThatIsMeant(serial: Double, day: String) {
        #expect(SerialDate.date(serial, beginsIn1904: false) == day)
    }

    @Test func knowsNoDayBeyondItsCalendar() {
        #expect(SerialDate.date(-1, beginsIn1904: false) == nil)
        #expect(SerialDate.date(2_958_466, beginsIn1904: false) == nil)
        #expect(SerialDate.duration(.greatestFiniteMagnitude) == nil)
    }

    @Test func writesDurationsOfAnyLength() {
        #expect(SerialDate.duration(1.5) == "PT36H00M00S")
        #expect(SerialDate.duration(-0.25) == "-PT06H00M00S")
        #expect(SerialDate.duration(0.4237280439814815) == "PT10H10M10.103S")
    }
}
