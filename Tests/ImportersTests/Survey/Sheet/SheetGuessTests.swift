import StudyModel
import Testing

@testable import Importers

struct SheetGuessTests {
    private let rows: [[SheetSurveyCase.Cell]] = [
        ["Nr", "Beginn", "Note", "Anteil", "Aktiv", "Ort", "Was ändert sich?", "Kontakt", "leer"],
        [
            1, .date("2015-01-01"), 3, 0.5, .boolean(true), "Kupferau", "Wir reden wieder mehr miteinander im Dorf",
            "a@example.org",
        ],
        [
            2, .date("2016-02-01"), 3, 2, .boolean(false), "Steinthal", "Es gibt endlich einen Ort für alle", "b@example.org",
        ],
    ]

    @Test func takesTheKindOfAColumnFromItsValues() throws {
        let survey = try SheetSurveyCase.read(rows)
        #expect(
            survey.kinds == [
                "Beginn: date", "Note: integer", "Anteil: decimal", "Aktiv: boolean", "Ort: text", "Was ändert sich?: open",
                "leer: text",
            ])
        #expect(survey.respondents.map(\.name) == ["1", "2"])
        #expect(
            survey.notes == [
                "responses.ods:Responses: note: column 'Nr' is taken to name the respondents\n  name another column in a map",
                """
                responses.ods:Responses: note: column 'Kontakt' seems to hold addresses of persons and is left out
                  name the column in a map to keep it
                """,
            ])
    }

    @Test func writesWhatItGuessedAsAMapThatReadsTheSameAnswers() throws {
        let map = try SheetSurveyCase.withFile(SheetSurveyCase.sheet(rows)) {
            try ODSFormat().guessedMap($0, options: ImportOptions())
        }
        #expect(map.respondent == "Nr")
        #expect(map.sheet == "Responses")
        #expect(map.columns.map(\.name) == rows[0].map { if case .text(let name) = $0 { name } else { "" } })
        let again = try SheetSurveyCase.read(rows, map: map.yaml)
        #expect(again.respondents.map(\.answers) == (try SheetSurveyCase.read(rows)).respondents.map(\.answers))
    }

    @Test func widensAKindWhereALaterValueDoesNotFit() throws {
        var rows: [[SheetSurveyCase.Cell]] = [["a", "b", "c"]]
        rows += (0..<1000).map { _ in [1, .date("2020-01-01"), 5] }
        rows += [[1.5, .date("2020-01-01T10:00:00"), "viel"], [2, .date("2021-01-01"), 7]]
        let survey = try SheetSurveyCase.read(rows)
        #expect(survey.begun?.questions.map(\.kind) == [.integer, .date, .integer])
        #expect(survey.survey?.questions.map(\.kind) == [.decimal, .dateTime, .text])
        #expect(
            (survey.notes + survey.problems).map { $0.prefix { $0 != "\n" } } == [
                "responses.ods:Responses!A1002: note: a cell does not fit the kind integer of column 'a'; it is read as decimal",
                "responses.ods:Responses!B1002: note: a cell does not fit the kind date of column 'b'; it is read as dateTime",
                "responses.ods:Responses!C1002: warning: a cell does not fit the kind integer of column 'c'; it is read as text",
            ])
        #expect(
            survey.respondents.suffix(2).map(\.answers) == [
                ["a=1.5", "b=2020-01-01T10:00:00", "c=viel"], ["a=2", "b=2021-01-01", "c=7"],
            ])
    }

    @Test func doesNotTakeRatingsForRespondents() throws {
        let survey = try SheetSurveyCase.read([["Note"], [3], [1], [2]])
        #expect(survey.kinds == ["Note: integer"])
        #expect(survey.respondents.map(\.name) == ["1", "2", "3"])
    }

    @Test(
        arguments: [
            ([["Nr", "x"], [1, "a"], [2, "b"], [1, "c"]], "the same value stands in rows 2 and 4"),
            ([["ID", "x"], ["q", "a"], [nil, "b"], ["r", "c"]], "row 3 has no value in it"),
        ] as [([[SheetSurveyCase.Cell]], String)])
    func saysWhyAColumnDoesNotNameTheRespondents(rows: [[SheetSurveyCase.Cell]], reason: String) throws {
        let survey = try SheetSurveyCase.read(rows)
        let name = try #require(survey.survey?.questions.first?.name)
        #expect(survey.respondents.map(\.name) == ["1", "2", "3"])
        #expect(
            survey.notes == [
                """
                responses.ods:Responses: note: column '\(name)' would name the respondents, but \(reason); they are numbered by row
                  mend the rows, or name the column as 'respondent' in a map
                """
            ])
    }

    @Test(
        arguments: [
            [["Ort", "x"], ["a", 1], ["a", 2]], [["Nr", "x"], [nil, 1], [nil, 2]], [["Note", "x"], [3, 1], [3, 2]],
        ] as [[[SheetSurveyCase.Cell]]])
    func saysNothingOfAColumnThatPromisesNoRespondents(rows: [[SheetSurveyCase.Cell]]) throws {
        #expect(try SheetSurveyCase.read(rows).notes == [])
    }

    @Test(arguments: [("192.168.0.1", true), ("2001:db8::1", true), ("a@b.de", true), ("10:30", false), ("1.3.2025", false)])
    func knowsAddressesOfPersons(text: String, isAddress: Bool) throws {
        let survey = try SheetSurveyCase.read([["x"], [.text(text)], [.text(text)]])
        #expect((survey.survey?.questions.isEmpty ?? false) == isAddress)
    }
}
