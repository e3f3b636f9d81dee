import FileFormats
import Foundation
import Importers
import StudyModel
import Testing

struct XFormFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ files: [InputFile], others: [InputFile] = [], map: SurveyMap? = nil) throws -> SurveyCollector {
        let joined = try XFormFormat().join(files, others: others, limits: InputLimits())
        #expect(joined.count == 1)
        var options = ImportOptions()
        options.map = map
        var sink = SurveyCollector()
        try XFormFormat().read(try #require(joined.first), options: options, into: &sink)
        return sink
    }

    /// A form with the root `d` and the id `dorf`.
    private func form(
        _ template: String, binds: String = "", body: String, more: String = "", version: String = "1",
        name: String = "form.xml"
    ) throws -> InputFile {
        try folder.file(
            name,
            """
            <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" \
            xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Dorfladen</h:title><model>\
            <instance><d id="dorf" version="\(version)">\(template)<meta><instanceID/></meta></d></instance>\(more)\(binds)\
            </model></h:head><h:body>\(body)</h:body></h:html>
            """)
    }

    private func submission(_ name: String, id: String, _ answers: String, edits: String? = nil) throws -> InputFile {
        try folder.file(
            name + ".xml",
            """
            <d id="dorf" version="1" xmlns:o="http://openrosa.org/xforms">\(answers)<o:meta><o:instanceID>\(id)</o:instanceID>\
            \(edits.map { "<o:deprecatedID>\($0)</o:deprecatedID>" } ?? "")</o:meta></d>
            """)
    }

    private func questions(_ sink: SurveyCollector) -> [String] {
        sink.survey.questions.map { "\($0.name) \($0.kind.rawValue)" }
    }

