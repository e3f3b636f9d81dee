import FileFormats
import StudyModel
import Testing

@testable import Importers

struct ODMFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func odm(_ inside: String, type: String = "Snapshot") -> String {
        "<ODM xmlns=\"http://www.cdisc.org/ns/odm/v1.3\" xmlns:redcap=\"https://projectredcap.org\" ODMVersion=\"1.3.2\" FileType=\"\(type)\">\(inside)</ODM>"
    }

    private func study(_ items: String) -> String {
        "<Study OID=\"S\"><GlobalVariables><StudyName>Dorf</StudyName></GlobalVariables><MetaDataVersion OID=\"M\">\(items)</MetaDataVersion></Study>"
    }

    private func item(_ oid: String, _ type: String, _ inside: String = "", _ more: String = "") -> String {
        "<ItemDef OID=\"\(oid)\" DataType=\"\(type)\" \(more)><Question><TranslatedText>\(oid)?</TranslatedText></Question>\(inside)</ItemDef>"
    }

    private func subject(_ key: String, _ inside: String) -> String {
        "<ClinicalData StudyOID=\"S\"><SubjectData SubjectKey=\"\(key)\">\(inside)</SubjectData></ClinicalData>"
    }

    private func form(_ oid: String, _ number: String, _ values: String, group: String = "1") -> String {
        "<FormData FormOID=\"\(oid)\" FormRepeatKey=\"\(number)\"><ItemGroupData ItemGroupOID=\"G\" ItemGroupRepeatKey=\"\(group)\">\(values)</ItemGroupData></FormData>"
    }

    private func value(_ item: String, _ value: String, _ more: String = "") -> String {
        "<ItemData ItemOID=\"\(item)\" Value=\"\(value)\" \(more)/>"
    }

    private func read(_ document: String, data: String? = nil) throws -> SurveyCollector {
        var file = try folder.file("dorf.xml", document)
        if let data { file.companions = [try folder.file("daten.xml", data)] }
        var sink = SurveyCollector()
        try ODMFormat().read(file, options: ImportOptions(), into: &sink)
        return sink
    }

    @Test func aSubjectIsOneRespondentWhereverItsBlocksStand() throws {
        let document = odm(
            study(item("A", "text") + item("B", "integer")) + subject("1", form("F", "1", value("A", "x")))
                + subject("2", form("F", "1", value("A", "y"))) + subject("1", form("G", "1", value("B", "5"))))
        let sink = try read(document)
        #expect(sink.survey.name == "Dorf")
        #expect(sink.answers == ["2 A y", "1 A x", "1 B 5"])
        #expect(sink.respondents.map(\.row) == [2, 1])
        #expect(sink.occurrences.isEmpty)
    }

    @Test func anItemOutsideOfAnyFormIsTheSubjectsOwn() throws {
        let document = odm(
            study(item("A", "text") + item("B", "text"))
                + subject("1", form("F", "2", value("A", "x")) + value("B", "u"))
                + subject("2", value("A", "y")) + subject("3", value("A", "z") + form("F", "2", value("B", "v"))))
        let sink = try read(document)
        #expect(sink.answers == ["1 A x", "1 B u", "2 A y", "3 A z", "3 B v"])
    }

    @Test func whatDoesNotFitIntoMemoryIsReadAgain() throws {
        let blocks = (1...3).flatMap { _ in
            (1...40).map { subject("s\($0)", form("F", "1", value("A", "x") + value("A", "y"))) }
        }
        let file = try folder.file("dorf.xml", odm(study(item("A", "text")) + blocks.joined()))
        let plan = try ODMPlan(file, limits: InputLimits())
        let survey = Survey(name: "Dorf", format: "odm", questions: plan.questions)
        var whole = SurveyCollector()
        var parts = SurveyCollector()
        for (bytes, isWhole) in [(1 << 20, true), (2_000, false)] {
            var intake = try ODMIntake(plan, survey: survey, of: file, map: nil, heldBytes: bytes)
            var sink = SurveyCollector()
            try sink.begin(survey)
            try intake.readAll(into: &sink)
            try intake.finish(notes: [], into: &sink)
            if isWhole { whole = sink } else { parts = sink }
        }
        #expect(whole.answers.count == 240)
        #expect(parts.answers.sorted() == whole.answers.sorted())
    }

    @Test func eventsAndRepeatsAreInstancesWithLabels() throws {
        let document = odm(
            study(item("A", "text") + item("B", "text"))
                + subject(
                    "1",
                    "<StudyEventData StudyEventOID=\"V1\">" + form("F", "1", value("A", "a")) + "</StudyEventData>"
                        + "<StudyEventData StudyEventOID=\"V2\" StudyEventRepeatKey=\"2\">"
                        + form("F", "3", value("A", "b") + value("B", "c"))
                        + form("F", "3", value("B", "d"), group: "4") + "</StudyEventData>"))
        let sink = try read(document)
        #expect(sink.answers == ["1 A a", "1 A#2 b", "1 B#2 c", "1 B#3 d"])
        #expect(sink.occurrences == ["1 A V1/F", "1 A#2 V2[2]/F[3]", "1 B#2 V2[2]/F[3]", "1 B#3 V2[2]/F[3]/G[4]"])
    }

    @Test func readsTypedValuesNullsAndFiles() throws {
        let values =
            "<ItemDataInteger ItemOID=\"N\">41<Annotation>x</Annotation></ItemDataInteger><ItemData ItemOID=\"A\" IsNull=\"Yes\"/>"
            + "<ItemData ItemOID=\"B\" Value=\"\"/><ItemDataBase64Binary ItemOID=\"P\" redcap:DocName=\"bild.jpg\">AAAA</ItemDataBase64Binary>"
        let sink = try read(
            odm(
                study(item("N", "integer") + item("A", "text") + item("B", "text") + item("P", "text"))
                    + subject("1", form("F", "1", values))))
        #expect(sink.answers == ["1 N 41", "1 P bild.jpg"])
        #expect(sink.noAnswers == ["1 A"])
        #expect(sink.diagnostics.map(\.description) == ["dorf.xml: note: one answer is a file, of which only the name is kept"])
    }

    @Test func keepsCodeListsBoxesAndMissingCodes() throws {
        let list = """
            <CodeList OID="L"><CodeListItem CodedValue="1"><Decode><TranslatedText xml:lang="de">ja</TranslatedText>
            <TranslatedText xml:lang="en">yes</TranslatedText></Decode></CodeListItem><EnumeratedItem CodedValue="x"/></CodeList>
            <CodeList OID="K" redcap:CheckboxChoices="-1, &lt;i&gt;Kuchen&lt;/i&gt;, süß|b, Lesung"><CodeListItem CodedValue="1">
            <Decode><TranslatedText>Checked</TranslatedText></Decode></CodeListItem></CodeList>
            """
        let document = odm(
            study(
                item("A", "text", "<CodeListRef CodeListOID=\"L\"/>")
                    + item(
                        "k____1", "boolean", "<CodeListRef CodeListOID=\"K\"/>",
                        "redcap:FieldType=\"checkbox\" redcap:Variable=\"k\"")
                    + item("D", "text", "", "redcap:FieldType=\"descriptive\"") + list
            ).replacing("<StudyName>", with: "<redcap:MissingDataCodes>UNK, Unbekannt</redcap:MissingDataCodes><StudyName>")
                + subject("1", form("F", "1", value("A", "UNK") + value("k____1", "1"))))
        let sink = try read(document)
        #expect(sink.survey.questions.map(\.name) == ["A", "k____1"])
        #expect(sink.survey.questions.map(\.kind) == [.single, .multiple])
        #expect(sink.survey.questions.map(\.group) == [nil, "k"])
        #expect(sink.question("A")?.labels.map(\.label.texts) == [["de": "ja", "en": "yes"], ["": "x"], ["": "Unbekannt"]])
        #expect(sink.question("k____1")?.labels.first?.label.texts == ["": "Kuchen, süß"])
        #expect(sink.answers == ["1 k____1 1"])
        #expect(sink.noAnswers == ["1 A UNK"])
        #expect(sink.survey.languages == ["de", "en"])
    }

    @Test func laterTransactionsReplaceEarlierOnes() throws {
        let values = value("A", "a") + value("A", "b") + value("B", "c") + value("B", "c", "TransactionType=\"Remove\"")
        let metadata = study(item("A", "text") + item("B", "text"))
        #expect(try read(odm(metadata + subject("1", form("F", "1", values)), type: "Transactional")).answers == ["1 A b"])
        #expect(
            try read(odm(metadata + subject("1", form("F", "1", value("A", "a") + value("A", "b"))))).answers == [
                "1 A a", "1 A#2 b",
            ])
    }

    @Test func metadataTakeTheDataOfTheirStudy() throws {
        let metadata = try folder.file("meta.xml", odm(study(item("A", "integer"))))
        let data = try folder.file("antworten.xml", odm(subject("1", form("F", "1", value("A", "7")))))
        let whole = try folder.file("alles.xml", odm(study(item("A", "text")) + subject("1", form("F", "1", value("A", "7")))))
        let joined = try ODMFormat().join([data, metadata, whole], others: [], limits: InputLimits())
        #expect(joined.map { $0.companions.map(\.name) } == [[], ["antworten.xml"], []])
        var sink = SurveyCollector()
        try ODMFormat().read(joined[1], options: ImportOptions(), into: &sink)
        #expect(sink.answers == ["1 A 7"])
        #expect(sink.survey.questions.map(\.kind) == [.integer])
    }

    @Test func guessesItemsWithoutADefinition() throws {
        let sink = try read(odm(subject("1", form("F", "1", value("A", "7") + value("B", "x")))))
        #expect(sink.survey.questions.map(\.kind) == [.integer, .text])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.xml: note: 2 items have no definition; what they are was guessed\n  name the file with the metadata too, or say in a map what they are"
            ])
    }

    @Test(arguments: [
        (
            "<ODX/>",
            "dorf.xml:1: error: is no ODM file: its root element is 'ODX', not 'ODM'\n  check that it is the file that you meant"
        ),
        ("<ODM ODMVersion=\"2.0\"/>", "dorf.xml:1: error: is ODM 2.0, which is not read\n  export it as ODM 1.3"),
        ("<ODM/>", "dorf.xml: error: holds neither items nor answers\n  export the project again, with its metadata"),
    ])
    func refusesWhatItCannotRead(text: String, message: String) throws {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.diagnostic.description == message)
    }
}
