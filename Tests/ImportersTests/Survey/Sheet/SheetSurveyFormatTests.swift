import StudyModel
import Testing

@testable import Importers

struct SheetSurveyFormatTests {
    private let map = """
        survey: Befragung 2025
        respondent: Nr
        case: "Initiative {Nr}"
        columns:
          Reichweite: { as: attribute, type: integer, labels: { 1: lokal, 2: regional }, missing: [99], findings: [F3] }
          Antwort: { as: open }
        """

    @Test func readsRespondentsCasesAndAnswersByAMap() throws {
        let survey = try SheetSurveyCase.read(
            [["Nr", "Reichweite", "Antwort"], ["03", 2, "Viel & mehr\nseitdem"], [4, 99, nil]], map: map)
        #expect(survey.problems == [])
        #expect(survey.survey?.name == "Befragung 2025")
        #expect(survey.kinds == ["Reichweite: integer", "Antwort: open"])
        #expect(survey.survey?.questions.first?.findings == ["F3": .supporting])
        #expect(survey.respondents.map(\.name) == ["03", "4"])
        #expect(survey.respondents.map(\.caseName) == ["Initiative 3", "Initiative 4"])
        #expect(survey.respondents.map(\.row) == [2, 3])
        #expect(survey.respondents.map(\.answers) == [["Reichweite=2", "Antwort=Viel & mehr\nseitdem"], []])
    }

