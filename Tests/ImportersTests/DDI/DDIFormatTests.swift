import FileFormats
import Importers
import StudyModel
import Testing

struct DDIFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ codebook: String, data: [UInt8]? = nil, named: String = "dorf.dat") throws -> SurveyCollector {
        var file = try folder.file("dorf.xml", codebook)
        if let data { file.companions = [try folder.file(named, data)] }
        var sink = SurveyCollector()
        try DDIFormat().read(file, options: ImportOptions(), into: &sink)
        return sink
    }

    private func read(_ codebook: String, data: String, named: String = "dorf.dat") throws -> SurveyCollector {
        try read(codebook, data: Array(data.utf8), named: named)
    }

    private func codebook(_ variables: String, files: String = "") -> String {
        "<codeBook>\(files)<dataDscr>\(variables)</dataDscr></codeBook>"
    }

    @Test func readsNumbersWithTheirImpliedPoint() throws {
        let text = codebook(
            """
            <var name="A" intrvl="contin" dcml="2"><location StartPos="1" EndPos="4"/><varFormat type="numeric"/></var>
            <var name="B" intrvl="contin" dcml="0"><location StartPos="5" width="3"/><varFormat type="numeric"/></var>
            """)
        let sink = try read(text, data: "0005012\n-125-07\n1.5   .\n")
        #expect(sink.answers == ["1 A 0.05", "1 B 12", "2 A -1.25", "2 B -7", "3 A 1.5"])
        #expect(sink.noAnswers == ["3 B ."])
        #expect(sink.survey.questions.map(\.kind) == [.decimal, .integer])
    }

    @Test func missingCodesAreKeptAsSuch() throws {
        let text = codebook(
            """
            <var name="A" dcml="1"><location StartPos="1" EndPos="3"/><invalrng><item VALUE="998"/><range min="90" max="95"/></invalrng>
            <catgry missing="Y"><catValu>999</catValu><labl>k. A.</labl></catgry><varFormat type="numeric"/></var>
            <var name="B"><location StartPos="4"/><catgry><catValu>1</catValu><labl>ja</labl></catgry>
            <catgry missing="Y"><catValu>9</catValu><labl>k. A.</labl></catgry></var>
            """)
        let sink = try read(text, data: "0121\n9999\n998 \n9101\n")
        #expect(sink.answers == ["1 A 1.2", "1 B 1", "4 B 1"])
        #expect(sink.noAnswers == ["2 A 99.9", "2 B 9", "3 A 99.8", "4 A 91.0"])
        #expect(sink.question("A")?.missing == ["99.8", "99.9"])
        #expect(sink.question("A")?.labels.map(\.code) == ["99.9"])
    }

    @Test func findsCodesBehindTheirPadding() throws {
        let text = codebook(
            """
            <var name="A"><location StartPos="1" EndPos="2"/><catgry><catValu>01</catValu><labl>ja</labl></catgry>
            <catgry><catValu>2</catValu><labl>nein</labl></catgry></var>
            """)
        #expect(try read(text, data: " 1\n02\n07\n").answers == ["1 A 01", "2 A 2", "3 A 07"])
    }

    @Test func takesTheQuestionBeforeTheLabelInEachLanguage() throws {
        let sink = try read(
            codebook(
                """
                <var name="A"><labl xml:lang="fi">a</labl><labl xml:lang="en">b</labl>
                <qstn><qstnLit xml:lang="fi">Mikä <hi>on</hi><p>se?</p></qstnLit></qstn>
                <catgry><labl xml:lang="en">x</labl></catgry><catgry><labl xml:lang="en">y</labl></catgry></var>
                """))
        #expect(sink.survey.languages == ["en", "fi"])
        #expect(sink.question("A")?.wording.texts == ["fi": "Mikä on se?", "en": "b"])
        #expect(sink.question("A")?.labels.map(\.code) == ["#1", "#2"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.xml: note: the categories of 1 variable have no codes; they are numbered '#1', '#2' and so on\n  where the data have codes, say in a map what they stand for",
                "dorf.xml: note: no data were named with the definition, so only its questions are read\n  name the file of its answers too, such as 'dorf.dat'",
            ])
    }

    @Test func readsSeparatedValuesByTheirHeader() throws {
        let text = codebook(
            """
            <var name="A" dcml="2"><varFormat type="numeric"/></var><var name="B"><varFormat type="character"/></var><var name="C"/>
            """)
        let sink = try read(text, data: "b\ta\n\"x\ty\"\t1.25\nz\t\n", named: "dorf.tab")
        #expect(sink.answers == ["1 A 1.25", "1 B x\ty", "2 B z"])
        let refusal = #expect(throws: Refusal.self) { try read(text, data: "x\ty\n1\t2\n", named: "dorf.tab") }
        #expect(
            refusal?.diagnostic.description
                == "dorf.tab: error: none of the codebook's variables is named in its first row\n  write the names of the variables into its first row"
        )
    }

    @Test func joinsTheLinesOfARecord() throws {
        let text = codebook(
            """
            <var name="A"><location StartPos="1" RecSegNo="1"/></var><var name="B"><location StartPos="1" RecSegNo="2"/></var>
            """)
        let sink = try read(text, data: "a\nb\nc\n")
        #expect(sink.answers == ["1 A a", "1 B b"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "dorf.dat: warning: ends inside a record of 2 lines, which is left out\n  fetch or export the file again"
            ])
    }

    @Test func groupsBoxesToTick() throws {
        let sink = try read(
            codebook(
                """
                <varGrp ID="G" type="section" var="V1 V2"><labl>Alles</labl></varGrp>
                <varGrp ID="H" type="multipleResp" var="V1"><labl>Was?</labl></varGrp>
                <var ID="V1" name="A"><catgry><catValu>1</catValu><labl>ja</labl></catgry></var><var ID="V2" name="A"/>
                """))
        #expect(sink.survey.questions.map(\.name) == ["A", "A (2)"])
        #expect(sink.survey.questions.map(\.kind) == [.multiple, .text])
        #expect(sink.survey.questions.map(\.group) == ["Was?", "Alles"])
    }

    @Test(arguments: [
        (
            "<DDIInstance xmlns=\"ddi:instance:3_2\"/>",
            "dorf.xml:1: error: is DDI-Lifecycle (DDIInstance), which is not read\n  export the study as DDI-Codebook 2.5, or its answers as CSV"
        ),
        (
            "<codeBook><stdyDscr/></codeBook>",
            "dorf.xml: error: describes a study, but none of its variables\n  name a codebook that has them, or the data alone as CSV"
        ),
        (
            "<a/>",
            "dorf.xml: error: holds no DDI codebook: no element is 'codeBook'\n  check that it is the file that you meant"
        ),
        (
            "<codeBook><dataDscr><var name=\"A\"><location StartPos=\"9\" width=\"9223372036854775807\"/></var></dataDscr></codeBook>",
            "dorf.xml:1: error: variable 'A' stands from '9' to '', which is no range of columns\n  correct its location, or export the study again"
        ),
    ])
    func refusesWhatItCannotRead(text: String, message: String) throws {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.diagnostic.description == message)
    }

    @Test func refusesLinesOfSeveralKinds() throws {
        let text = codebook(
            "<var name=\"A\"><location StartPos=\"1\"/></var>",
            files: "<fileDscr><fileTxt><fileName>dorf.dat</fileName><fileStrc type=\"hierarchical\"/></fileTxt></fileDscr>")
        let refusal = #expect(throws: Refusal.self) { try read(text, data: "a\n") }
        #expect(
            refusal?.diagnostic.description
                == "dorf.dat: error: is said to hold lines of several kinds, which are not read\n  ask the archive for a rectangular extract, or for CSV"
        )
    }

    @Test func isFoundInsideOfAHarvestedRecord() {
        let file = InputFile(path: "a.xml")
        let record =
            "<record xmlns=\"http://www.openarchives.org/OAI/2.0/\"><metadata><ddi:codeBook xmlns:ddi=\"ddi:codebook:2_5\">"
        #expect(DDIFormat().recognizes(file, head: Array(record.utf8)))
        #expect(!DDIFormat().recognizes(file, head: Array("<s><r/></s>".utf8)))
    }
}
