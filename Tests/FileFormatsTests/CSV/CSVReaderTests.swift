import Testing

@testable import FileFormats

struct CSVReaderTests {
    /// Each row as `2: A=x C=y`, and what the sheet holds.
    private func rows(
        _ bytes: [UInt8], as name: String = "a.csv", _ options: CSVOptions = .init(), limits: InputLimits = .init()
    ) throws -> (rows: [String], sheet: SheetSummary, reader: CSVReader) {
        let files = try SheetFiles()
        let reader = try CSVReader(path: files.write(bytes, as: name), options: options, limits: limits)
        var rows: [String] = []
        let sheets = try reader.read { row in
            let cells = row.cells.map { "\(CellAddress.column($0.column))=\(row.text($0.text))" }
            rows.append("\(row.number): " + cells.joined(separator: " "))
        }
        return (rows, try #require(sheets.first), reader)
    }

    private func rows(_ text: String, as name: String = "a.csv", _ options: CSVOptions = .init()) throws -> [String] {
        try rows(Array(text.utf8), as: name, options).rows
    }

    private func refusal(
        _ text: String, _ options: CSVOptions = .init(), limits: InputLimits = .init()
    ) throws -> String? {
        let error = #expect(throws: FormatError.self) { try rows(Array(text.utf8), options, limits: limits) }
        return error.map { "\($0.line.map(String.init) ?? "-"): \($0.problem)" }
    }

    @Test func readsWhatRFC4180Has() throws {
        let text = "a,b,c\r\n1,\"x, y\",\"er sagte \"\"ja\"\"\"\r\n\"zwei\r\nZeilen\",,3\r\n"
        #expect(try rows(text) == ["1: A=a B=b C=c", "2: A=1 B=x, y C=er sagte \"ja\"", "3: A=zwei\r\nZeilen C=3"])
    }

    @Test func aQuotationMarkInsideAFieldIsAMark() throws {
        #expect(try rows("a,b\n1,5\" Rohr\"\n") == ["1: A=a B=b", "2: A=1 B=5\" Rohr\""])
    }

    @Test(arguments: [
        "a,b\n1,2\n", "a,b\r1,2\r", "a,b\r\n1,2\r\n", "a,b\r\r\n1,2\r\r\n", "a,b\n1,2", "a,b\n1,\"2\"", "a,b\n1,2\r",
    ])
    func aRowEndsWithAnyLineEndOrWithTheFile(text: String) throws {
        #expect(try rows(text) == ["1: A=a B=b", "2: A=1 B=2"])
    }

    @Test func blankLinesCountButHoldNothing() throws {
        #expect(try rows("a,b\n\n\n1,2\n,\n3,4\n\n") == ["1: A=a B=b", "4: A=1 B=2", "6: A=3 B=4"])
        #expect(try rows("a,b\r\r\r1,2\r") == ["1: A=a B=b", "4: A=1 B=2"])
    }

    @Test func countsRowsColumnsAndValues() throws {
        let sheet = try rows(Array("a,b,,\n1,,,\n\n,\"\",,\n".utf8)).sheet
        #expect(sheet.rows == 2)
        #expect(sheet.columns == 2)
        #expect(sheet.cells == 3)
        #expect(sheet.name.isEmpty)
    }

    @Test func emptyFieldsAtTheEndMakeARowNoLonger() throws {
        #expect(try rows("a,b\n1,2,\n3,4,,\n") == ["1: A=a B=b", "2: A=1 B=2", "3: A=3 B=4"])
    }

    @Test func refusesARowOfAnotherLengthWithItsRowAndLine() throws {
        #expect(try refusal("a,b,c\n1,\"2\n2\",3\n1,2\n") == "4: row 3 has 2 fields, row 1 has 3")
        #expect(try refusal("a,b\n1,2,3\n") == "2: row 2 has 3 fields, row 1 has 2")
        #expect(try refusal("a,b,c\n1,2,3\nx\n1,2,3\n") == "3: row 3 has 1 field, row 1 has 3")
    }

    @Test func takesSuchARowWhereItIsToldTo() throws {
        var options = CSVOptions()
        options.isLenient = true
        let seen = try rows(Array("a,b\n1\n1,2,3\n".utf8), options)
        #expect(seen.rows == ["1: A=a B=b", "2: A=1", "3: A=1 B=2 C=3"])
        #expect(seen.sheet.shortRows == 1)
        #expect(seen.sheet.longRows == 1)
    }

    @Test func rowsAboveTheHeaderMayHaveAnyLength() throws {
        var options = CSVOptions()
        options.header = 2
        #expect(try rows("Stand Mai\na,b\n1,2\n", options: options) == ["1: A=Stand Mai", "2: A=a B=b", "3: A=1 B=2"])
    }

    private func rows(_ text: String, options: CSVOptions) throws -> [String] { try rows(Array(text.utf8), options).rows }

    @Test func refusesAMarkThatIsNeverClosedWhereItOpens() throws {
        #expect(
            try refusal("id,a\n1,x\n2,\"offen\n3,b\n") == "3: the quotation mark that opens field 2 of row 3 is never closed")
    }

