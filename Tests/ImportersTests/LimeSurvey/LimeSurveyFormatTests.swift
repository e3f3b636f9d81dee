import FileFormats
import Importers
import StudyModel
import Testing

struct LimeSurveyFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ file: InputFile, map: SurveyMap? = nil) throws -> SurveyCollector {
        var options = ImportOptions()
        options.map = map
        var sink = SurveyCollector()
        try LimeSurveyFormat().read(file, options: options, into: &sink)
        return sink
    }

    private func archive(_ rows: [[(String, String)]], fields: [String] = InventedSurvey.fields) throws -> InputFile {
        try folder.file(
            "archiv.lsa",
            storedZip([
                ("survey_77.lss", InventedSurvey.structure),
                ("survey_77_responses.lsr", InventedSurvey.responses(rows, fields: fields)),
                ("survey_77_tokens.lst", InventedSurvey.document("Tokens", version: 605, [])),
            ]))
    }

    @Test func listsEveryPlaceInTheOrderOfTheQuestionnaire() throws {
        let sink = try read(folder.file("dorf.lss", InventedSurvey.structure))
        #expect(sink.survey.name == "Dörfer & Räume")
        #expect(sink.survey.languages == ["de", "en"])
        #expect(sink.respondents.isEmpty)
        #expect(
            sink.survey.questions.map { "\($0.name) \($0.kind.rawValue)" } == [
                "Zahl decimal", "Wandel open", "Reichweite single", "Reichweite[other] text", "Partner[SQ1] multiple",
                "Partner[SQ1comment] text", "Partner[SQ2] multiple", "Partner[SQ2comment] text", "Partner[other] text",
                "Partner[othercomment] text", "Tabelle[Y1_X1] open", "Tabelle[Y1_X2] open", "Doppelt[D1][1] single",
                "Doppelt[D1][2] single", "Rangfolge[1] single", "Rangfolge[2] single",
            ])
    }

    @Test func keepsWordingAndLabelsInEachLanguage() throws {
        let sink = try read(folder.file("dorf.lss", InventedSurvey.structure))
        #expect(
            sink.question("Wandel")?.wording
                == LocalizedText(["de": "Was ändert sich in {TOKEN:ATTRIBUTE_1}?", "en": "What changes?"]))
        #expect(
            sink.question("Reichweite")?.labels == [
                ValueLabel(code: "A1", label: LocalizedText(["de": "lokal", "en": "local"])),
                ValueLabel(code: "A2", label: LocalizedText(["de": "regional"])),
            ])
        #expect(sink.question("Doppelt[D1][1]")?.labels.map(\.code) == ["x"])
        #expect(sink.question("Doppelt[D1][2]")?.labels.map(\.code) == ["y"])
        #expect(sink.question("Rangfolge[2]")?.labels.map(\.code) == ["r1", "r2", "r3"])
        #expect(sink.question("Partner[SQ2]")?.group == "Mit wem?")
        #expect(sink.question("Partner[SQ2]")?.wording == LocalizedText(["de": "Schule"]))
        #expect(sink.question("Tabelle[Y1_X2]")?.wording == LocalizedText(["de": "Zeile | rechts"]))
    }

    @Test func readsTheTextsInsideTheRowsOfOldVersions() throws {
        func question(_ id: Int, _ title: String, _ text: String, _ language: String, parent: Int = 0) -> [(String, String)] {
            [
                ("qid", "\(id)"), ("parent_qid", "\(parent)"), ("sid", "5"), ("gid", "1"), ("type", "M"), ("title", title),
                ("question", text), ("language", language), ("question_order", "1"),
            ]
        }
        let document = InventedSurvey.document(
            "Survey", version: 177,
            [
                InventedSurvey.table(
                    "answers",
                    [
                        [("qid", "9"), ("code", "1"), ("answer", "ja"), ("language", "de"), ("sortorder", "1")],
                        [("qid", "9"), ("code", "1"), ("answer", "yes"), ("language", "en"), ("sortorder", "1")],
                    ]),
                InventedSurvey.table(
                    "questions", [question(9, "M1", "Wo?", "de"), question(9, "M1", "Where?", "en")]),
                InventedSurvey.table(
                    "subquestions",
                    [question(10, "a", "hier", "de", parent: 9), question(10, "a", "here", "en", parent: 9)]),
                InventedSurvey.table("surveys", [[("sid", "5"), ("language", "de"), ("additional_languages", "en")]]),
            ])
        let sink = try read(folder.file("alt.lss", document))
        #expect(sink.survey.questions.map(\.name) == ["M1[a]"])
        #expect(sink.question("M1[a]")?.wording == LocalizedText(["de": "hier", "en": "here"]))
        #expect(sink.question("M1[a]")?.group == "Wo?")
        var last = ""
        try LimeSurveyFormat().inspect(folder.file("alt.lss", document), options: ImportOptions(), rows: true) {
            last = $0.text
        }
        #expect(
            last
                == #"{"summary":{"format":"lss","questions":1,"mainQuestions":1,"respondents":0,"responses":0,"languages":["de","en"],"labels":1}}"#
        )
    }

    @Test func joinsResponsesToTheirPlaces() throws {
        let sink = try read(
            archive([
                [
                    ("id", "4"), ("token", "abc"), ("submitdate", "1980-01-01 00:00:00"), ("_77X2X80", "3.0000000000"),
                    ("_77X1X10", "Mehr Leben."), ("_77X1X20", "-oth-"), ("_77X1X20other", "weltweit"), ("_77X1X30SQ1", "Y"),
                    ("_77X1X30SQ1comment", "selten"), ("_77X1X30SQ2", ""), ("_77X1X50D1-0", "x"), ("_77X1X50D1-1", "y"),
                    ("_77X1X601", "r2"),
                ],
                [("id", "7"), ("_77X1X40Y1_X2", "unten")],
            ]))
        #expect(
            sink.answers == [
                "4 Zahl 3", "4 Wandel Mehr Leben.", "4 Reichweite -oth-", "4 Reichweite[other] weltweit", "4 Partner[SQ1] Y",
                "4 Partner[SQ1comment] selten", "4 Doppelt[D1][1] x", "4 Doppelt[D1][2] y", "4 Rangfolge[1] r2",
                "7 Tabelle[Y1_X2] unten",
            ])
        #expect(sink.respondents.map(\.isComplete) == [true, false])
        #expect(sink.respondents.map(\.caseName) == ["Dörfer & Räume 4", "Dörfer & Räume 7"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "archiv.lsa: note: 'survey_77_tokens.lst', the list of participants, was not read"
            ])
        // An empty cell was shown and left so; a missing one was not shown.
        #expect(sink.survey.tellsShown)
        #expect(sink.noAnswers == ["4 Partner[SQ2]"])
    }

    @Test func letsAMapOverrule() throws {
        let map = SurveyMap(
            survey: "Umfrage", respondent: "token", caseTemplate: "Initiative {id}",
            columns: [
                .init(name: "Reichweite[other]", role: .open), .init(name: "Wandel", role: .skip),
                .init(name: "Zahl", role: .attribute(.integer), missing: ["99"]),
                .init(name: "Partner[other]", role: .actor(ActorNaming(tieKind: "Zusammenarbeit"))),
            ])
        let sink = try read(
            archive([
                [("id", "4"), ("token", "t1"), ("_77X2X80", "3.0000000000"), ("_77X1X10", "x"), ("_77X1X30other", "Verein")],
                [("id", "5"), ("token", "t1"), ("_77X2X80", "8")],
            ]), map: map)
        #expect(sink.survey.name == "Umfrage")
        #expect(sink.question("Wandel") == nil)
        #expect(sink.question("Reichweite[other]")?.kind == .open)
        #expect(sink.question("Zahl")?.kind == .integer)
        #expect(sink.question("Zahl")?.missing == ["99"])
        #expect(sink.question("Partner[other]")?.naming?.tieKind == "Zusammenarbeit")
        #expect(sink.answers == ["t1 Zahl 3", "t1 Partner[other] Verein"])
        #expect(sink.respondents.map(\.caseName) == ["Initiative 4"])
        #expect(
            sink.diagnostics.map(\.description).contains(
                "archiv.lsa: error: respondent 't1' in record 2 already answered in record 1\n"
                    + "  give this record its own respondent, or remove it"))
    }

    @Test func refusesAMapThatNamesAnUnknownColumn() throws {
        let file = try archive([])
        let refusal = try #require(throws: Refusal.self) {
            try read(file, map: SurveyMap(columns: [.init(name: "Wandl", role: .open)]))
        }
        #expect(
            refusal.diagnostic.description
                == "archiv.lsa: error: the map names column 'Wandl', which the file does not have\n"
                + "  did you mean 'Wandel'?")
    }

    @Test func keepsAColumnThatTheQuestionnaireDoesNotHave() throws {
        let sink = try read(
            archive([[("id", "1"), ("_77X1X99", "alt")]], fields: InventedSurvey.fields + ["77X1X99", "77X1X98_filecount"]))
        #expect(sink.survey.questions.last?.name == "77X1X99")
        #expect(sink.answers == ["1 77X1X99 alt"])
    }

    @Test func readsAQuestionAsTextWhereAnAnswerIsNoNumber() throws {
        let sink = try read(archive([[("id", "1"), ("_77X2X80", "5")], [("id", "2"), ("_77X2X80", "zwölf")]]))
        #expect(sink.answers == ["1 Zahl 5", "2 Zahl zwölf"])
        #expect(sink.begun.questions[0].kind == .decimal)
        #expect(sink.survey.questions[0].kind == .text)
        #expect(
            sink.diagnostics.contains {
                $0.message.text == "an answer to 'Zahl' in record 2 is not of kind decimal; the question is read as text"
            })
    }

    @Test(arguments: [
        (["id", ""], "question 1 has no name", "name it in the survey program, and export again"),
        (
            ["id", "Ort", " Ort"], "questions 1 and 2 have the same name, 'Ort'",
            "rename one of them, and export again"
        ),
    ])
    func refusesColumnsWithoutANameOfTheirOwn(fields: [String], message: String, remedy: String) throws {
        let file = try folder.file("antworten.lsr", InventedSurvey.responses([], fields: fields))
        let refusal = try #require(throws: Refusal.self) { try read(file) }
        #expect(refusal.diagnostic.message.text == message)
        #expect(refusal.diagnostic.remedy == remedy)
    }
}
