import FileFormats
import Importers
import StudyModel
import Testing

/// LimeSurvey's export as CSV, beside the archive of the same invented survey.
struct LimeSurveyExportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ file: InputFile, map: SurveyMap? = nil) throws -> SurveyCollector {
        var options = ImportOptions()
        options.map = map
        var sink = SurveyCollector()
        try LimeSurveyFormat().read(file, options: options, into: &sink)
        return sink
    }

    /// Joins an export with the questionnaire named with it.
    private func joined(_ table: String, structure: String = InventedSurvey.structure) throws -> InputFile {
        let files = try [folder.file("results-survey77.csv", table), folder.file("limesurvey_survey_77.lss", structure)]
        let joined = try LimeSurveyFormat().join(files, others: [], limits: InputLimits())
        return try #require(joined.first { !$0.companions.isEmpty })
    }

    /// Two responses, of which the second broke off.
    private static let rows: [[(String, String)]] = [
        [
            ("id", "4"), ("token", "abc"), ("submitdate", "2025-03-01 10:00:00"), ("seed", "17"), ("_77X2X80", "3.5000000000"),
            ("_77X1X10", "Mehr \"Leben\",\nmehr Ruhe; ja."), ("_77X1X20", "-oth-"), ("_77X1X20other", "weltweit"),
            ("_77X1X30SQ1", "Y"), ("_77X1X30SQ1comment", "selten"), ("_77X1X30SQ2", ""), ("_77X1X30other", "Verein"),
            ("_77X1X40Y1_X1", "=oben"), ("_77X1X50D1-0", "x"), ("_77X1X50D1-1", "y"), ("_77X1X601", "r2"),
            ("_77X1X602", "r1"),
        ],
        [("id", "7"), ("_77X1X20", "A2"), ("_77X1X30SQ2", "Y")],
    ]

    private func archived() throws -> SurveyCollector {
        try read(
            folder.file(
                "archiv.lsa",
                storedZip([
                    ("survey_77.lss", InventedSurvey.structure),
                    ("survey_77_responses.lsr", InventedSurvey.responses(Self.rows)),
                ])))
    }

    private static let codes = [
        "id", "token", "submitdate", "seed", "Zahl", "Wandel", "Reichweite", "Reichweite[other]", "Partner[SQ1]",
        "Partner[SQ1comment]", "Partner[SQ2]", "Partner[SQ2comment]", "Partner[other]", "Partner[othercomment]",
        "Tabelle[Y1_X1]", "Tabelle[Y1_X2]", "Doppelt[D1][1]", "Doppelt[D1][2]", "Rangfolge[1]", "Rangfolge[2]",
    ]
    private static let expressionCodes = [
        "id", "token", "submitdate", "seed", "Zahl", "Wandel", "Reichweite", "Reichweite_other", "Partner_SQ1",
        "Partner_SQ1comment", "Partner_SQ2", "Partner_SQ2comment", "Partner_other", "Partner_othercomment", "Tabelle_Y1_X1",
        "Tabelle_Y1_X2", "Doppelt_D1_0", "Doppelt_D1_1", "Rangfolge_1", "Rangfolge_2",
    ]
    /// As a German LimeSurvey words them.
    private static let german = [
        "Antwort ID", "Zugangscode", "Datum Abgeschickt", "Zufallsstartwert", "Wie viele?",
        "Was ändert sich in {TOKEN:ATTRIBUTE_1}?", "Reichweite?", "Reichweite? [Sonstiges]", "Mit wem? [Gemeinde]",
        "Mit wem? [Gemeinde][Kommentar]", "Mit wem? [Schule]", "Mit wem? [Schule][Kommentar]", "Mit wem? [Sonstiges]",
        "Mit wem? [Sonstiges][Kommentar]", "Raster [Zeile][links]", "Raster [Zeile][rechts]", "Zweimal [Fest][Skala 1]",
        "Zweimal [Fest][Skala 2]", "Ordnen Sie [Rang 1]", "Ordnen Sie [Rang 2]",
    ]
    /// Cut off behind ten characters, where a text has more than thirteen.
    private static let abbreviated = [
        "Response ID", "Access code", "Date submitted", "Seed", "Wie viele?", "Was ändert.. ", "Reichweite?",
        "Reichweite? [Other]", "Mit wem? [Gemeinde]", "Mit wem? [Gemeinde] [Comment]", "Mit wem? [Schule]",
        "Mit wem? [Schule] [Comment]", "Mit wem? [Other]", "Mit wem? [Other] [Comment]", "Raster [Zeile] [links]",
        "Raster [Zeile] [rechts]", "Zweimal [Fest] [Scale 1]", "Zweimal [Fest] [Scale 2]", "Ordnen Sie [Rank 1]",
        "Ordnen Sie [Rank 2]",
    ]
    private static let codesAndTexts = zip(codes, german).map { $0 + ". " + $1 }
    private static let underscored = german.map { $0.replacing(" ", with: "_") }
    private static let database = InventedSurvey.fields

    private static let coded = [
        [
            "4", "abc", "2025-03-01 10:00:00", "17", "3.5", "Mehr \"Leben\",\nmehr Ruhe; ja.", "-oth-", "weltweit", "Y",
            "selten", "", "", "Verein", "", "'=oben", "", "x", "y", "r2", "r1",
        ],
        ["7", "", "", "", "", "", "A2", "", "", "", "Y"] + [String](repeating: "", count: 9),
    ]
    private static let worded = [
        [
            "4", "abc", "2025-03-01 10:00:00", "17", "3.5", "Mehr \"Leben\",\nmehr Ruhe; ja.", "Sonstiges", "weltweit", "Ja",
            "selten", "Nein", "", "Verein", "", "=oben", "", "oft", "wichtig", "Rang zwei", "Rang eins",
        ],
        ["7", "", "", "", "", "", "regional", "", "N/A", "", "Ja"] + [String](repeating: "", count: 9),
    ]

    private static func table(
        _ headings: [String], _ rows: [[String]], separator: String = ",", mark: String = "\u{FEFF}"
    ) -> String {
        let lines = ([headings] + rows).map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: separator)
        }
        return mark + lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    @Test(arguments: [codes, expressionCodes, german, abbreviated, codesAndTexts, underscored, database])
    func holdsTheSameAsTheArchiveWhateverItsHeadings(headings: [String]) throws {
        let archive = try archived()
        let export = try read(joined(Self.table(headings, Self.coded)))
        #expect(export.survey.questions == archive.survey.questions)
        #expect(export.survey.name == archive.survey.name)
        #expect(export.survey.languages == archive.survey.languages)
        #expect(export.answers == archive.answers)
        #expect(export.respondents.map(\.caseName) == archive.respondents.map(\.caseName))
        #expect(export.respondents.map(\.isComplete) == [true, false])
        #expect(export.diagnostics.isEmpty)
    }

    @Test(arguments: [",", ";", "\t"])
    func turnsFullWordingsBackIntoCodes(separator: String) throws {
        let archive = try archived()
        let export = try read(joined(Self.table(Self.german, Self.worded, separator: separator)))
        #expect(export.survey.questions == archive.survey.questions)
        #expect(export.answers == archive.answers)
        #expect(
            export.diagnostics.map(\.description) == [
                "results-survey77.csv: note: its answers are full wordings, which are turned back into codes\n"
                    + "  a map says with 'labels' which code another wording stands for"
            ])
        // Of boxes alone the export tells what was shown and not ticked; an empty cell says nothing.
        #expect(export.noAnswers == ["4 Partner[SQ2]"])
        #expect(!export.survey.tellsShown)
    }

    @Test func keepsAnAnswerThatIsNoChoiceOrCouldBeSeveral() throws {
        let structure = InventedSurvey.structure.replacing("<answer><![CDATA[regional]]>", with: "<answer><![CDATA[lokal]]>")
        var rows = Self.worded
        rows[0][6] = "lokal"
        rows[0][18] = "Rang vier"
        let export = try read(joined(Self.table(Self.german, rows), structure: structure))
        #expect(export.answers.contains("4 Reichweite lokal"))
        #expect(export.answers.contains("4 Rangfolge[1] Rang vier"))
        #expect(
            export.diagnostics.filter { $0.severity == .warning }.map(\.description)
                == [
                    "results-survey77.csv: warning: 1 answer to 'Reichweite' is neither code nor wording of a choice; kept as text\n"
                        + "  check that the .lss file is of this survey as it was then",
                    "results-survey77.csv: warning: 1 answer to 'Rangfolge[1]' is neither code nor wording of a choice; kept as text\n"
                        + "  check that the .lss file is of this survey as it was then",
                    "results-survey77.csv: warning: several choices of 'Reichweite' have the same wording ('A1', 'A2'); 1 answer is kept as text\n"
                        + "  export the answers as codes",
                ])
    }

    @Test func takesTheChoiceOfSomethingElseWhereAnExportLeftItOut() throws {
        var rows = Self.coded
        rows[0][6] = ""
        let export = try read(joined(Self.table(Self.codes, rows)))
        #expect(export.answers.contains("4 Reichweite -oth-"))
        #expect(
            export.diagnostics.map(\.message.text) == [
                "1 answer names something that is not on the list and no choice; '-oth-' is taken as the choice"
            ])
    }

    @Test func readsByHeadingsWhereThereIsNoQuestionnaire() throws {
        let export = try read(folder.file("results-survey77.csv", Self.table(Self.codes, Self.coded)))
        #expect(export.survey.name == "results-survey77")
        #expect(export.survey.questions.map(\.name) == Array(Self.codes.dropFirst(4)))
        #expect(export.question("Partner[SQ1]")?.kind == .multiple)
        #expect(export.question("Partner[SQ1]")?.group == "Partner")
        #expect(export.question("Partner[other]")?.group == "Partner")
        #expect(export.question("Reichweite[other]")?.group == nil)
        #expect(export.question("Doppelt[D1][2]")?.group == "Doppelt")
        #expect(export.question("Zahl")?.kind == .decimal)
        #expect(export.question("Wandel")?.kind == .open)
        #expect(export.respondents.map(\.name) == ["4", "7"])
        #expect(export.respondents.map(\.isComplete) == [true, false])
        #expect(
            export.diagnostics.map(\.description) == [
                "results-survey77.csv: note: no .lss file of this survey is with it, so its questions are read from headings and answers\n"
                    + "  name the survey's .lss file too, or lay it into the same folder"
            ])
    }

    @Test func readsWordedHeadingsWithoutAQuestionnaire() throws {
        let worded = try read(folder.file("a.csv", Self.table(Self.german, Self.worded)))
        #expect(worded.question("Mit wem? [Schule]")?.group == "Mit wem?")
        #expect(worded.question("Mit wem? [Schule]")?.wording == LocalizedText("Schule"))
        #expect(worded.question("Raster [Zeile][rechts]")?.wording == LocalizedText("Zeile | rechts"))
        #expect(worded.question("Reichweite? [Sonstiges]")?.group == nil)
        let both = try read(folder.file("b.csv", Self.table(Self.codesAndTexts, Self.coded)))
        #expect(both.survey.questions.map(\.name) == Array(Self.codes.dropFirst(4)))
        #expect(both.question("Partner[SQ2]")?.wording == LocalizedText("Mit wem? [Schule]"))
        #expect(both.question("Partner[SQ2]")?.group == "Partner")
    }

    @Test func findsTheQuestionnaireBesideIt() throws {
        _ = try folder.file("andere.lss", InventedSurvey.document("Survey", version: 605, []))
        _ = try folder.file("dorf.lss", InventedSurvey.structure)
        let export = try read(folder.file("results-survey77.csv", Self.table(Self.codes, Self.coded)))
        #expect(try export.answers == archived().answers)
        #expect(
            export.diagnostics.map(\.description) == [
                "results-survey77.csv: note: the questionnaire is read from 'dorf.lss' beside it"
            ])
    }

    @Test func joinsATableWithoutLimeSurveysOwnColumnsByItsHeadings() throws {
        let headings = Array(Self.codes.dropFirst(4))
        let table = try folder.file("tabelle.csv", Self.table(headings, Self.coded.map { Array($0.dropFirst(4)) }))
        let structure = try folder.file("dorf.lss", InventedSurvey.structure)
        let stranger = try folder.file("fremd.csv", "Name,Ort\nA,B\n")
        let joined = try LimeSurveyFormat().join([structure], others: [stranger, table], limits: InputLimits())
        #expect(joined.map(\.companions) == [[table]])
        let export = try read(joined[0])
        #expect(export.respondents.map(\.name) == ["1", "2"])
        #expect(export.respondents.map(\.isComplete) == [true, true])
        #expect(try export.answers.map { $0.dropFirst(2) } == archived().answers.map { $0.dropFirst(2) })
    }

    @Test func joinsResponsesWithTheQuestionnaireNamedWithThem() throws {
        let responses = try folder.file("antworten.lsr", InventedSurvey.responses(Self.rows))
        let structure = try folder.file("dorf.lss", InventedSurvey.structure)
        let joined = try LimeSurveyFormat().join([responses, structure], others: [], limits: InputLimits())
        #expect(joined.map(\.companions) == [[], [responses]])
        #expect(try read(joined[1]).answers == archived().answers)
    }

    @Test func leavesOutTimesCountsAndParticipants() throws {
        let headings =
            Self.codes + ["firstname", "attribute_1", "interviewtime", "groupTime5", "WandelTime", "Datei[filecount]"]
        let rows = Self.coded.map { $0 + ["Ada", "Nord", "12.5", "3.1", "2", "1"] }
        let export = try read(joined(Self.table(headings, rows)))
        #expect(export.survey.questions.map(\.name).suffix(2) == ["Rangfolge[2]", "attribute_1"])
        #expect(
            export.diagnostics.map(\.description) == [
                "results-survey77.csv: note: column 'firstname' is of the list of participants and is left out\n"
                    + "  name the column in a map to keep it",
                "results-survey77.csv: note: column 'attribute_1' is not in the questionnaire; taken as a question of its own",
            ])
    }

    @Test func letsAMapOverrule() throws {
        let map = SurveyMap(
            survey: "Umfrage", respondent: "token", caseTemplate: "Initiative {id}",
            columns: [
                .init(name: "Wandel", role: .skip),
                .init(
                    name: "Reichweite", role: .attribute(.single),
                    labels: [.init(code: "2", label: LocalizedText("regional"))]),
            ])
        var rows = Self.worded
        rows[1][1] = "def"
        let export = try read(joined(Self.table(Self.german, rows)), map: map)
        #expect(export.survey.name == "Umfrage")
        #expect(export.respondents.map(\.name) == ["abc", "def"])
        #expect(export.respondents.map(\.caseName) == ["Initiative 4", "Initiative 7"])
        #expect(export.answers.contains("def Reichweite 2"))
        #expect(export.question("Wandel") == nil)
    }

    @Test func keepsTwoQuestionsOfTheSameWordsApartByTheirOrder() throws {
        let structure = InventedSurvey.structure.replacing("Wie viele?", with: "Reichweite?")
        var headings = Self.german
        headings[4] = "Reichweite?"
        #expect(try read(joined(Self.table(headings, Self.coded), structure: structure)).answers == archived().answers)
        // One of the two alone could be either.
        let alone = try read(
            joined(
                Self.table(Array(headings[..<4]) + headings[5...], Self.coded.map { Array($0[..<4]) + $0[5...] }),
                structure: structure))
        #expect(alone.answers.contains("4 Reichweite? -oth-"))
        #expect(
            alone.diagnostics.map(\.description) == [
                "results-survey77.csv: warning: column 'Reichweite?' could be several questions of the questionnaire; taken as a question of its own\n"
                    + "  export the responses with question codes as headings"
            ])
    }

    @Test(arguments: [
        "\"id\",\"submitdate\",\"lastpage\",\"startlanguage\"\r\n", "\u{FEFF}id;submitdate;lastpage;Q1\n",
        "Antwort ID\tDatum Abgeschickt\tLetzte Seite\tStart-Sprache\n", "\"Response ID\",\"Date submitted\",\"Last page\"\n",
        "\"id. Antwort-ID\";\"submitdate. Datum abgeschickt\";\"seed. Zufallsgeneratorstartwert\"",
        "sep=;\nid;submitdate;seed\n",
    ])
    func isRecognizedByItsHeadings(head: String) {
        #expect(LimeSurveyFormat().recognizes(InputFile(path: "antworten.txt"), head: Array(head.utf8)))
    }

    @Test(arguments: ["id,Ort,seed\n", "Nr;Name;Antwort ID\n", "id: seed, lastpage, submitdate\n", "\"id\"", ""])
    func leavesOtherTablesAlone(head: String) {
        #expect(!LimeSurveyFormat().recognizes(InputFile(path: "antworten.csv"), head: Array(head.utf8)))
    }

    @Test func refusesARowThatLacksFields() throws {
        let file = try folder.file("results.csv", "id,submitdate,lastpage,Q1\n1,2025-03-01,2,Ja\n2,2025-03-02\n")
        let refusal = try #require(throws: Refusal.self) { try read(file) }
        #expect(refusal.diagnostic.place.line == 3)
        #expect(refusal.diagnostic.message.text == "row 3 has 2 fields, row 1 has 4")
    }

    @Test func isInspectedAsCSV() throws {
        var last = ""
        try LimeSurveyFormat().inspect(
            joined(Self.table(Self.codes, Self.coded)), options: ImportOptions(), rows: false
        ) { last = $0.text }
        #expect(
            last
                == #"{"summary":{"format":"csv","questions":16,"mainQuestions":7,"respondents":2,"responses":14,"languages":["de","en"],"labels":7}}"#
        )
    }
}
