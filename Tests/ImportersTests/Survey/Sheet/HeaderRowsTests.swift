import StudyModel
import Testing

@testable import Importers

struct HeaderRowsTests {
    private func read(_ text: String, header: Int? = nil) throws -> KeptSurvey {
        let folder = try TemporaryFolder()
        var options = ImportOptions()
        options.header = header
        var survey = KeptSurvey()
        try CSVFormat().read(folder.file("export.csv", text), options: options, into: &survey)
        return survey
    }

    private func columns(_ survey: KeptSurvey) -> [String] {
        survey.survey?.questions.map { "\($0.name): \($0.wording[""] ?? "-")" } ?? []
    }

    private let qualtrics = """
        StartDate,Q1,Q2_1,Q2_4_TEXT
        Start Date,Wie alt sind Sie?,Was nutzen Sie? - Café,Was nutzen Sie? - Anderes - Text
        "{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""QID2_4""}"
        2025-03-01 10:00:00,44,1,
        2025-03-02 11:30:00,51,,den Dorfladen
        """

    @Test(arguments: [nil, 3]) func readsQualtricsThreeRows(header: Int?) throws {
        let survey = try read(qualtrics, header: header)
        #expect(
            columns(survey) == [
                "StartDate: Start Date", "Q1: Wie alt sind Sie?", "Q2_1: Was nutzen Sie? - Café",
                "Q2_4_TEXT: Was nutzen Sie? - Anderes - Text",
            ])
        #expect(survey.kinds.prefix(3) == ["StartDate: dateTime", "Q1: integer", "Q2_1: integer"])
        #expect(survey.respondents.map(\.row) == [4, 5])
        let note = """
            export.csv: note: has Qualtrics' three header rows: names, wordings and import ids
              say with --header how many rows stand above the answers
            """
        #expect(survey.notes.contains(note) == (header == nil))
    }

    @Test func readsSurveyMonkeysTwoRows() throws {
        let survey = try read(
            """
            Respondent ID,Collector ID,Was nutzen Sie?,,,Warum?
            ,,Café,Laden,Other (please specify),Open-Ended Response
            101,7,Café,,,weil es nah ist
            102,7,,Laden,Bus,
            """)
        #expect(
            survey.survey?.questions.map(\.name) == [
                "Collector ID", "Was nutzen Sie? / Café", "Was nutzen Sie? / Laden",
                "Was nutzen Sie? / Other (please specify)", "Warum? / Open-Ended Response",
            ])
        #expect(survey.respondents.map(\.name) == ["101", "102"])
    }

    @Test func readsNamesAndWordingsWhereNumbersBeginBelow() throws {
        let rows = ["1,4", "2,5", "3,3"]
        let wordings = "Laufende Nummer,Wie zufrieden sind Sie?"
        for head in [["nr,q1", wordings], [wordings, "nr,q1"]] {
            let survey = try read((head + rows).joined(separator: "\n"))
            #expect(columns(survey) == ["q1: Wie zufrieden sind Sie?"])
            #expect(survey.respondents.map(\.name) == ["1", "2", "3"])
            #expect(survey.notes.contains { $0.contains("has two header rows, names and wordings") })
        }
    }

    @Test func aFirstAnswerOfTextsIsNoHeader() throws {
        let survey = try read("nr,warum\nA,weil es schön ist\nB,weil es nah ist\nC,darum eben\n")
        #expect(survey.respondents.count == 3)
    }

    @Test func aTitleAboveTheHeaderNamesNoColumn() throws {
        let survey = try read("Stand Mai 2025\nnr,ort,jahr\n1,Kupferau,2015\n", header: 2)
        #expect(survey.survey?.questions.map(\.name) == ["ort", "jahr"])
    }

    @Test func findsTheHeaderBelowATitle() throws {
        let survey = try read("Ergebnisse 2025;;\n;;\nNr;x;y\n1;a;b\n2;a;c\n")
        #expect(survey.kinds == ["x: text", "y: text"])
        #expect(survey.respondents.map(\.name) == ["1", "2"])
        #expect(survey.respondents.map(\.row) == [4, 5])
        #expect(survey.problems == [])
        #expect(
            survey.notes.contains(
                """
                export.csv: note: has a title above the header, which is taken to be row 3
                  say with --header how many rows stand above the answers
                """))
    }

    @Test func findsTheHeaderBelowATitleThatIsMerged() throws {
        func text(_ text: String, _ attributes: String = "") -> String {
            "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(text)</text:p></table:table-cell>"
        }
        let title = text("Ergebnisse", "table:number-columns-spanned=\"3\"") + "<table:covered-table-cell/>"
        let rows = [title, text("Stand Mai"), "", ["Nr", "Ort", "Note"].map { text($0) }.joined()]
        let answers = ["1", "2"].map { "<table:table-cell office:value-type=\"float\" office:value=\"\($0)\"/>" }
        let body = rows + answers.map { $0 + text("Bonn") + answers[0] }
        let survey = try SheetSurveyCase.read(
            sheets: "<table:table table:name=\"A\">"
                + body.map { "<table:table-row>\($0)</table:table-row>" }.joined() + "</table:table>")
        #expect(survey.kinds == ["Ort: text", "Note: integer"])
        #expect(survey.respondents.map(\.row) == [5, 6])
        #expect(
            survey.notes.first?.hasPrefix(
                "responses.ods:A: note: has 2 rows of titles above the header, which is taken to be row 4\n") == true)
    }

    @Test func warnsOfATextAloneThatMayBeATitle() throws {
        // Rows with one text each speak against a table below.
        let text = "Stimmen;\nsehr gut;aus Bonn\nnaja;\nschlecht;\ngeht so;\n"
        let survey = try read(text)
        #expect(survey.respondents.count == 4)
        #expect(
            survey.problems == [
                """
                export.csv: warning: row 1, which holds one text alone, is taken for the header
                  say with --header how many rows stand above the answers, 0 where the first row holds answers
                """
            ])
        #expect(try read(text, header: 1).problems == [])
    }

    @Test func warnsOfAHeaderThatHoldsNumbersAsTheRowsBelow() throws {
        let text = "1;45;Bonn\n2;36;Köln\n3;50;Ulm\n"
        #expect(
            try read(text).problems == [
                """
                export.csv: warning: row 1, which holds numbers or dates as the rows below it do, is taken for the header
                  say with --header how many rows stand above the answers, 0 where the first row holds answers
                """
            ])
        let whole = try read(text, header: 0)
        #expect(whole.respondents.count == 3)
        #expect(whole.problems == [])
    }

    @Test(arguments: [
        // Years and numbers of questions.
        "Land,2019,2020\nA,1,2\nB,3,4\n", "Ort,1,2,3\nBonn,5,4,3\n",
        // A name above numbers.
        "Nr,1,5\n7,2,3\n9,4,1\n",
        // Days above numbers.
        "Name,2025-03-01,2025-03-08\nA,1,2\n",
        "a,b\nu,1\nv,2\n",
    ])
    func numbersMayHeadColumns(text: String) throws {
        #expect(try read(text).problems == [])
    }

    @Test func refusesALongHeadingThatIsRepeatedOverManyColumns() throws {
        let heading =
            "<table:table-cell table:number-columns-repeated=\"60000\" office:value-type=\"string\"><text:p>"
            + String(repeating: "x", count: 10_000) + "</text:p></table:table-cell>"
        let refusal = #expect(throws: Refusal.self) {
            try SheetSurveyCase.read(
                sheets: "<table:table table:name=\"A\"><table:table-row>\(heading)</table:table-row></table:table>")
        }
        #expect(
            refusal?.diagnostic.description
                == "responses.ods:A: error: has headings of more than 67108864 bytes, the limit\n  shorten them\n  where it is meant so, raise the limit with --limit definition=NUMBER"
        )
    }

    @Test(arguments: [
        ("Nr;Alter;Alter\n;in Jahren;in Monaten\n1;34;5\n2;40;1\n", ["Alter / in Jahren", "Alter / in Monaten"]),
        ("Nr;Alter;;Ort\n;Jahre;Monate;\n1;34;5;Thale\n2;40;1;\n", ["Alter / Jahre", "Alter / Monate", "Ort"]),
        ("Nr;Woher?;Woher?\n;Freunde;Netz\n1;x;\n2;;x\n", ["Woher? / Freunde", "Woher? / Netz"]),
    ])
    func readsASecondRowThatTellsApartWhatTheFirstOneHeads(text: String, questions: [String]) throws {
        for header in [nil, 2] {
            let survey = try read(text, header: header)
            #expect(survey.survey?.questions.map(\.name) == questions)
            #expect(survey.respondents.map(\.name) == ["1", "2"])
            let note = """
                export.csv: note: has two header rows, of which the second tells apart what the first one heads
                  say with --header how many rows stand above the answers
                """
            #expect(survey.notes.contains(note) == (header == nil))
            #expect(survey.problems == [])
        }
    }

    @Test(arguments: [
        (
            "Woher?;Woher?\nFreunde;Netz\nx;\n;x\n",
            "row 1 repeats headings, and row 2, which is taken for answers, may say what tells them apart"
        ),
        (
            "Nr;Alter;Dauer\n;Jahre;Monate\n1;34;5\n2;40;1\n",
            "row 2, which is taken for answers, holds only texts where numbers or dates stand below it, and may be a header"
        ),
    ])
    func pointsToASecondRowThatMayBeAHeader(text: String, doubt: String) throws {
        let remedy = "say with --header how many rows stand above the answers, 0 where the first row holds answers"
        #expect(try read(text).problems == ["export.csv: warning: \(doubt)\n  \(remedy)"])
        #expect(try read(text, header: 1).problems == [])
    }

    @Test(arguments: [
        "Name;Frage1;Alter\nAnna Roth;Das ist sehr gut;keine Angabe\nBert;gut;34\nCem;nein;56\n",
        "Nr;Partner;\n1;Verein Kupferau;Schule\n2;Chor;\n", "Nr;Alter\n1;keine Angabe\n2;34\n3;56\n",
    ])
    func takesARowOfAnswersForAnswers(text: String) throws {
        let survey = try read(text)
        #expect(survey.respondents.count == text.split(separator: "\n").count - 1)
        #expect(survey.problems == [])
    }

    @Test func warnsOfAHeaderWhoseTextsComeAgainAsAnswers() throws {
        let survey = try read("w;Ulm;ja\nm;Bonn;nein\nw;Thale;ja\n")
        #expect(
            survey.problems == [
                """
                export.csv: warning: row 1, of which texts come again as answers, is taken for the header
                  say with --header how many rows stand above the answers, 0 where the first row holds answers
                """
            ])
        #expect(try read("Ort;Art\nUlm;Verein\nBonn;Verein\n").problems == [])
    }

    @Test func warnsOfRowsThatWereQuotedAsAWhole() throws {
        let survey = try read("\"Nr;\"\"Alter\"\";\"\"Ort\"\"\"\n\"1;34;\"\"Ulm\"\"\"\n\"2;45;\"\"Bonn\"\"\"\n")
        #expect(
            survey.problems == [
                """
                export.csv: warning: holds one column, of which every row has ';' equally often
                  say with --separator what stands between the fields; where each row is quoted as a whole, export the file again
                """
            ])
    }
}
