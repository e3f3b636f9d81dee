import FileFormats
import Importers
import StudyModel
import Testing

struct TripleSFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func definition(_ variables: String, record: String = "", sss: String = "version=\"2.0\"") -> String {
        "<sss \(sss)><survey><name>DORF</name><record ident=\"A\" \(record)>\(variables)</record></survey></sss>"
    }

    private func variable(_ name: String, _ type: String, _ position: String, _ more: String = "", _ use: String = "") -> String
    {
        """
        <variable ident="\(name)" type="\(type)" \(use)><name>\(name)</name><label>\(name)?</label>
        <position \(position)/>\(more)</variable>
        """
    }

    private func read(
        _ definition: String, data: [UInt8]? = nil, named: String = "dorf.asc", map: SurveyMap? = nil
    ) throws -> SurveyCollector {
        var file = try folder.file("dorf.sss", definition)
        if let data { file.companions = [try folder.file(named, data)] }
        var options = ImportOptions()
        options.map = map
        var sink = SurveyCollector()
        try TripleSFormat().read(file, options: options, into: &sink)
        return sink
    }

    private func read(_ text: String, data: String, named: String = "dorf.asc") throws -> SurveyCollector {
        try read(text, data: Array(data.utf8), named: named)
    }

    @Test func readsEachKindOfVariable() throws {
        let codes =
            "<values><value code=\"1\">eins</value><value code=\"3\">drei</value><value code=\"12\">zwölf</value></values>"
        let text = definition(
            variable("E", "single", "start=\"1\" finish=\"2\"", codes)
                + variable("M", "multiple", "start=\"3\" finish=\"14\"", codes)
                + variable("S", "multiple", "start=\"15\" finish=\"18\"", "<spread subfields=\"2\"/>" + codes)
                + variable("Q", "quantity", "start=\"19\" finish=\"22\"", "<values><range from=\"0.0\" to=\"99.9\"/></values>")
                + variable("C", "character", "start=\"23\" finish=\"26\"") + variable("L", "logical", "start=\"27\"")
                + variable("D", "date", "start=\"28\" finish=\"35\"") + variable("T", "time", "start=\"36\" finish=\"41\""))
        let sink = try read(text, data: "031010000000010312 7.5 ab 120250301081500\n")
        #expect(
            sink.answers == [
                "1 E 3", "1 M 1 3 12", "1 S 3 12", "1 Q 7.5", "1 C  ab", "1 L 1", "1 D 2025-03-01", "1 T 08:15:00",
            ])
        #expect(
            sink.survey.questions.map(\.kind) == [
                .single, .choices, .choices, .decimal, .text, .boolean, .date, .time,
            ])
        #expect(sink.diagnostics.isEmpty)
    }

    @Test func aListKeepsTheOrderOfMentionWhereTheFileHasIt() throws {
        let codes = "<values><value code=\"1\">a</value><value code=\"9\">b</value></values>"
        let text = definition(variable("S", "multiple", "start=\"1\" finish=\"3\"", "<spread subfields=\"3\"/>" + codes))
        let sink = try read(text, data: "910\n 01\n000\n")
        #expect(sink.answers == ["1 S 9 1", "2 S 1"])
        #expect(sink.noAnswers == ["3 S"])
    }

    @Test func placesOfCodesThatAreNotDefinedSayNothing() throws {
        let text = definition(
            variable(
                "M", "multiple", "start=\"1\" finish=\"3\"",
                "<values><value code=\"1\">a</value><value code=\"3\">b</value></values>"))
        let sink = try read(text, data: "111\n")
        #expect(sink.answers == ["1 M 1 3"])
    }

    @Test func cutsByCharactersInTheDeclaredCharacterSet() throws {
        let text = definition(
            variable("A", "character", "start=\"1\" finish=\"3\"") + variable("B", "character", "start=\"4\" finish=\"5\""))
        #expect(try read(text, data: "äöüab\n").answers == ["1 A äöü", "1 B ab"])
        let latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + text
        #expect(try read(latin, data: [0xE4, 0xF6, 0xFC, 0x61, 0x62, 0x0A]).answers == ["1 A äöü", "1 B ab"])
    }

    @Test func saysWhenTheCharacterSetIsGuessed() throws {
        let text = definition(variable("A", "character", "start=\"1\" finish=\"6\""))
        let sink = try read(text, data: Array("M".utf8) + [0xFC] + Array("ller\n".utf8))
        #expect(sink.answers == ["1 A Müller"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.asc: note: the text is not UTF-8 and was read as windows-1252\n  if letters look wrong, name the character set with --encoding"
            ])
    }

    @Test func aFilterTellsWhoWasAsked() throws {
        let text = definition(
            variable("L", "logical", "start=\"1\"")
                + variable("A", "character", "start=\"2\" finish=\"3\"", "<filter>L</filter>"))
        let sink = try read(text, data: "1ab\n1  \n0  \n   x\n")
        #expect(sink.survey.tellsShown)
        #expect(sink.answers == ["1 L 1", "1 A ab", "2 L 1", "3 L 0"])
        #expect(sink.noAnswers == ["2 A", "4 L"])
    }

    @Test func withoutFiltersNothingIsKnownOfWhatWasShown() throws {
        let sink = try read(
            definition(variable("A", "character", "start=\"1\"") + variable("B", "logical", "start=\"2\"")), data: " 1\n")
        #expect(!sink.survey.tellsShown)
        #expect(sink.noAnswers.isEmpty)
    }

    @Test func aSerialVariableNamesTheRespondents() throws {
        let text = definition(
            variable("Nr", "quantity", "start=\"1\" finish=\"3\"", "", "use=\"serial\"")
                + variable("L", "logical", "start=\"4\""))
        let sink = try read(text, data: "0071\n   1\n0080\n0071\n")
        #expect(sink.respondents.map(\.name) == ["7", "8"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.asc: warning: record 2 names no respondent and is left out\n  name the respondent in column 'Nr', or remove the record",
                "dorf.asc: error: respondent '7' in record 4 already answered in record 1\n  give this record its own respondent, or remove it",
            ])
    }

    @Test func readsValuesBehindSkippedLinesAndListsOverColumns() throws {
        let codes = "<values><value code=\"1\">a</value><value code=\"2\">b</value></values>"
        let text = definition(
            variable("A", "character", "start=\"1\"")
                + variable("S", "multiple", "start=\"2\" finish=\"3\"", "<spread subfields=\"2\"/>" + codes)
                + variable("M", "multiple", "start=\"4\"", codes),
            record: "format=\"csv\" skip=\"1\"")
        let sink = try read(text, data: "A,S1,S2,M\r\n\"x, \"\"y\"\"\",2,1,\"01\"\r\nz,,,\r\n", named: "dorf.csv")
        #expect(sink.answers == ["1 A x, \"y\"", "1 S 2 1", "1 M 2", "2 A z"])
    }

    @Test func keepsLanguagesAndTheWordsOfTheInterview() throws {
        let label = """
            <label><text xml:lang="de" mode="analysis">Alter</text><text xml:lang="de" mode="interview">Wie alt<br/>sind Sie?</text>
            <text xml:lang="en" mode="analysis">Age</text></label>
            """
        let sink = try read(
            definition(
                "<variable ident=\"1\" type=\"quantity\"><name>A</name>\(label)<position start=\"1\"/></variable>",
                sss: "version=\"3.0\" languages=\"de en\""))
        #expect(sink.survey.languages == ["de", "en"])
        #expect(sink.question("A")?.wording.texts == ["de": "Wie alt sind Sie?", "en": "Age"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.sss: note: no data were named with the definition, so only its questions are read\n  name the file of its answers too, such as 'dorf.asc'"
            ])
    }

    @Test func codesOfWordsStayAsTheyAre() throws {
        let text = definition(
            variable(
                "E", "single", "start=\"1\" finish=\"3\"", "<values><value code=\"007\">a</value></values>",
                "format=\"literal\""))
        let sink = try read(text, data: "007\nb  \n")
        #expect(sink.answers == ["1 E 007", "2 E b"])
        #expect(sink.question("E")?.labels.map(\.code) == ["007"])
    }

    @Test func saysWhatIsNoListOfCodesAndWhatHangsTogether() throws {
        let text =
            "<sss version=\"3.0\"><hierarchy ident=\"H\"/><survey><record ident=\"A\">"
            + variable("M", "multiple", "start=\"1\" finish=\"2\"") + "</record><record ident=\"B\"/></survey></sss>"
        let sink = try read(text, data: "1x\n")
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.sss: warning: describes surveys that hang together; which answer belongs to which of another level is not kept\n  import the definition of each level by itself",
                "dorf.sss: warning: describes a second record, which is left out\n  give each record a definition of its own",
                "dorf.asc: warning: what stands at 'M' in record 1 is no list of codes; left out\n  check the position of the variable in the definition",
            ])
    }

    @Test(arguments: [
        (
            "<html/>",
            "dorf.sss:1: error: is no Triple-S definition: its root element is 'html', not 'sss'\n  name the .sss or .xml file that describes the data"
        ),
        (
            "<sss><survey><record><variable ident=\"1\" type=\"single\"><name>Ort</name><position start=\"9\" finish=\"8\"/>",
            "dorf.sss:1: error: variable 'Ort' stands from '9' to '8', which is no range of columns\n  correct its position, or export the survey again"
        ),
    ])
    func refusesWhatItCannotRead(text: String, message: String) throws {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.diagnostic.description == message)
    }

    @Test func manyVariablesOfOneNameGetNumbers() throws {
        let many = (0..<20_000).map { _ in variable("Q", "single", "start=\"1\"") }.joined()
        let sink = try read(definition(many))
        #expect(sink.survey.questions.last?.name == "Q (20000)")
    }

    @Test func takesTheFileThatTheDefinitionNamesOrOneOfItsName() throws {
        let first = try folder.file("a.sss", definition("", record: "href=\"daten/antworten.dat\""))
        let second = try folder.file("b.xml", definition(""))
        let others = ["b.asc", "antworten.dat", "interview.txt"].map { InputFile(path: folder.path + "/" + $0) }
        let joined = try TripleSFormat().join([first, second], others: others, limits: InputLimits())
        #expect(joined.map { $0.companions.map(\.name) } == [["antworten.dat"], ["b.asc"]])
        let alone = try TripleSFormat().join(
            [second], others: [InputFile(path: "x/rest.dat.gz"), InputFile(path: "x/notiz.txt")],
            limits: InputLimits())
        #expect(alone.map { $0.companions.map(\.name) } == [["rest.dat.gz"]])
        let unclear = try TripleSFormat().join(
            [second], others: ["x.dat", "y.dat"].map { InputFile(path: $0) }, limits: InputLimits())
        #expect(unclear.map(\.companions) == [[]])
    }

    @Test func aMapGoesBeforeTheDefinition() throws {
        let text = definition(
            variable("A", "character", "start=\"1\" finish=\"2\"") + variable("B", "character", "start=\"3\""))
        let map = SurveyMap(
            respondent: "A", columns: [SurveyMap.Column(name: "B", role: .attribute(.single), missing: ["9"])])
        let sink = try read(text, data: Array("x1a\nx29\n".utf8), map: map)
        #expect(sink.answers == ["x1 A x1", "x1 B a", "x2 A x2"])
        #expect(sink.noAnswers == ["x2 B 9"])
    }

    /// A spreadsheet makes `011` and `001` of a CSV file the numbers 11 and 1.
    @Test func aListThatLostItsZerosIsNotRead() throws {
        let codes = "<values>" + (1...3).map { "<value code=\"\($0)\">v\($0)</value>" }.joined() + "</values>"
        let text = definition(variable("M", "multiple", "start=\"1\"", codes), record: "format=\"csv\"")
        let sink = try read(text, data: "011\n11\n1\n1110\n000\n", named: "dorf.csv")
        #expect(sink.answers == ["1 M 2 3", "4 M 1 2 3"])
        #expect(sink.diagnostics.count { $0.description.contains("is no list of codes; left out") } == 2)
    }
}
