import StudyModel
import Testing

@testable import Importers

/// What stands in a sheet beside its values.
struct SheetRemarksTests {
    private func row(_ cells: String) -> String { "<table:table-row>\(cells)</table:table-row>" }
    private func text(_ text: String) -> String {
        "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
    }
    private func amount(_ value: String, _ currency: String) -> String {
        "<table:table-cell office:value-type=\"currency\" office:value=\"\(value)\" office:currency=\"\(currency)\"/>"
    }
    private func table(_ content: String) -> String { "<table:table table:name=\"A\">\(content)</table:table>" }

    @Test func namesTheCurrencyOfAColumn() throws {
        let survey = try SheetSurveyCase.read(
            sheets: table(
                row(text("Miete") + text("Budget")) + row(amount("180.5", "EUR") + amount("2", "EUR"))
                    + row(amount("90", "EUR") + amount("3", "CHF"))))
        #expect(survey.notes == ["responses.ods:A: note: the amounts in column 'Miete' are in EUR"])
        #expect(
            survey.problems == [
                """
                responses.ods:A: warning: the amounts in column 'Budget' are in CHF, EUR; the numbers are kept without them
                  give the currency a column of its own
                """
            ])
        #expect(survey.respondents.map(\.answers) == [["Miete=180.5", "Budget=2"], ["Miete=90", "Budget=3"]])
    }

    @Test func keepsTheTextOfALinkAndSaysSo() throws {
        let survey = try SheetSurveyCase.read(
            sheets: table(
                row(text("Seite"))
                    + row(text("unser <text:a xlink:href=\"https://example.org\" xmlns:xlink=\"x\">Heft</text:a>"))))
        #expect(survey.respondents.map(\.answers) == [["Seite=unser Heft"]])
        #expect(survey.notes == ["responses.ods:A: note: the text of 1 link was kept, its target was not"])
    }

    @Test func aMergedHeadingHeadsEachOfItsColumns() throws {
        let survey = try SheetSurveyCase.read(
            sheets: table(
                row(
                    text("Nr") + "<table:table-cell table:number-columns-spanned=\"2\"><text:p>Netz</text:p></table:table-cell>"
                        + "<table:covered-table-cell/>")
                    + row("<table:table-cell/>" + text("Partner") + text("Jahr"))
                    + row(text("R1") + text("Kupferau") + text("2015"))))
        #expect(survey.survey?.questions.map(\.name) == ["Netz / Partner", "Netz / Jahr"])
        #expect(survey.respondents.map(\.name) == ["R1"])
        #expect(
            survey.notes.first == """
                responses.ods:A: note: has 2 header rows, with headings merged over their columns
                  say with --header how many rows stand above the answers
                """)
    }

    @Test func hiddenColumnsAreReadAndCounted() throws {
        let survey = try SheetSurveyCase.read(
            sheets: table(
                "<table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"1023\"/>"
                    + row(text("a") + text("b")) + row(text("x") + text("y"))))
        #expect(survey.respondents.map(\.answers) == [["a=x", "b=y"]])
        #expect(survey.notes == ["responses.ods:A: note: 1 hidden column was read like the others"])
    }

    @Test func aSheetMayBeNamedByItsNumber() throws {
        let sheets =
            SheetSurveyCase.sheet([["1"]], name: "Codes") + SheetSurveyCase.sheet([["Frage"], ["ja"]], name: "Antworten")
        #expect(try SheetSurveyCase.read(sheets: sheets, map: "sheet: \"2\"").kinds == ["Frage: text"])
        let named = SheetSurveyCase.sheet([["a"], ["x"]], name: "B") + SheetSurveyCase.sheet([["a"], ["y"]], name: "1")
        let refusal = #expect(throws: Refusal.self) { try SheetSurveyCase.read(sheets: named, map: "sheet: \"1\"") }
        #expect(refusal?.diagnostic.message.text == "'1' is the name of one sheet and the number of another")
    }

    @Test func saysWherePercentagesStandBesideOtherNumbers() throws {
        let number = "<table:table-cell office:value-type=\"float\" office:value=\"42\"/>"
        let share = "<table:table-cell office:value-type=\"percentage\" office:value=\"0.42\"/>"
        let survey = try SheetSurveyCase.read(
            sheets: table(row(text("Anteil") + text("Quote")) + row(share + share) + row(number + share)))
        #expect(survey.respondents.map(\.answers) == [["Anteil=0.42", "Quote=0.42"], ["Anteil=42", "Quote=0.42"]])
        #expect(
            survey.problems == [
                """
                responses.ods:A: warning: column 'Anteil' holds percentages beside other numbers; of 42 % the number 0.42 is kept
                  give all cells of the column one format
                """
            ])
    }

    @Test func saysWhichRowsMayBeNoRespondents() throws {
        let rows: [[SheetSurveyCase.Cell]] = [
            ["Nr", "Alter", "Ort"], ["R1", 34, "Thale"], ["Nr", "Alter", "Ort"], ["R2", 41, "Ulm"], ["Mittelwert:", 37, "x"],
            ["Summe", 75, "x"], ["Quelle: eigene Erhebung", "", ""], ["R3", 25, "Summe"],
        ]
        let survey = try SheetSurveyCase.read(rows)
        #expect(survey.respondents.count == 7)
        let remedy = "remove what is no respondent from the file, and import it again"
        #expect(
            survey.problems == [
                "responses.ods:Responses: warning: row 3 repeats the headings, and was taken for answers\n  \(remedy)",
                "responses.ods:Responses: warning: rows 5, 6 begin as totals do, and were taken for answers\n  \(remedy)",
            ])
        #expect(
            survey.notes.last
                == "responses.ods:Responses: note: row 7 holds one text alone, and was taken for a respondent\n  \(remedy)")
    }

    @Test func saysThatAValueMergedOverRowsCountsForTheFirst() throws {
        let merged =
            "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>H1</text:p></table:table-cell>"
        let survey = try SheetSurveyCase.read(
            sheets: table(
                row(text("Haus") + text("Ort")) + row(merged + text("Thale"))
                    + row("<table:covered-table-cell/>" + text("Ulm"))))
        #expect(survey.respondents.map(\.answers) == [["Haus=H1", "Ort=Thale"], ["Ort=Ulm"]])
        #expect(
            survey.problems == [
                """
                responses.ods:A!A2: warning: the cell is merged over several rows; its value counts for the first of them only
                  split them, and fill the value in below, where it holds for all rows
                """
            ])
    }

    @Test func findsMergedHeadingsBelowATitle() throws {
        func over(_ columns: Int, _ words: String) -> String {
            "<table:table-cell table:number-columns-spanned=\"\(columns)\"><text:p>\(words)</text:p></table:table-cell>"
                + String(repeating: "<table:covered-table-cell/>", count: columns - 1)
        }
        let number = "<table:table-cell office:value-type=\"float\" office:value=\"4\"/>"
        let survey = try SheetSurveyCase.read(
            sheets: table(
                row(text("Befragung 2025")) + row(text("Nr") + over(2, "Person"))
                    + row("<table:table-cell/>" + text("Ort") + text("Alter"))
                    + row("<table:table-cell/>" + text("Name") + text("Jahre")) + row(text("R1") + text("Thale") + number)
                    + row(text("R2") + text("Ulm") + number)))
        #expect(survey.survey?.questions.map(\.name) == ["Nr", "Person / Ort", "Person / Alter"])
        #expect(
            survey.problems == [
                """
                responses.ods:A: warning: row 4, which is taken for answers, holds only texts where numbers or dates stand below it, and may be a header
                  say with --header how many rows stand above the answers, 0 where the first row holds answers
                """
            ])
    }
}
