import FileFormats
import Importers
import StudyModel
import Testing

struct REDCapFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let heads =
        "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\",\"Text Validation Min\",\"Text Validation Max\",Identifier?,\"Branching Logic (Show field only if...)\",\"Required Field?\",\"Custom Alignment\",\"Question Number (surveys only)\",\"Matrix Group Name\",\"Matrix Ranking?\",\"Field Annotation\"\n"

    private static let dictionary =
        heads + """
            record_id,person,,text,Nummer,,,,,,,,,,,,,
            geburt,person,,text,"<b>Geboren</b> am",,,date_dmy,,,y,,,,,,,
            ort,person,,radio,Wohnort,"1, Kernstadt | 2, Ortsteil, klein | 3, <i>außerhalb</i>",,,,,,,,,,,,
            hinweis,person,,descriptive,"Vielen Dank, dass Sie da sind",,,,,,,,,,,,,
            anlass,besuch,,checkbox,Anlass,"a, Kuchen | -2, Lesung",,,,,,,,,,,,
            dauer,besuch,,text,Minuten,,,integer,,,,,,,,,,
            wieder,besuch,,yesno,Wiederkommen?,,,,,,,,,,,m,,
            wort,besuch,,notes,In Ihren Worten,,,,,,,,,,,,,

            """

    private func read(_ data: String?, _ dictionary: String? = Self.dictionary, map: SurveyMap? = nil) throws -> SurveyCollector
    {
        var files: [InputFile] = []
        if let data { files.append(try folder.file("Dorfcafe_DATA_2025-03-01_1200.csv", data)) }
        if let dictionary { files.append(try folder.file("Dorfcafe_DataDictionary_2025-03-01.csv", dictionary)) }
        let joined = try REDCapFormat().join(files, others: [], limits: InputLimits())
        let whole = try #require(joined.first { !$0.companions.isEmpty } ?? joined.first)
        var options = ImportOptions()
        options.map = map
        var sink = SurveyCollector()
        try REDCapFormat().read(whole, options: options, into: &sink)
        return sink
    }

    @Test func asksWhatTheDictionarySays() throws {
        let sink = try read(nil)
        #expect(sink.survey.name == "Dorfcafe")
        #expect(
            sink.survey.questions.map { "\($0.name) \($0.kind.rawValue)" } == [
                "geburt date", "ort single", "person_complete single", "anlass___a multiple", "anlass____2 multiple",
                "dauer integer", "wieder single", "wort open", "besuch_complete single",
            ])
        #expect(sink.question("geburt")?.wording == LocalizedText("Geboren am"))
        #expect(sink.question("ort")?.labels.map(\.code) == ["1", "2", "3"])
        #expect(
            sink.question("ort")?.labels.compactMap { $0.label.preferring([]) } == [
                "Kernstadt", "Ortsteil, klein", "außerhalb",
            ])
        #expect(sink.question("anlass____2")?.group == "anlass")
        #expect(sink.question("anlass____2")?.wording == LocalizedText("Anlass"))
        #expect(
            sink.question("anlass____2")?.labels == [
                ValueLabel(code: "1", label: LocalizedText("Lesung")), ValueLabel(code: "0", label: LocalizedText("Unchecked")),
            ])
        #expect(sink.question("wieder")?.group == "m")
        #expect(
            sink.question("besuch_complete")?.labels.compactMap { $0.label.preferring([]) } == [
                "Incomplete", "Unverified", "Complete",
            ])
        #expect(
            sink.diagnostics.map(\.description) == [
                "Dorfcafe_DataDictionary_2025-03-01.csv: note: no data were named with the definition, so only its questions are read\n"
                    + "  name the file of its answers too, such as 'Dorfcafe_DATA.csv'"
            ])
    }

    private static let raw = """
        record_id,geburt,ort,person_complete,anlass___a,anlass____2,dauer,wieder,wort,besuch_complete
        7,1960-05-02,2,2,1,0,45,1,"Schön, ruhig.",2
        8,,3,0,0,0,,,,0

        """
    private static let answers = [
        "7 geburt 1960-05-02", "7 ort 2", "7 person_complete 2", "7 anlass___a 1", "7 anlass____2 0", "7 dauer 45",
        "7 wieder 1", "7 wort Schön, ruhig.", "7 besuch_complete 2", "8 ort 3", "8 person_complete 0", "8 anlass___a 0",
        "8 anlass____2 0", "8 besuch_complete 0",
    ]

    @Test func joinsRawDataWithTheirDictionary() throws {
        let sink = try read(Self.raw)
        #expect(sink.answers == Self.answers)
        #expect(sink.occurrences.isEmpty)
        #expect(sink.diagnostics.isEmpty)
        #expect(sink.respondents.map(\.caseName) == ["Dorfcafe 7", "Dorfcafe 8"])
    }

    @Test func turnsLabelsBackIntoCodes() throws {
        let labelled = """
            Nummer,Geboren am,Wohnort,Complete?,Anlass (choice=Kuchen),Anlass (choice=Lesung),Minuten,Wiederkommen?,In Ihren Worten,Complete?
            7,1960-05-02,"Ortsteil, klein",Complete,Checked,Unchecked,45,Yes,"Schön, ruhig.",Complete
            8,,<i>außerhalb</i>,Incomplete,Unchecked,Unchecked,,,,Incomplete

            """
        let sink = try read(labelled)
        #expect(sink.answers == Self.answers)
        #expect(
            sink.diagnostics.map(\.message.text) == ["its answers are full wordings, which are turned back into codes"])
        // The API has the choice's own label for a box, and nothing for one that is not ticked.
        let codes = Self.raw.split(separator: "\n")[0]
        let api = try read(codes + "\n7,1960-05-02,\"Ortsteil, klein\",Complete,Kuchen,,45,Yes,\"Schön, ruhig.\",Complete\n")
        #expect(api.answers == Self.answers.prefix(9).filter { $0 != "7 anlass____2 0" })
    }

    @Test func eventsAndRepeatsAreInstancesWithLabels() throws {
        let data = """
            record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,geburt,ort,person_complete,anlass___a,anlass____2,dauer,wieder,wort,besuch_complete
            7,fruehling_arm_1,,,1960-05-02,2,2,0,0,,,,0
            7,fruehling_arm_1,besuch,1,,,,1,0,45,,,2
            7,fruehling_arm_1,besuch,2,,,,0,0,10,,,1
            7,herbst_arm_1,besuch,1,,,0,0,0,20,,,2
            7,herbst_arm_1,,2,,1,,0,0,,,,
            8,herbst_arm_1,,,,3,2,0,1,5,0,,2

            """
        let sink = try read(data)
        #expect(
            sink.answers == [
                "7 geburt 1960-05-02", "7 ort 2", "7 person_complete 2", "7 anlass___a 1", "7 anlass____2 0", "7 dauer 45",
                "7 besuch_complete 2", "7 anlass___a#2 0", "7 anlass____2#2 0", "7 dauer#2 10", "7 besuch_complete#2 1",
                "7 anlass___a#3 0", "7 anlass____2#3 0", "7 dauer#3 20", "7 besuch_complete#3 2", "7 ort#2 1", "8 ort 3",
                "8 person_complete 2", "8 anlass___a 0", "8 anlass____2 1", "8 dauer 5", "8 wieder 0", "8 besuch_complete 2",
            ])
        #expect(
            sink.occurrences.filter { $0.contains("dauer") || $0.contains("ort") } == [
                "7 ort fruehling_arm_1/person", "7 dauer fruehling_arm_1/besuch", "7 dauer#2 fruehling_arm_1/besuch[2]",
                "7 dauer#3 herbst_arm_1/besuch", "7 ort#2 herbst_arm_1[2]/person", "8 ort herbst_arm_1/person",
                "8 dauer herbst_arm_1/besuch",
            ])
        #expect(sink.respondents.map(\.name) == ["7", "8"])
    }

    @Test func refusesARecordWhoseRowsStandApart() throws {
        let sink = try read("record_id,redcap_repeat_instrument,redcap_repeat_instance,dauer\n7,,,1\n8,,,2\n7,besuch,1,3\n")
        #expect(sink.answers == ["7 dauer 1", "8 dauer 2"])
        #expect(
            sink.diagnostics.first?.description
                == "Dorfcafe_DATA_2025-03-01_1200.csv: error: respondent '7' in record 3 already answered in record 1\n"
                + "  give this record its own respondent, or remove it")
    }

    @Test func keepsMissingCodesAsSuch() throws {
        let sink = try read(Self.raw.replacing("7,1960-05-02,2,", with: "7,UNK,NASK,"))
        #expect(sink.noAnswers == ["7 geburt UNK", "7 ort NASK"])
        #expect(sink.question("geburt")?.kind == .date)
        #expect(sink.question("ort")?.missing == ["UNK", "NASK"])
        #expect(sink.question("wort")?.missing == [])
        #expect(
            sink.diagnostics.map(\.description) == [
                "Dorfcafe_DATA_2025-03-01_1200.csv: note: 'UNK', 'NASK' in numbers, dates and choices are taken for missing codes\n"
                    + "  a map says with 'missing' which codes are meant"
            ])
    }

    @Test func readsDataWithoutADictionaryByTheirHeadings() throws {
        let sink = try read(Self.raw, nil)
        #expect(
            sink.survey.questions.map { "\($0.name) \($0.kind.rawValue)" } == [
                "geburt date", "ort integer", "person_complete single", "anlass___a multiple", "anlass____2 multiple",
                "dauer integer", "wieder integer", "wort text", "besuch_complete single",
            ])
        #expect(sink.question("anlass___a")?.group == "anlass")
        #expect(sink.answers == Self.answers)
        #expect(
            sink.diagnostics.map(\.description) == [
                "Dorfcafe_DATA_2025-03-01_1200.csv: note: no data dictionary is with it, so its questions are read from headings and answers\n"
                    + "  name the project's data dictionary too, or say in a map what they are"
            ])
    }

    @Test func keepsAColumnThatTheDictionaryDoesNotHave() throws {
        let sink = try read(
            Self.raw.replacing(",besuch_complete", with: ",zeit,besuch_complete").replacing(",2\n8", with: ",3,2\n8").replacing(
                ",0\n", with: ",4,0\n"))
        #expect(sink.answers.contains("7 zeit 3"))
        #expect(
            sink.diagnostics.map(\.message.text) == [
                "column 'zeit' is not in the data dictionary; taken as a question of its own"
            ])
    }

    /// Both columns were taken for answers to one question, and a study holds one answer in one place.
    @Test func aColumnThatIsCalledAsAnotherFieldIsLabelledIsAQuestionOfItsOwn() throws {
        let sink = try read(
            "record_id,ort,zeit,f_complete\n1,Werna,17,2\n",
            Self.heads + "record_id,f,,text,Nr,,,,,,,,,,,,,\nort,f,,text,zeit,,,,,,,,,,,,,\n")
        #expect(sink.answers == ["1 ort Werna", "1 zeit 17", "1 f_complete 2"])
    }

    @Test func readsTheDictionaryOfTheAPI() throws {
        let names =
            "field_name,form_name,section_header,field_type,field_label,select_choices_or_calculations,field_note,text_validation_type_or_show_slider_number\n"
        let sink = try read(
            nil, names + "record_id,f,,text,Nr,,,\nx,f,,calc,Summe,[a]+[b],,\nz,f,,slider,Wie sehr?,wenig | sehr,,\n")
        #expect(
            sink.survey.questions.map { "\($0.name) \($0.kind.rawValue)" } == ["x decimal", "z integer", "f_complete single"])
        #expect(sink.question("z")?.labels == [])
    }

    @Test(arguments: [
        "record_id,redcap_event_name,a\n", "record_id;a___1;a___2;f_complete", "\"record_id\",\"a\",\"f_complete\"\n",
        "Record ID,Event Name,Sex,Complete?\n", "\u{FEFF}\"Variable / Field Name\",\"Form Name\"\n",
        "field_name,form_name,field_type\n",
    ])
    func isRecognizedByItsHeadings(head: String) {
        #expect(REDCapFormat().recognizes(InputFile(path: "daten.csv"), head: Array(head.utf8)))
    }

    @Test(arguments: ["record_id,ort\n", "Name,Complete?\n", "Event Name,Ort\n", "a___b\n", "id,job_complete\n"])
    func leavesOtherTablesAlone(head: String) {
        #expect(!REDCapFormat().recognizes(InputFile(path: "daten.csv"), head: Array(head.utf8)))
    }

    @Test func letsAMapOverrule() throws {
        let map = SurveyMap(
            survey: "Café", respondent: "record_id", caseTemplate: "Gast {record_id}",
            columns: [.init(name: "wort", role: .skip), .init(name: "dauer", role: .attribute(.decimal))])
        let sink = try read(Self.raw, map: map)
        #expect(sink.survey.name == "Café")
        #expect(sink.respondents.map(\.caseName) == ["Gast 7", "Gast 8"])
        #expect(sink.question("wort") == nil)
        #expect(sink.question("dauer")?.kind == .decimal)
    }
}