    @Test func warnsOfFormulasWithoutAStoredResult() throws {
        func row(_ cells: String...) -> String { "<table:table-row>\(cells.joined())</table:table-row>" }
        func text(_ text: String) -> String {
            "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
        }
        let sum = "<table:table-cell table:formula=\"of:=1+1\"/>"
        let valueless = "<table:table-cell table:formula=\"of:=1+1\" office:value-type=\"float\"/>"
        let known = "<table:table-cell table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\"/>"
        let blank = "<table:table-cell table:formula=\"of:=A1\" office:value-type=\"string\"><text:p/></table:table-cell>"
        let body = [
            row(text("Ort"), text("Summe")), row(text("Bonn"), sum), row(text("Ulm"), known), row(text("Köln"), valueless),
            row(text("Jena"), blank),
        ]
        let survey = try SheetSurveyCase.read(sheets: "<table:table table:name=\"A\">\(body.joined())</table:table>")
        #expect(survey.respondents.map(\.answers) == [["Ort=Bonn"], ["Ort=Ulm", "Summe=2"], ["Ort=Köln"], ["Ort=Jena"]])
        #expect(
            survey.problems == [
                """
                responses.ods:A!B2: warning: 2 formulas without a stored result, the first of them here, were taken as no answers
                  open the file in Excel or LibreOffice and save it, so that the results are stored
                """
            ])
    }

    @Test func namesACaseAfterTheSurveyWhereNoMapDoes() throws {
        #expect(try SheetSurveyCase.read([["Ort"], ["Kupferau"]]).respondents.map(\.caseName) == ["responses 1"])
        let named = try SheetSurveyCase.read([["Nr", "Ort"], ["007", "Kupferau"]], map: "survey: Befragung\nrespondent: Nr")
        #expect(named.respondents.map(\.caseName) == ["Befragung 007"])
        let template = try SheetSurveyCase.read(
            [["Nr", "Ort"], [7, nil]], map: "survey: Neu\nrespondent: Nr\ncase: \"{Ort}\"")
        #expect(template.respondents.map(\.caseName) == ["Neu 7"])
        #expect(
            template.problems == [
                """
                responses.ods:Responses!A2: warning: a column that 'case' names is empty; the case is named 'Neu 7'
                  fill in the columns that 'case' names in the map
                """
            ])
    }

    @Test func reportsARepeatedRespondentWithBothRows() throws {
        let survey = try SheetSurveyCase.read(
            [["Nr", "Reichweite", "Antwort"], ["R-014", 1, "a"], ["R-015", 1, "b"], ["R-014", 1, "c"]], map: map)
        #expect(
            survey.problems == [
                """
                responses.ods:Responses!A4: error: respondent 'R-014' already answered in row 2
                  give this row its own respondent, or remove it
                """
            ])
        #expect(survey.respondents.map(\.name) == ["R-014", "R-015"])
    }

    @Test func reportsARowWithoutARespondent() throws {
        let survey = try SheetSurveyCase.read([["Nr", "Reichweite", "Antwort"], [nil, 1, "a"], [7, 2, "b"]], map: map)
        #expect(
            survey.problems == [
                """
                responses.ods:Responses!A2: warning: no respondent is named; the row is left out
                  name the respondent in column 'Nr', or remove the row
                """
            ])
        #expect(survey.respondents.map(\.name) == ["7"])
    }

    @Test func keepsAnAnswerThatDoesNotFitItsTypeAsText() throws {
        let survey = try SheetSurveyCase.read(
            [["Nr", "Reichweite", "Antwort"], [1, "landesweit", "a"], [2, 2.5, "b"]], map: map)
        #expect(
            survey.problems == [
                """
                responses.ods:Responses!B2: warning: the map asks for integer and the cell holds text; kept as text
                  correct the cell, or give column 'Reichweite' another type in the map
                """,
                """
                responses.ods:Responses!B3: warning: the map asks for integer and the cell holds float; kept as text
                  correct the cell, or give column 'Reichweite' another type in the map
                """,
            ])
        #expect(survey.respondents.first?.answers == ["Reichweite=landesweit", "Antwort=a"])
        #expect(survey.survey?.questions.first?.kind == .integer)
    }

    @Test func readsEveryTypeFromItsCellAndFromText() throws {
        let map = """
            columns:
              d: { as: attribute, type: date }
              m: { as: attribute, type: dateTime }
              b: { as: attribute, type: boolean }
              n: { as: attribute, type: decimal }
              t: { as: attribute, type: duration }
              c: { as: attribute, type: single, labels: { A1: { de: Ja gern, en: Gladly }, A2: Nein } }
            """
        let survey = try SheetSurveyCase.read(
            [
                ["d", "m", "b", "n", "t", "c"],
                [
                    .date("2015-08-01T00:00:00"), .date("2015-08-18T15:10:00"), .boolean(true), 3.5, .duration("PT27H17M54S"),
                    "Gladly",
                ],
                ["1.3.2025", "2025-03-01", "nein", "2.25", "PT5M", "A2"],
            ], map: map)
        #expect(survey.problems == [])
        #expect(
            survey.respondents.map(\.answers) == [
                ["d=2015-08-01", "m=2015-08-18T15:10:00", "b=1", "n=3.5", "t=PT27H17M54S", "c=A1"],
                ["d=2025-03-01", "m=2025-03-01", "b=0", "n=2.25", "t=PT5M", "c=A2"],
            ])
        #expect(survey.respondents.map(\.name) == ["1", "2"])
    }

    @Test func readsTextCellsAsAGermanSheetHoldsThemWhereTheMapAsks() throws {
        let map = """
            columns:
              n: { as: attribute, type: decimal }
              i: { as: attribute, type: integer }
              b: { as: attribute, type: boolean }
            """
        let survey = try SheetSurveyCase.read([["n", "i", "b"], ["3,5", "007", "j"], [1, "12 ", "x"]], map: map)
        #expect(survey.respondents.map(\.answers) == [["n=3.5", "i=007", "b=1"], ["n=1", "i=12", "b=1"]])
        #expect(
            survey.problems == [
                """
                responses.ods:Responses!B2: warning: the map asks for integer and the cell holds text; kept as text
                  correct the cell, or give column 'i' another type in the map
                """
            ])
    }

    @Test func aLineEndInATextCellIsALineFeed() throws {
        let table = """
            <table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>q</text:p>\
            </table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string" \
            office:string-value="eins&#13;&#10;zwei&#13;drei"/></table:table-row></table:table>
            """
        #expect(try SheetSurveyCase.read(sheets: table).respondents.map(\.answers) == [["q=eins\nzwei\ndrei"]])
    }

    @Test func takesAnErrorOfTheSpreadsheetAsNoAnswer() throws {
        let survey = try SheetSurveyCase.read([["Nr", "Reichweite", "Antwort"], [1, .error("#N/A"), "a"]], map: map)
        #expect(
            survey.problems == [
                """
                responses.ods:Responses!B2: warning: the cell holds an error of the spreadsheet; taken as no answer
                  mend the formula, or clear the cell
                """
            ])
        #expect(survey.respondents.first?.answers == ["Antwort=a"])
    }

    @Test func refusesAMapThatNamesAnUnknownColumn() throws {
        let refusal = #expect(throws: Refusal.self) {
            try SheetSurveyCase.read([["Nr", "Reichwiete", "Antwort"], [1, 2, "a"]], map: map)
        }
        #expect(
            refusal?.diagnostic.description == """
                responses.ods:Responses: error: the map names column 'Reichweite', which the sheet does not have
                  did you mean 'Reichwiete'?
                """)
    }

    @Test func guessesAColumnThatTheMapDoesNotNameAndSaysSo() throws {
        let survey = try SheetSurveyCase.read([["Nr", "Reichweite", "Antwort", "Jahr"], [1, 2, "a", 2014]], map: map)
        #expect(survey.kinds == ["Reichweite: integer", "Antwort: open", "Jahr: integer"])
        #expect(
            survey.notes == [
                "responses.ods:Responses: note: column 'Jahr' is not in the map; taken as integer\n  add it to the map"
            ])
    }

    @Test func makesHeadersUniqueInTheirOrder() throws {
        let survey = try SheetSurveyCase.read([["Frage", "Frage", nil, "a\nb", "FRAGE"], ["x", "y", "z", "u", "v"]])
        #expect(survey.survey?.questions.map(\.name) == ["Frage", "Frage (2)", "Spalte C", "a b", "FRAGE"])
    }

    @Test func aHeaderOfWhichNothingIsVisibleNamesNoColumn() throws {
        let survey = try SheetSurveyCase.read([["Frage", "\u{FEFF}", "\u{FEFF}Frage", "\u{A0}"], ["x", "y", "z", "u"]])
        #expect(survey.survey?.questions.map(\.name) == ["Frage", "Spalte B", "Frage (2)", "Spalte D"])
    }

    @Test func joinsSeveralHeaderRows() throws {
        let survey = try SheetSurveyCase.read(
            [["Netz", "Netz"], ["Partner", "Jahr"], ["Kupferau", 2015]], map: "header: 2")
        #expect(survey.kinds == ["Netz / Partner: text", "Netz / Jahr: integer"])
        #expect(survey.respondents.map(\.name) == ["1"])
    }

    @Test func aRepeatedRowIsThatManyRespondents() throws {
        let survey = try SheetSurveyCase.read(
            [["Antwort"]],
            tail: """
                <table:table-row table:number-rows-repeated="700"><table:table-cell><text:p>ja</text:p></table:table-cell>\
                </table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>
                """)
        #expect(survey.respondents.count == 700)
        #expect(survey.respondents.last?.row == 701)
        #expect(survey.batches == 3)
    }

    @Test func aRepeatedRowOfOneRespondentIsReportedOnce() throws {
        let survey = try SheetSurveyCase.read(
            [["Nr", "Reichweite", "Antwort"]], map: map,
            tail: """
                <table:table-row table:number-rows-repeated="9"><table:table-cell><text:p>R1</text:p></table:table-cell>\
                </table:table-row>
                """)
        #expect(survey.respondents.map(\.name) == ["R1"])
        #expect(survey.problems.count == 1)
    }

    @Test func saysWhatWasLeftOut() throws {
        let other = SheetSurveyCase.sheet([["1"], ["lokal"]], name: "Codes")
        let survey = try SheetSurveyCase.read(
            sheets: SheetSurveyCase.sheet([["Frage"], [.commented("ja")], [.commented("nein")]]) + other)
        #expect(
            survey.notes == [
                "responses.ods:Responses: note: 2 comments were kept as memos on their answers",
                "responses.ods:Codes: note: the sheet has 2 rows and was left out\n  name it in the map or as --sheet to read it",
            ])
    }

    @Test func readsTheSheetThatTheMapNames() throws {
        let sheets =
            SheetSurveyCase.sheet([["1"]], name: "Codes") + SheetSurveyCase.sheet([["Frage"], ["ja"]], name: "Antworten")
        #expect(try SheetSurveyCase.read(sheets: sheets, map: "sheet: Antworten").respondents.count == 1)
        let refusal = #expect(throws: Refusal.self) { try SheetSurveyCase.read(sheets: sheets, map: "sheet: Blatt") }
        #expect(
            refusal?.diagnostic.description
                == "responses.ods: error: has no sheet 'Blatt'\n  its sheets are: 'Codes', 'Antworten'")
    }

    @Test func reportsACellBeyondTheHeader() throws {
        let rows: [[SheetSurveyCase.Cell]] = [["Frage"]] + Array(repeating: ["ja"], count: 1000) + [["ja", "und mehr"]]
        let survey = try SheetSurveyCase.read(rows)
        #expect(
            survey.problems == [
                """
                responses.ods:Responses!B1002: warning: the cell stands beyond the columns of the header and the first rows; left out
                  give the column a heading
                """
            ])
        #expect(survey.respondents.count == 1001)
    }
}
