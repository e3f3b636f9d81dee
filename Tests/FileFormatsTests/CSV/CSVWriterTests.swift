import FileFormats
import Testing

struct CSVWriterTests {
    private func text(_ dialect: CSVWriter.Dialect, _ write: (inout CSVWriter) -> Void) -> String {
        var csv = CSVWriter(dialect)
        write(&csv)
        csv.endRow()
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("Räume", "Räume"), (" a ", " a "), ("a,b", "\"a,b\""), ("a;b", "a;b"), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("=1+1", "=1+1"), ("-5", "-5"),
    ])
    func quotesOnlyWhereRFC4180AsksForIt(value: String, expected: String) {
        #expect(text(.standard) { $0.text(value) } == expected + "\r\n")
    }

    @Test(arguments: ["=1+1", "+49", "-5", "@x", "\tx"])
    func keepsExcelFromRunningATextAsAFormula(value: String) {
        #expect(text(.excel) { $0.text(value) } == "\u{FEFF}'\(value)\r\n")
    }

    @Test func guardsAFormulaInsideItsQuotes() {
        #expect(text(.excel) { $0.text("=A1;B1") } == "\u{FEFF}\"'=A1;B1\"\r\n")
        #expect(text(.excel) { $0.text("\rx") } == "\u{FEFF}\"'\rx\"\r\n")
    }

    @Test func writesNumbersAsEachDialectReadsThem() {
        func numbers(_ csv: inout CSVWriter) {
            csv.number(-0.5)
            csv.integer(-7)
            csv.number(3)
            csv.empty()
            csv.boolean(true)
        }
        #expect(text(.standard, numbers) == "-0.5,-7,3,,true\r\n")
        #expect(text(.excel, numbers) == "\u{FEFF}-0,5;-7;3;;true\r\n")
    }

    @Test func namesWhatIsNotFiniteAsTableSchemaDoes() {
        let written = text(.standard) { csv in
            csv.number(.nan)
            csv.number(.infinity)
            csv.number(-.infinity)
        }
        #expect(written == "NaN,INF,-INF\r\n")
    }

    @Test func doesNotLeaveALoneEmptyFieldAsAnEmptyLine() {
        #expect(text(.standard) { $0.empty() } == "\"\"\r\n")
        #expect(text(.standard) { $0.text("") } == "\"\"\r\n")
        #expect(text(.excel) { $0.empty() } == "\u{FEFF}\"\"\r\n")
    }

    @Test func handsOverWholeRows() throws {
        var csv = CSVWriter()
        var blocks: [String] = []
        csv.text("a")
        csv.endRow()
        try csv.flush(into: { blocks.append(String(decoding: $0, as: UTF8.self)) }, from: 1)
        csv.text("b")
        try csv.flush(into: { blocks.append(String(decoding: $0, as: UTF8.self)) }, from: 1)
        csv.endRow()
        try csv.flush(into: { blocks.append(String(decoding: $0, as: UTF8.self)) }, from: 1)
        #expect(blocks == ["a\r\n", "b\r\n"])
    }
}