    @Test func aFormSaysKindsByItsControlsAndBinds() throws {
        let types = ["int", "decimal", "date", "time", "dateTime", "boolean", "geopoint", "barcode"]
        let sink = try read([
            try form(
                types.map { "<\($0)/>" }.joined() + "<eins/><viele/><rang/><bild/><ja/><stufe/><lang/>",
                binds: types.map { "<bind nodeset='/d/\($0)' type='xsd:\($0)'/>" }.joined()
                    + "<bind nodeset='/d/stufe' type='int'/>",
                body: types.map { "<input ref='\($0)'/>" }.joined()
                    + """
                    <select1 ref='/d/eins'/><select ref='/d/viele'/><rank ref='/d/rang'/><upload ref='/d/bild'/>
                    <trigger ref='/d/ja'/><range ref='/d/stufe'/><input ref='/d/lang' appearance='w1 multiline'/>
                    """)
        ])
        #expect(sink.survey.name == "Dorfladen")
        #expect(
            questions(sink) == [
                "int integer", "decimal decimal", "date date", "time time", "dateTime dateTime", "boolean boolean",
                "geopoint text", "barcode text", "eins single", "viele choices", "rang choices", "bild text", "ja text",
                "stufe integer", "lang open",
            ])
        #expect(sink.respondents.isEmpty && sink.diagnostics.isEmpty)
    }

    @Test func takesTextsInEveryLanguageAndChoicesFromTheirList() throws {
        let sink = try read([
            try form(
                "<g><ort/><name/></g>",
                body: """
                    <group ref='/d/g'><label>Wohnen</label><select1 ref='/d/g/ort'><label ref="jr:itext('ort')"/>\
                    <itemset nodeset="instance('orte')/root/item[x = /d/y]"><value ref='name'/><label ref='jr:itext(itextId)'/></itemset>\
                    </select1><input ref='name'><label>Wer wohnt in <output value='/d/g/ort'/>?</label></input></group>
                    """,
                more: """
                    <instance id='orte'><root><item><itextId>k</itextId><name>1</name></item></root></instance><itext>\
                    <translation lang='Deutsch (de)'><text id='ort'><value form='short'>Ort</value><value>Wo&#160;<b/>wohnen Sie?</value></text>\
                    <text id='k'><value>Kupferau</value></text></translation><translation lang='en'><text id='ort'><value>Where?</value></text>\
                    <text id='k'><value/></text></translation></itext>
                    """)
        ])
        #expect(sink.survey.languages == ["Deutsch (de)", "en"])
        let place = try #require(sink.question("g/ort"))
        #expect(place.wording.texts == ["Deutsch (de)": "Wo wohnen Sie?", "en": "Where?"])
        #expect(place.group == "Wohnen")
        #expect(place.labels == [ValueLabel(code: "1", label: LocalizedText("Kupferau", language: "Deutsch (de)"))])
        #expect(sink.question("g/name")?.wording.texts == ["": "Wer wohnt in {g/ort}?"])
    }

    private func formWithList(_ source: String = "jr://file-csv/orte.csv") throws -> InputFile {
        try form(
            "<ort/><zweit/>",
            body: """
                <select1 ref='/d/ort'><itemset nodeset="instance('orte')/root/item[kreis = 'Harz']"><value ref='nr'/>\
                <label ref='name'/></itemset></select1><select ref='/d/zweit'><itemset nodeset="instance('orte')/root/item">\
                <value ref='nr'/><label ref='name'/></itemset></select>
                """,
            more: "<instance id='orte' src='\(source)'/>")
    }

    private func makeMediaFolder() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/form-media", withIntermediateDirectories: true)
    }

    @Test func takesChoicesFromACSVFileBesideTheForm() throws {
        let form = try formWithList()
        let list = try folder.file(
            "orte.csv", "kreis,name,nr\nHarz,\"Kupferau, <b>Ort</b>\",1\nHarz,,2\nBörde,Salzried,3\n,ohne Nummer,\n")
        try makeMediaFolder()
        let other = try folder.file("form-media/bild.jpg", "x")
        let joined = try XFormFormat().join([form], others: [list, other], limits: InputLimits())
        #expect(joined.first?.companions == [list])
        #expect(joined.first?.attachments == [other])
        let sink = try read([form], others: [list])
        let labels = [
            ValueLabel(code: "1", label: LocalizedText("Kupferau, Ort")), ValueLabel(code: "2", label: .init()),
            ValueLabel(code: "3", label: LocalizedText("Salzried")),
        ]
        #expect(sink.question("ort")?.labels == labels)
        #expect(sink.question("zweit")?.labels == labels)
        #expect(sink.diagnostics.isEmpty)
        // Also where only the form was named.
        #expect(try read([form]).question("ort")?.labels == labels)
    }

    @Test func takesChoicesFromTheFolderOfTheForm() throws {
        let form = try formWithList()
        try makeMediaFolder()
        let list = try folder.file("form-media/orte.csv", "nr;name\n1;Kupferau\n")
        let sink = try read([form], others: [list])
        #expect(sink.question("ort")?.labels == [ValueLabel(code: "1", label: LocalizedText("Kupferau"))])
    }

    @Test func choicesThatAreNotThereHaveNoLabels() throws {
        let missing = try read([try formWithList()])
        #expect(missing.question("ort")?.labels == [])
        #expect(
            missing.diagnostics.map(\.description)
                == ["ort", "zweit"].map {
                    "form.xml: note: the choices of '\($0)' lie in 'orte.csv', which was not read; its codes have no labels\n  lay 'orte.csv' beside the form"
                })
        for source in ["jr://file/orte.xml", "jr://file-csv/../orte.csv", "jr://file-csv/.orte.csv"] {
            #expect(
                try read([try formWithList(source)]).diagnostics.first?.description
                    == "form.xml: note: the choices of 'ort' lie in '\(source)', which was not read; its codes have no labels")
        }
    }

    @Test func aFileOfChoicesWithoutCodesIsRefused() throws {
        let form = try formWithList()
        let list = try folder.file("orte.csv", "name,code\nKupferau,1\n")
        let error = #expect(throws: Refusal.self) { try read([form], others: [list]) }
        #expect(
            error?.diagnostic.description
                == "orte.csv:1: error: has no column 'nr', in which the form has the codes of choices\n  name the column so, or import the form without the file"
        )
    }

    @Test func aNoteIsNoQuestionAndWhatTheFormFillsInIsOne() throws {
        let form = try form(
            "<start/><hinweis/><summe/><name/><leer/>",
            binds: """
                <bind nodeset='/d/start' type='dateTime' jr:preload='timestamp'/><bind nodeset='/d/hinweis' readonly='true()'/>\
                <bind nodeset='/d/summe' type='int' readonly='true()' calculate='1 + 1'/><bind nodeset='/d/leer'/>
                """,
            body: "<input ref='/d/hinweis'><label>Danke</label></input><input ref='/d/summe'/><input ref='/d/name'/>")
        let sink = try read([
            form, try submission("a", id: "u1", "<start>2025-03-01T08:30:00.000+01:00</start><summe>2</summe><name>Ida</name>"),
        ])
        #expect(questions(sink) == ["name text", "start dateTime", "summe integer"])
        #expect(sink.answers == ["u1 start 2025-03-01T08:30:00.000+01:00", "u1 summe 2", "u1 name Ida"])
        var summary = ""
        try XFormFormat().inspect(form, options: ImportOptions(), rows: false) { summary = $0.text }
        #expect(
            summary
                == #"{"summary":{"format":"xform","questions":1,"unasked":2,"controls":3,"readonly":2,"respondents":0,"responses":0,"languages":[],"labels":0}}"#
        )
    }

    private let nested = "<a><t>1</t><b><s>1.1</s></b><b><s>1.2</s></b></a><a><b><s>2.1</s></b></a>"

    @Test func numbersRepeatsByTheInnermostAndLabelsNestedOnes() throws {
        let form = try form(
            "<a jr:template=''><t/><b><s/></b></a>",
            body: """
                <group ref='/d/a'><repeat nodeset='/d/a'><input ref='t'/><repeat nodeset='b'><input ref='s'/></repeat>\
                </repeat></group>
                """)
        let sink = try read([
            form, try submission("x", id: "u1", nested), try submission("y", id: "u2", "<a><t>allein</t></a>"),
        ])
        #expect(sink.answers == ["u1 a/t 1", "u1 a/b/s 1.1", "u1 a/b/s#2 1.2", "u1 a/b/s#3 2.1", "u2 a/t allein"])
        #expect(sink.occurrences == ["u1 a/b/s a[1]/b[1]", "u1 a/b/s#2 a[1]/b[2]", "u1 a/b/s#3 a[2]"])
    }

    @Test func withoutAFormPathsAreQuestionsAndKindsAreGuessed() throws {
        let sink = try read([
            try submission("x", id: "u1", nested + "<plz>03841</plz><n>7</n>"),
            try submission("y", id: "u2", "<n>8</n><leer/>"),
        ])
        #expect(sink.survey.name == "dorf")
        #expect(
            questions(sink) == ["a/t integer", "a/b/s decimal", "plz text", "n integer", "leer text"])
        #expect(sink.occurrences == ["u1 a/b/s a[1]/b[1]", "u1 a/b/s#2 a[1]/b[2]", "u1 a/b/s#3 a[2]"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "x.xml: note: no form is with its submissions; questions are named by their elements, and their kinds are guessed\n  name the form's file, too"
            ])
    }

    @Test func aSubmissionWithoutAnIdIsNamedAfterItsFile() throws {
        let file = try folder.file("Wasser_1.xml", "<data id=\"wasser\"><name>Brunnen</name><zahl>3</zahl></data>")
        #expect(XFormFormat().recognizes(file, head: Array("<data id=\"wasser\"><name>Brunnen</name></data>".utf8)))
        let sink = try read([file])
        #expect(sink.answers == ["Wasser_1 name Brunnen", "Wasser_1 zahl 3"])
        #expect(
            sink.diagnostics.first?.description
                == "Wasser_1.xml: note: is taken for a submission to a form, since its root has an id\n  name another format with --as"
        )
    }

    @Test func anEditedSubmissionStandsForTheOlderOnesAndACopyIsLeftOut() throws {
        let form = try form("<n/>", binds: "<bind nodeset='/d/n' type='int'/>", body: "<input ref='/d/n'/>")
        let sink = try read([
            form, try submission("alt", id: "u1", "<n>1</n>"), try submission("neu", id: "u2", "<n>2</n>", edits: "u1"),
            try submission("zuletzt", id: "u3", "<n>3</n>", edits: "u2"), try submission("kopie", id: "u3", "<n>3</n>"),
        ])
        #expect(sink.answers == ["u3 n 3"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "kopie.xml: warning: is submission 'u3' like 'zuletzt.xml', and is left out",
                "alt.xml: note: was edited later and is left out for 'neu.xml'",
                "neu.xml: note: was edited later and is left out for 'zuletzt.xml'",
            ])
    }

    @Test func encryptedSubmissionsAreLeftOutAndAloneRefused() throws {
        let form = try form("<n/>", body: "<input ref='/d/n'/>")
        let encrypted = try folder.file(
            "geheim.xml",
            "<data id='dorf' encrypted='yes' xmlns='http://www.opendatakit.org/xforms/encrypted'><base64EncryptedKey>x</base64EncryptedKey></data>"
        )
        let remedy = "\n  decrypt it with its form's key, such as in an export of ODK Central, and import what comes out"
        let sink = try read([form, encrypted])
        #expect(sink.respondents.isEmpty)
        #expect(questions(sink) == ["n text"])
        #expect(
            sink.diagnostics.map(\.description) == ["geheim.xml: warning: is an encrypted submission and is left out" + remedy])
        let refusal = #expect(throws: Refusal.self) { try read([encrypted]) }
        #expect(refusal?.diagnostic.description == "geheim.xml: error: is an encrypted submission" + remedy)
    }

    @Test func whatTheFormDoesNotHaveIsKeptAndSaid() throws {
        let sink = try read([
            try form("<n/>", body: "<input ref='/d/n'/>"), try submission("a", id: "u1", "<n>Ida</n><neu>5</neu>"),
        ])
        #expect(sink.answers == ["u1 n Ida", "u1 neu 5"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "form.xml: note: submissions hold 'neu', which the form does not have; kept as a question of their own"
            ])
    }

    @Test func theNewestOfSeveralVersionsLeads() throws {
        let old = try form(
            "<n/><weg/>", body: "<input ref='/d/n'><label>Alt</label></input><input ref='/d/weg'><label>Weg</label></input>",
            version: "9", name: "alt.xml")
        let new = try form("<n/>", body: "<input ref='/d/n'><label>Neu</label></input>", version: "10", name: "neu.xml")
        let sink = try read([old, new])
        #expect(sink.survey.questions.map { $0.wording.texts[""] } == ["Neu", "Weg"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "neu.xml: note: 2 versions of the form are there; what '10' says goes before what the others say"
            ])
    }

    @Test func longAnswersAreRunningTextAndAMapSaysOtherwise() throws {
        let form = try form("<n/>", binds: "<bind nodeset='/d/n' type='string'/>", body: "<input ref='/d/n'/>")
        let answer = String(repeating: "Dorf ", count: 20).trimmingCharacters(in: .whitespaces)
        let file = try submission("a", id: "u1", "<n>\(answer)</n>")
        let sink = try read([form, file])
        #expect(questions(sink) == ["n open"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "form.xml: note: by their length, answers to 'n' are taken as running text\n  say otherwise in a map"
            ])
        let map = SurveyMap(
            survey: "Laden", respondent: "n", caseTemplate: "Haus {instanceID}",
            columns: [.init(name: "n", role: .attribute(.text))])
        let mapped = try read([form, file], map: map)
        #expect(questions(mapped) == ["n text"])
        #expect(mapped.respondents.map(\.name) == [answer])
        #expect(mapped.respondents.map(\.caseName) == ["Haus u1"])
    }

    @Test func anAnswerOfAnotherKindIsToldAtItsSubmission() throws {
        let form = try form("<n/>", binds: "<bind nodeset='/d/n' type='int'/>", body: "<input ref='/d/n'/>")
        let sink = try read([form, try submission("a", id: "u1", "<n>viele</n>")])
        #expect(questions(sink) == ["n text"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "form.xml: warning: an answer to 'n' in record 1 is not of kind integer; the question is read as text\n  say its kind in a map, or correct the answer"
            ])
    }

    @Test func joinsByTheIdOfTheFormAndPassesAttachmentsOver() throws {
        let form = try form("<n/>", body: "<input ref='/d/n'/>")
        try FileManager.default.createDirectory(atPath: folder.path + "/i/dorf_1", withIntermediateDirectories: true)
        let first = try submission("i/dorf_1/dorf_1", id: "u1", "<n>1.jpg</n>")
        let photo = try folder.file("i/dorf_1/1.jpg", "x")
        let other = try folder.file("other.xml", "<d id=\"wald\" xmlns:o=\"http://openrosa.org/xforms\"><n>2</n></d>")
        let joined = try XFormFormat().join(
            [other, first, form], others: [photo, InputFile(path: folder.path + "/notes.txt")], limits: InputLimits())
        #expect(joined.map(\.name) == ["other.xml", "form.xml"])
        #expect(joined.last?.companions == [first])
        #expect(joined.last?.attachments == [photo])
        var sink = SurveyCollector()
        try XFormFormat().read(try #require(joined.last), options: ImportOptions(), into: &sink)
        #expect(sink.answers == ["u1 n 1.jpg"])
        #expect(
            sink.diagnostics.map(\.description) == [
                "form.xml: note: 1 file beside submissions is not read; answers keep the names"
            ])
    }

    @Test(arguments: [
        ("<umfrage id='1'><antwort><ort/></antwort></umfrage>", false), ("<s><r/></s>", false),
        ("<questionnaire id='1'><title>x</title><section/></questionnaire>", false),
        ("<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:head/></h:html>", false),
        ("<d id='a' version='1'><g><n/></g></d>", true), ("<d xmlns='http://openrosa.org/formdesigner/1'><n/></d>", true),
        ("<d id='a'><g><n/></g><meta><instanceID>u</instanceID></meta></d>", true), ("Guten Tag", false),
    ])
    func recognizesSubmissions(text: String, isSubmission: Bool) {
        #expect(XFormFormat().recognizes(InputFile(path: "a.xml"), head: Array(text.utf8)) == isSubmission)
    }

    @Test func aDamagedSubmissionIsRefusedAtItsPlace() throws {
        let form = try form("<n/>", body: "<input ref='/d/n'/>")
        let broken = try folder.file("kaputt.xml", "<d id='dorf' version='1'><n>1</n>")
        let refusal = #expect(throws: Refusal.self) { try read([form, broken]) }
        #expect(
            refusal?.diagnostic.description.hasPrefix(
                "kaputt.xml:1: error: is not well-formed XML: it ends before its elements are closed") == true)
    }

    @Test func aFormWithoutAModelIsRefused() throws {
        let file = try folder.file("form.xml", "<html xmlns:x='http://www.w3.org/2002/xforms'><head/></html>")
        let refusal = #expect(throws: Refusal.self) { try read([file]) }
        #expect(
            refusal?.diagnostic.description
                == "form.xml: error: is no XForm: it has no model with an instance\n  export the form again as XML")
    }

    @Test func leavesOutWhatCannotBeReadWhereThatIsWanted() throws {
        let form = try form("<a/>", body: "<input ref=\"/d/a\"><label>A</label></input>")
        let whole = try submission("eins", id: "u1", "<a>ja</a>")
        let damaged = try folder.file(
            "zwei.xml", "<d id=\"dorf\" version=\"1\"><a>nein</a><fremd>x</fremd><meta><instanceID>u2")
        let last = try submission("drei", id: "u3", "<a>vielleicht</a>")
        let joined = try XFormFormat().join([form, whole, damaged, last], others: [], limits: InputLimits())
        #expect(joined.count == 1)
        var options = ImportOptions()
        var sink = SurveyCollector()
        let refusal = #expect(throws: Refusal.self) { try XFormFormat().read(joined[0], options: options, into: &sink) }
        #expect(refusal?.diagnostic.place.file == "zwei.xml")
        options.leftOut = LeftOutFiles()
        try XFormFormat().read(joined[0], options: options, into: &sink)
        #expect(sink.answers == ["u1 a ja", "u3 a vielleicht"])
        // What only the damaged one has is no question.
        #expect(sink.survey.questions.map(\.name) == ["a"])
        #expect(options.leftOut?.takeAll().map(\.diagnostic.place.file) == ["zwei.xml"])
        #expect(options.leftOut?.takeAll().isEmpty ?? false)
    }

    @Test func isLeftOutWholeWhereNothingCanBeRead() throws {
        let files = try ["eins", "zwei"].map { try folder.file("\($0).xml", "<d id=\"dorf\" version=\"1\"><a>nein") }
        let joined = try XFormFormat().join(files, others: [], limits: InputLimits())
        var options = ImportOptions()
        options.leftOut = LeftOutFiles()
        var sink = SurveyCollector()
        let refusal = #expect(throws: Refusal.self) { try XFormFormat().read(joined[0], options: options, into: &sink) }
        #expect(refusal?.diagnostic.place.file == "eins.xml")
        #expect(options.leftOut?.takeAll().map(\.diagnostic.place.file) == ["zwei.xml"])
    }

    @Test func isJoinedByWhatWasSeenAtItsStart() throws {
        let head = Array("<d id=\"dorf\" version=\"1\"><a>x</a></d>".utf8)
        // The file itself is not there any more.
        var file = InputFile(path: folder.path + "/weg.xml")
        file.mark = XFormFormat().mark(of: file, head: head)
        let form = try form("<a/>", body: "")
        #expect(try XFormFormat().join([form, file], others: [], limits: InputLimits()).map(\.companions) == [[file]])
        #expect(XFormFormat().mark(of: file, head: Array("<x/>".utf8)) == nil)
    }
}
