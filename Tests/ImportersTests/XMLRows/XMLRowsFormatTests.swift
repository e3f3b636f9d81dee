import FileFormats
import Importers
import StudyModel
import Testing

struct XMLRowsFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ document: String, map: SurveyMap? = nil) throws -> SurveyCollector {
        var options = ImportOptions()
        options.map = map
        var sink = SurveyCollector()
        try XMLRowsFormat().read(folder.file("dorf.xml", document), options: options, into: &sink)
        return sink
    }

    private let villages = """
        <umfrage>
         <antwort id="a1"><ort>Kupferau</ort><alter>34</alter><partner>Verein</partner><partner>Schule</partner></antwort>
         <antwort id="a2"><ort/><alter>41.5</alter><seit>2021-05-01</seit></antwort>
        </umfrage>
        """

    @Test func readsRecordsWithDifferentColumns() throws {
        let sink = try read(villages)
        #expect(sink.survey.name == "dorf")
        #expect(
            sink.survey.questions.map { "\($0.name) \($0.kind.rawValue)" } == [
                "ort text", "alter decimal", "partner text", "seit date",
            ])
        #expect(
            sink.answers == [
                "a1 ort Kupferau", "a1 alter 34", "a1 partner Verein", "a1 partner#2 Schule", "a2 alter 41.5",
                "a2 seit 2021-05-01",
            ])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.xml: note: each element 'antwort' is taken for a respondent\n  name another element as 'record' in a map",
                "dorf.xml: note: column 'id' is taken to name the respondents\n  name another column in a map",
            ])
    }

    @Test func numbersRecordsWhereNoColumnTellsThemApart() throws {
        let sink = try read("<s><r><id>7</id><q>a</q></r><r><id>7</id><q>b</q></r></s>")
        #expect(sink.answers == ["1 id 7", "1 q a", "2 id 7", "2 q b"])
    }

    @Test(arguments: [
        ("a.xml", "Guten Tag", true), ("export.txt", "<?xml version=\"1.0\"?>\n<s/>", true),
        ("export.txt", "\u{FEFF}\n<?xml version=\"1.0\"?><s/>", true), ("export.dat", "<s><r/></s>", true),
        ("export", "<!-- aus Kupferau -->\n<!DOCTYPE s>\n<s/>", true), ("export", "<ümlaut/>", true),
        ("interview.md", "<!-- 3. März -->\nI: Guten Tag.", false), ("interview.md", "<div>\nI: Guten Tag.", false),
        ("interview.txt", "<Beginn der Aufnahme>\nI: Guten Tag.", false), ("interview.vtt", "<v Ana>Guten Tag", false),
        ("interview", "<!-- 3. März -->\nI: Guten Tag.", false), ("interview", "<3 Guten Tag", false),
        ("interview", "<!-- ohne Ende", false), ("interview", "<?xmlish?>Guten Tag", false), ("leer", "", false),
    ])
    func takesXMLByItsNameItsDeclarationOrItsRoot(name: String, text: String, isXML: Bool) {
        #expect(XMLRowsFormat().recognizes(InputFile(path: name), head: Array(text.utf8)) == isXML)
    }

    @Test func takesXMLInUTF16() {
        #expect(XMLRowsFormat().recognizes(InputFile(path: "export"), head: [0xFF, 0xFE] + "<s/>".utf8.flatMap { [$0, 0] }))
        #expect(XMLRowsFormat().recognizes(InputFile(path: "a.txt"), head: [0xFE, 0xFF] + "<?xml ".utf8.flatMap { [0, $0] }))
    }

    @Test func aTranscriptThatBeginsWithACommentIsText() {
        let match = ImportFormats.recognize(InputFile(path: "interview.md"), head: Array("<!-- x -->\nI: Guten Tag.".utf8))
        guard case .transcript(let format) = match else {
            Issue.record("not taken for a transcript")
            return
        }
        #expect(format.name == "txt")
    }

    @Test func aLineEndThatIsWrittenAsAReferenceIsALineFeed() throws {
        let sink = try read("<s><r><q>eins&#13;&#10;zwei&#13;drei</q></r><r><q>vier</q></r></s>")
        #expect(sink.answers == ["1 q eins\nzwei\ndrei", "2 q vier"])
    }

    @Test func goesByTheMap() throws {
        let map = SurveyMap(
            respondent: "ort", caseTemplate: "Dorf {ort}",
            columns: [
                .init(name: "alter", role: .attribute(.integer)), .init(name: "seit", role: .skip),
                .init(name: "partner", role: .actor(ActorNaming(tieKind: "Zusammenarbeit"))),
            ])
        let sink = try read(villages.replacing("<ort/>", with: "<ort>Steinthal</ort>"), map: map)
        #expect(sink.survey.questions.map(\.name) == ["id", "alter", "partner"])
        #expect(sink.respondents.map(\.name) == ["Kupferau", "Steinthal"])
        #expect(sink.respondents.map(\.caseName) == ["Dorf Kupferau", "Dorf Steinthal"])
        #expect(sink.question("alter")?.kind == .integer)
        #expect(
            sink.diagnostics.map(\.message.text) == [
                "column 'id' is not in the map; taken as text",
                "the map asks for integer, which the answer to 'alter' in record 2 is not; kept as text",
            ])
    }

    @Test func leavesOutASecondAnswerOfTheSameRespondent() throws {
        let sink = try read(
            "<s><r><q>x</q><n>A</n></r><r><q>y</q><n>A</n></r></s>", map: SurveyMap(respondent: "n"))
        #expect(sink.answers == ["A q x"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.xml: error: respondent 'A' in record 2 already answered in record 1\n"
                    + "  give this record its own respondent, or remove it"
            ])
    }

    @Test func leavesOutARecordThatNamesNoRespondentAndNamesTheCaseAfterTheSurveyWhereItHasNoName() throws {
        let document = "<s><r><n>A</n><c/></r><r><n> </n><c>x</c></r></s>"
        let sink = try read(document, map: SurveyMap(respondent: "n", caseTemplate: "{c}"))
        #expect(sink.respondents.map(\.caseName) == ["dorf A"])
        #expect(
            sink.diagnostics.map(\.message.text) == [
                "in record 1 a column that 'case' names is empty; the case is named 'dorf A'",
                "record 2 names no respondent and is left out",
            ])
    }

    @Test func guessesTheMapThatItReadsBy() throws {
        let map = try XMLRowsFormat().guessedMap(folder.file("dorf.xml", villages), options: ImportOptions())
        #expect(map.respondent == "id")
        #expect(
            map.columns.map(\.role) == [.attribute(.text), .attribute(.decimal), .attribute(.text), .attribute(.date)])
        #expect(try read(villages, map: map).answers == read(villages).answers)
    }

    @Test func leavesOutColumnsOfAddresses() throws {
        let sink = try read("<s><r><mail>a@example.org</mail><q>x</q></r></s>")
        #expect(sink.answers == ["1 q x"])
        #expect(
            sink.diagnostics.map(\.message.text) == [
                "each element 'r' is taken for a respondent",
                "column 'mail' seems to hold addresses of persons and is left out",
            ])
    }

    @Test func saysWhatItLookedForWhereThereIsNoRecord() throws {
        let refusal = try #require(throws: Refusal.self) { try read("<html><body>Fehler 500</body></html>") }
        #expect(
            refusal.diagnostic.message.text
                == "holds no record: looked for an element below 'html', or below its only child, that has attributes or children of its own"
        )
    }

    @Test func inspectsColumnsAndAnswers() throws {
        var lines: [String] = []
        let file = try folder.file("ok.xml", "<s><r id='1'><q>gut</q><q>Öde</q></r></s>")
        try XMLRowsFormat().inspect(file, options: ImportOptions(), rows: true) { lines.append($0.text) }
        #expect(
            lines == [
                #"{"question":"q","kind":"text","wording":{"":"q"}}"#,
                #"{"respondent":"1","question":"q","value":"gut"}"#,
                #"{"respondent":"1","question":"q","instance":2,"value":"Öde"}"#,
                #"{"summary":{"format":"xml","questions":1,"respondents":1,"responses":2,"languages":[],"labels":0}}"#,
            ])
    }

    @Test func saysWhereZerosAtTheEndsOfNumbersAreKeptOrNot() throws {
        let sink = try read(
            "<s><r><kapitel>1.1</kapitel><preis>2.50</preis></r><r><kapitel>1.10</kapitel><preis>3.00</preis></r></s>")
        #expect(sink.answers == ["1 kapitel 1.1", "1 preis 2.5", "2 kapitel 1.10", "2 preis 3"])
        #expect(
            sink.diagnostics.map { $0.description.prefix { $0 != "\n" } } == [
                "dorf.xml: note: each element 'r' is taken for a respondent",
                "dorf.xml: note: column 'kapitel' seems to hold numbers, some with zeros at the end that others lack, and is taken as text",
                "dorf.xml: note: column 'preis' is taken as numbers, without the zeros at their ends",
            ])
    }

    @Test func runningTextIsTextWhateverStandsInIt() throws {
        let sink = try read("<s><r><q>42 <b>x</b></q></r><r><q>7</q></r></s>")
        #expect(sink.answers == ["1 q 42 x", "2 q 7"])
        #expect(sink.survey.questions.map(\.kind) == [.text])
        #expect(sink.diagnostics.map(\.message.text) == ["each element 'r' is taken for a respondent"])
    }

    @Test func aMapMaySayWhichElementIsARespondent() throws {
        let groups = """
            <umfrage><frage id="1">Alter</frage><gruppe ort="Thale"><person nr="1"><alter>34</alter></person>\
            <person nr="2"><alter>41</alter></person></gruppe><gruppe ort="Ulm"><person nr="3"><alter>56</alter></person></gruppe>\
            </umfrage>
            """
        let guessed = try read(groups)
        #expect(guessed.respondents.count == 2)
        #expect(
            guessed.diagnostics.map(\.description) == [
                """
                dorf.xml: warning: each element 'gruppe' is taken for a respondent; what is beside them is left out: 'frage' (1)
                  name another element as 'record' in a map
                """
            ])
        for name in ["person", "umfrage/gruppe/person"] {
            let told = try read(groups, map: SurveyMap(record: name))
            #expect(told.answers == ["1 nr 1", "1 alter 34", "2 nr 2", "2 alter 41", "3 nr 3", "3 alter 56"])
        }
        let refusal = try #require(throws: Refusal.self) { try read(groups, map: SurveyMap(record: "persn")) }
        #expect(
            refusal.diagnostic.message.text == "the map names element 'persn' as record, which the file does not have")
        #expect(refusal.diagnostic.remedy == "did you mean 'person'?")
    }

    @Test func leavesThatAreNamedByAnAttributeAreColumns() throws {
        // As `mysql --xml` writes a table.
        let sink = try read(
            """
            <resultset statement="select"><row><field name="id">7</field><field name="alter">34</field><field name="ort">Thale</field>\
            </row><row><field name="id">9</field><field name="alter"/><field name="ort">Ulm</field><field name="ort">Bonn</field></row>\
            </resultset>
            """)
        #expect(sink.survey.questions.map { "\($0.name) \($0.kind.rawValue)" } == ["alter integer", "ort text"])
        #expect(sink.answers == ["7 alter 34", "7 ort Thale", "9 ort Ulm", "9 ort#2 Bonn"])
    }

    @Test func refusesASheetOfExcel2003ByWhatItIs() throws {
        let refusal = try #require(throws: Refusal.self) {
            try read("<Workbook><Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>")
        }
        #expect(
            refusal.diagnostic.description == """
                dorf.xml: error: is an XML spreadsheet of Excel 2003, no table
                  open it in a spreadsheet program and save it as .xlsx or .ods
                """)
    }
}
