import Foundation
import Testing

@testable import FileFormats

struct SheetCellTests {
    @Test(arguments: [
        ("<text:p>A  B</text:p>", "A B"),
        ("<text:p> A\n\tB </text:p>", "A B"),
        ("<text:p>A <text:s text:c=\"2\"/>B</text:p>", "A   B"),
        ("<text:p><text:s/>A <text:s text:c=\"2\"/>B after </text:p>", " A   B after"),
        ("<text:p>tab(<text:tab/>), <text:s text:c=\"2\"/> x, <text:line-break/>new</text:p>", "tab(\t),    x, \nnew"),
        ("<text:p>one</text:p>\n  <text:p>two</text:p>", "one\ntwo"),
        ("<text:p>one</text:p><text:p/><text:p>three</text:p>", "one\n\nthree"),
        ("<text:p>A<text:span> B</text:span> <text:a>link</text:a></text:p>", "A B link"),
        ("<text:p>R &amp; D &lt;/text:p&gt;</text:p>", "R & D </text:p>"),
        ("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:p>b</text:p>", "a\nb"),
        ("<text:p>a<text:note><text:p>not this</text:p></text:note>b</text:p>", "ab"),
        ("<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>", "漢"),
        ("<text:p>am <text:date>1.5.</text:date></text:p>", "am 1.5."),
        ("<draw:frame><draw:text-box><text:p>shape</text:p></draw:text-box></draw:frame><text:p>cell</text:p>", "cell"),
    ])
    func keepsWhiteSpaceByTheStandard(content: String, text: String) throws {
        #expect(try seenCell(content) == "A string " + text)
    }

    @Test func keepsLongTextsWithUmlautsWhole() throws {
        let text = Array(repeating: "Bürgermeisterin & Ehrenamt", count: 200).joined(separator: " ")
        #expect(try seenCell("<text:p>\(text.replacingOccurrences(of: "&", with: "&amp;"))</text:p>") == "A string \(text)")
    }

    @Test(arguments: [
        ("office:value-type=\"float\" office:value=\"3.25\"", "A float 3.25"),
        ("office:value-type=\"float\" office:value=\"-1e3\"", "A float -1000.0"),
        ("office:value-type=\"percentage\" office:value=\"0.42\"", "A percentage 0.42"),
        ("office:value-type=\"currency\" office:value=\"9.99\" office:currency=\"EUR\"", "A currency 9.99 EUR"),
        ("office:value-type=\"date\" office:date-value=\"2021-01-01T10:10:10\"", "A date 2021-01-01T10:10:10"),
        ("office:value-type=\"time\" office:time-value=\"PT27H17M54S\"", "A time PT27H17M54S"),
        ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "A boolean 1.0"),
        ("office:value-type=\"boolean\" office:boolean-value=\"0\"", "A boolean 0.0"),
        ("office:value-type=\"string\" office:string-value=\"R &amp; D\"", "A string R & D"),
        ("table:value-type=\"float\" table:value=\"7\"", "A float 7.0"),
        ("office:value-type=\"float\" calcext:value-type=\"float\" office:value=\"2\"", "A float 2.0"),
    ])
    func takesTheStoredValueAndNotTheShownOne(attributes: String, cell: String) throws {
        #expect(try seenCell("<text:p>shown</text:p>", attributes) == cell)
    }

    @Test func takesTheTextWhereAValueIsMissing() throws {
        #expect(try seenCell("<text:p>viel</text:p>", "office:value-type=\"float\"") == "A string viel")
    }

    @Test(arguments: [
        ("calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\"", "#N/A", "A error #N/A"),
        ("table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"0\"", "Err:502", "A error Err:502"),
        ("table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"5\"", "5", "A float 5.0"),
        ("office:value-type=\"string\"", "#N/A", "A string #N/A"),
        ("table:formula=\"of:=A1\" office:value-type=\"string\"", "so", "A string so"),
    ])
    func tellsErrorsOfTheSpreadsheetFromTexts(attributes: String, shown: String, cell: String) throws {
        #expect(try seenCell("<text:p>\(shown)</text:p>", attributes) == cell)
    }

    @Test func aFormulaWithAnEmptyResultIsAnEmptyCell() throws {
        #expect(try seenCell("<text:p></text:p>", "table:formula=\"of:=\" office:value-type=\"string\"") == nil)
        #expect(
            try seenCell(
                "<text:p>x</text:p>", "table:formula=\"of:=\" office:value-type=\"string\" office:string-value=\"\"") == nil)
    }

    @Test func keepsACommentApartFromTheText() throws {
        let comment =
            "<office:annotation><dc:creator>Ana</dc:creator><text:p>check</text:p><text:p>this</text:p></office:annotation>"
        #expect(try seenCell(comment + "<text:p>answer</text:p>") == "A string answer // check\nthis")
        #expect(try seenCell(comment, "") == "A empty // check\nthis")
    }

    @Test(arguments: [
        ("3", 3), ("3.3", 3.3), ("0.1", 0.1), ("-2.50", -2.5), ("123456789012345", 123_456_789_012_345), ("1E-2", 0.01),
        ("0.30000000000000004", 0.30000000000000004), ("1.7976931348623157e308", .greatestFiniteMagnitude),
    ])
    func readsNumbersExactly(text: String, number: Double) {
        #expect(Array(text.utf8).withUnsafeBytes { CellNumber.double($0) } == number)
    }

    @Test(arguments: ["", "1,5", "0x10", "nan", "INF", "1e999", "--1", ".", "1 2"])
    func refusesWhatIsNoNumber(text: String) {
        #expect(Array(text.utf8).withUnsafeBytes { CellNumber.double($0) } == nil)
    }

    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
    func namesColumnsByLetters(index: Int, name: String) {
        #expect(CellAddress.column(index) == name)
    }
}