    @Test func refusesTextBehindAClosingMarkUnlessToldOtherwise() throws {
        let text = "id,a\n1,\"x\n\"y\"\n"
        #expect(
            try refusal(text) == "3: text follows the closing quotation mark of field 2 in row 2, which was opened in line 2")
        var options = CSVOptions()
        options.isLenient = true
        #expect(try rows(text, options: options) == ["1: A=id B=a", "2: A=1 B=x\ny\""])
        options = CSVOptions()
        options.quote = CSVOptions.Quote.none
        #expect(try rows("id,a\n1,\"x\"y\n", options: options) == ["1: A=id B=a", "2: A=1 B=\"x\"y"])
    }

    @Test func passesOverBlanksBehindAClosingMark() throws {
        #expect(try rows("a,b\n\"1\" ,\"2\"\t\n") == ["1: A=a B=b", "2: A=1 B=2"])
    }

    @Test func refusesANULWithRowAndColumn() throws {
        #expect(try refusal("id,a\n1,x\0y\n") == "2: row 2, column 2 holds a NUL character, which no text has")
        #expect(try refusal("id,a\n1,\"x\n\0y\"\n") == "3: row 2, column 2 holds a NUL character, which no text has")
    }

    @Test func refusesAFieldAndARowAboveTheLimits() throws {
        var limits = InputLimits()
        limits.textBytes = 10
        #expect(
            try refusal("a,b\n1,12345678901\n", limits: limits) == "2: row 2, column 2 holds a text of more than 10 bytes")
        let wide = (0..<9).map { _ in "1234567" }.joined(separator: ",")
        #expect(try refusal(wide + "\n", limits: limits) == "1: row 1 holds more than 40 bytes")
        limits = InputLimits()
        limits.cells = 3
        #expect(try refusal("a,b\n1,2\n", limits: limits) == "2: the file holds more than 3 values, in row 2")
    }

    @Test func readsUTF16AsExcelWritesItAndOtherCharacterSets() throws {
        let wide: [UInt8] = "id\tname\r\n1\tMüller 👍\r\n".utf16.reduce(into: [0xFF, 0xFE]) {
            $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)]
        }
        let seen = try rows(wide)
        #expect(seen.rows == ["1: A=id B=name", "2: A=1 B=Müller 👍"])
        #expect(seen.reader.storage == "tsv")
        let windows = try rows(Array("id;name\r\n1;M".utf8) + [0xFC] + Array("ller\r\n".utf8))
        #expect(windows.rows == ["1: A=id B=name", "2: A=1 B=Müller"])
        #expect(windows.reader.encoding == .windows1252)
        #expect(windows.reader.isEncodingGuessed)
        var options = CSVOptions()
        options.encoding = "macintosh"
        #expect(
            try rows(Array("id;name\r\n1;M".utf8) + [0x9F] + Array("ller\r\n".utf8), options).rows.last == "2: A=1 B=Müller")
    }

    @Test func theByteOrderMarkIsNoPartOfTheFirstName() throws {
        #expect(try rows("\u{FEFF}id,a\n1,x\n") == ["1: A=id B=a", "2: A=1 B=x"])
        #expect(try rows("\u{FEFF}\"id\",a\n1,x\n") == ["1: A=id B=a", "2: A=1 B=x"])
    }

    @Test func refusesUTF8MixedWithAnotherSetWithItsLine() throws {
        let bytes = Array("id,a\n1,für\n2,f".utf8) + [0xFC] + Array("r\n".utf8)
        let error = #expect(throws: FormatError.self) { try rows(bytes) }
        #expect(error?.line == 3)
        #expect(error?.byteOffset == 15)
    }

    @Test(arguments: ["", "\u{FEFF}"]) func refusesAnEmptyFile(text: String) throws {
        #expect(try refusal(text) == "-: is empty")
    }

    @Test func readsAFileOfManyBlocksLikeASmallOne() throws {
        // Longer than a block of 256 KiB, with characters and fields across its end.
        let field = String(repeating: "äöü, \"\"ß\"\" ", count: 30)
        let count = 1200
        let text = "n,t\r\n" + (1...count).map { "\($0),\"\(field)\"\r\n" }.joined()
        let seen = try rows(Array(text.utf8))
        #expect(seen.rows.count == count + 1)
        let expected = field.replacing("\"\"", with: "\"")
        #expect(seen.rows.dropFirst().enumerated().allSatisfy { $1 == "\($0 + 2): A=\($0 + 1) B=\(expected)" })
    }
}
