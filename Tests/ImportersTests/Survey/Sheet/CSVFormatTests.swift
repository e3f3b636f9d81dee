import FileFormats
import StudyModel
import Testing

@testable import Importers

struct CSVFormatTests {
    private func read(
        _ text: String, as name: String = "antworten.csv", map: String? = nil,
        _ change: (inout ImportOptions) -> Void = { _ in }
    ) throws -> KeptSurvey {
        try read(Array(text.utf8), as: name, map: map, change)
    }

    private func read(
        _ bytes: [UInt8], as name: String = "antworten.csv", map: String? = nil,
        _ change: (inout ImportOptions) -> Void = { _ in }
    ) throws -> KeptSurvey {
        let folder = try TemporaryFolder()
        var options = ImportOptions()
        options.map = try map.map { try SurveyMap(yaml: $0, file: "map.yaml") }
        change(&options)
        var survey = KeptSurvey()
        try CSVFormat().read(folder.file(name, bytes), options: options, into: &survey)
        return survey
    }

    @Test func guessesKindsByTheFormsThatAllFormatsTake() throws {
        let survey = try read(
            """
            id,n,d,b,t,z,w
            1,3,2025-03-01,true,08:30,007,"Früher stand hier alles leer, heute nicht mehr."
            2,2.5,2025-04-02,false,9:15,06484,"Die Leute kommen wieder zusammen, das ist neu."
            """)
        #expect(survey.kinds == ["n: decimal", "d: date", "b: boolean", "t: text", "z: text", "w: open"])
        #expect(survey.respondents.map(\.name) == ["1", "2"])
        #expect(
            survey.respondents.first?.answers == [
                "n=3", "d=2025-03-01", "b=1", "t=08:30", "z=007", "w=Früher stand hier alles leer, heute nicht mehr.",
            ])
        #expect(survey.survey?.format == "csv")
        #expect(
            survey.notes == [
                "antworten.csv: note: column 'id' is taken to name the respondents\n  name another column in a map"
            ])
    }

    @Test func readsADecimalCommaWhereTheFileHasOneAndSaysSo() throws {
        let survey = try read("id;wert;tausend\n1;3,5;1.234\n2;4;2.500\n")
        #expect(survey.kinds == ["wert: decimal", "tausend: text"])
        #expect(survey.respondents.map(\.answers) == [["wert=3.5", "tausend=1.234"], ["wert=4", "tausend=2.500"]])
        #expect(
            survey.notes.last == """
                antworten.csv: note: read with ';' between fields and ',' as the decimal sign
                  say otherwise with --separator and --decimal
                """)
        let point = try read("id;wert\n1;3,5\n2;4\n") { $0.csv.decimal = UInt8(ascii: ".") }
        #expect(point.kinds == ["wert: text"])
        #expect(point.notes.last?.hasPrefix("antworten.csv: note: read with ';' between fields\n") == true)
    }

    @Test func numbersWithThousandsStayTextAndAreTold() throws {
        let text = "Nr;Einwohner\n1;1.500\n2;12.750\n3;950\n"
        let survey = try read(text)
        #expect(survey.kinds == ["Einwohner: text"])
        #expect(survey.respondents.map(\.answers) == [["Einwohner=1.500"], ["Einwohner=12.750"], ["Einwohner=950"]])
        #expect(
            survey.notes.contains(
                """
                antworten.csv: note: column 'Einwohner' seems to hold numbers with '.' between thousands and is taken as text
                  write them without it, or say with --decimal '.' that it is the decimal sign
                """))
        let said = try read(text) { $0.csv.decimal = UInt8(ascii: ".") }
        #expect(said.respondents.map(\.answers) == [["Einwohner=1.5"], ["Einwohner=12.75"], ["Einwohner=950"]])
        #expect(!said.notes.contains { $0.contains("thousands") })
        let english = try read("Nr,Inhabitants\n1,\"1,500\"\n2,950\n")
        #expect(english.kinds == ["Inhabitants: text"])
        #expect(english.notes.contains { $0.contains("column 'Inhabitants' seems to hold numbers with ',' between thousands") })
    }

    @Test func readsNumbersWithoutALeadingZero() throws {
        let text = "a;b\nu;,98\nv;-,5\nw;2\n"
        for map in [nil, "columns:\n  b: { as: attribute, type: decimal }"] {
            let survey = try read(text, map: map)
            #expect(survey.kinds.last == "b: decimal")
            #expect(survey.respondents.compactMap(\.answers.last) == ["b=0.98", "b=-0.5", "b=2"])
            #expect(survey.problems == [])
        }
    }

    @Test func saysNothingOfWhatIsUsualOrWasSaid() throws {
        #expect(try read("a,b\nu,x\n").notes.isEmpty)
        #expect(try read("a\tb\nu\tx\n", as: "antworten.tsv").notes.isEmpty)
        #expect(try read("sep=;\na;b\nu;x\n").notes.isEmpty)
        #expect(try read("a;b\nu;x\n") { $0.csv.separator = UInt8(ascii: ";") }.notes.isEmpty)
        #expect(
            try read("a\tb\nu\tx\n").notes.map { $0.split(separator: "\n").first } == [
                "antworten.csv: note: read with tabs between fields"
            ])
    }

    @Test func saysWhereTheColumnsAreThoseOfATranscript() throws {
        #expect(
            try read("Start,End,Speaker,Text\n0,4,Ada,Ja\n4,6,Jo,Nein\n6,9,Ada,Doch\n").notes.contains(
                """
                antworten.csv: note: its columns are named as those of a transcript; each row is taken for a respondent
                  where it is a transcript, head what is said 'text', or pass --as speech-table
                """))
    }

    @Test(arguments: [
        "Timestamp,Name,Text\n2025-03-01,Ada,Ja\n2025-03-02,Jo,Nein\n", "start,end,Ort\n1,2,Bonn\n2,3,Ulm\n",
        "Person,Zeit,Text\n1,2,Ja\n2,3,Nein\n",
    ])
    func formsHaveTimesToo(text: String) throws {
        #expect(try !read(text).notes.contains { $0.contains("transcript") })
    }

    @Test func saysWhereCodesOfAProgramStandForMissingAnswers() throws {
        #expect(
            try read("lfdn,dispcode,v_1,v_2\n23,31,1,-77\n24,22,-77,-99\n25,31,2,x\n").notes.contains(
                """
                antworten.csv: note: EFS Survey writes -77, -99 for missing answers; they were taken as answers
                  name them as 'missing' of their columns in a map; --dry-run prints one
                """))
        #expect(
            try read("CASE,QUESTNNR,F1\n1,base,-9\n2,base,3\n").notes.count { $0.contains("SoSci Survey writes -9 for") } == 1)
        #expect(try read("CASE,QUESTNNR,F1\n1,base,-2\n2,base,-8\n").notes.count { $0.contains("writes -2, -8 for") } == 1)
        #expect(try !read("CASE,QUESTNNR,F1\n1,base,9\n2,base,3\n").notes.contains { $0.contains("SoSci") })
        #expect(try !read("a,b\n1,-77\n2,3\n").notes.contains { $0.contains("missing") })
    }

    @Test func saysWhichCharacterSetWasGuessed() throws {
        let survey = try read([0x61, 0x2C, 0x62, 0x0A, 0x46, 0xFC, 0x72, 0x2C, 0x78, 0x0A])
        #expect(survey.respondents.map(\.answers) == [["a=Für", "b=x"]])
        #expect(
            survey.notes == [
                """
                antworten.csv: note: the text is not UTF-8 and was read as windows-1252
                  if letters look wrong, name the character set with --encoding
                """
            ])
    }

    @Test func placesAProblemAtItsCell() throws {
        let map = "columns:\n  n: { as: attribute, type: integer }"
        #expect(
            try read("n\n5\nviele\n", map: map).problems == [
                """
                antworten.csv:A3: warning: the map asks for integer and the cell holds text; kept as text
                  correct the cell, or give column 'n' another type in the map
                """
            ])
    }

    @Test func widensAKindWhereALaterValueDoesNotFit() throws {
        let rows = (1...1200).map { "\($0),5" } + ["1201,fünf"]
        let survey = try read("id,n\n" + rows.joined(separator: "\n"))
        #expect(survey.begun?.questions.first?.kind == .integer)
        #expect(survey.kinds == ["n: text"])
        #expect(survey.respondents.count == 1201)
    }

    @Test func countsRowsOfAnotherLengthThatItWasToldToTake() throws {
        let survey = try read("a,b\nu\nv,x\nw,y,z\n") { $0.csv.isLenient = true }
        #expect(
            survey.problems == [
                """
                antworten.csv: warning: 2 rows with fewer or more fields than the header were taken as they are
                  check that no separator or quotation mark is missing in them
                """
            ])
        #expect(survey.respondents.map(\.answers) == [["a=u"], ["a=v", "b=x"], ["a=w", "b=y", "Spalte C=z"]])
    }

    @Test func warnsOfAHeaderWithoutAnswers() throws {
        #expect(
            try read("id,a\n").problems == [
                "antworten.csv: warning: the sheet holds no answers\n  check that it is the right sheet"
            ])
    }

    @Test func takesWhatTheHeaderOptionSaysBeforeTheMap() throws {
        let text = "Stand Mai 2025\nNr,Ort\n1,Kupferau\n"
        let survey = try read(text, map: "respondent: Nr") { $0.header = 2 }
        #expect(survey.kinds == ["Ort: text"])
        #expect(survey.respondents.map(\.row) == [3])
    }

    @Test func leavesOtherFormatsWithItsNameAlone() {
        let format = CSVFormat()
        #expect(!format.recognizes(InputFile(path: "a.csv"), head: Array("\u{FEFF}<?xml version=\"1.0\"?><a/>".utf8)))
        #expect(!format.recognizes(InputFile(path: "a.dat"), head: Array("a,b\n1,2\n".utf8)))
        #expect(format.recognizes(InputFile(path: "a.tsv"), head: Array("start\tend\ttext\tspeaker\n".utf8)))
    }

    @Test func refusesAnotherFileUnderItsName() throws {
        let refusal = #expect(throws: Refusal.self) { try read("%PDF-1.7\n") }
        #expect(refusal?.diagnostic.message.text == "is a PDF document")
    }

    @Test func inspectsOneSheetWithoutAName() throws {
        let folder = try TemporaryFolder()
        var lines: [String] = []
        try CSVFormat().inspect(folder.file("a.csv", "Nr;Wert\n1;3,5\n"), options: ImportOptions(), rows: true) {
            lines.append($0.text)
        }
        #expect(
            lines == [
                #"{"sheet":"","row":1,"cells":{"A":{"type":"string","value":"Nr"},"B":{"type":"string","value":"Wert"}}}"#,
                #"{"sheet":"","row":2,"cells":{"A":{"type":"string","value":"1"},"B":{"type":"string","value":"3,5"}}}"#,
                #"{"summary":{"format":"csv","encoding":"utf-8","separator":";","decimal":",","#
                    + #""sheets":[{"name":"","rows":2,"columns":2,"cells":4,"coveredCells":0}]}}"#,
            ])
    }

    @Test func whiteSpaceAroundACodeForNoAnswerDoesNotCount() throws {
        let map = """
            respondent: Nr
            columns:
              a: { as: attribute, type: integer, missing: [99] }
              b: { as: attribute, labels: {1: eins, 2: zwei, 99: nix}, missing: [99] }
              c: { as: attribute, type: text, missing: [99, k.A.] }
            """
        let survey = try read("Nr;a;b;c\n1;99 ;99 ;99 \n2; 99;\u{A0}99;99\u{A0}\n3;1;1.0;\u{A0}\n4;2; 2;x\n", map: map)
        #expect(survey.respondents.map(\.answers) == [[], [], ["a=1", "b=1"], ["a=2", "b=2", "c=x"]])
    }

    @Test func aTitleMayStandInAnyColumn() throws {
        let survey = try read(";Umfrage 2025;\nNr;a;b\n1;x;3\n2;y;4\n")
        #expect(survey.respondents.map(\.name) == ["1", "2"])
        #expect(survey.notes.contains { $0.contains("has a title above the header, which is taken to be row 2") })
    }

    @Test func saysWhatRWritesForMissingAnswers() throws {
        #expect(
            try read("id,ort,n\n1,NA,3\n2,Thale,4\n").notes.contains(
                """
                antworten.csv: note: a program for statistics or sheets writes NA for missing answers; they were taken as answers
                  name them as 'missing' of their columns in a map; --dry-run prints one
                """))
    }

    @Test func saysWhereZerosAtTheEndsOfNumbersAreKeptOrNot() throws {
        let survey = try read("Nr,Kapitel,Zeit,Wert\n1,1.1,10.30,1.0\n2,1.2,9.15,2.25\n3,1.10,11.00,3.5\n")
        #expect(survey.kinds == ["Kapitel: text", "Zeit: decimal", "Wert: decimal"])
        #expect(survey.respondents.map { $0.answers[0] } == ["Kapitel=1.1", "Kapitel=1.2", "Kapitel=1.10"])
        #expect(
            survey.notes.dropFirst() == [
                """
                antworten.csv: note: column 'Kapitel' seems to hold numbers, some with zeros at the end that others lack, and is taken as text
                  say in a map that it is decimal where such zeros mean nothing
                """,
                """
                antworten.csv: note: column 'Zeit' is taken as numbers, without the zeros at their ends
                  say in a map that it is text where they are times, chapters or the like
                """,
            ])
    }

    @Test func countsCodesThatTheMapDoesNotLabel() throws {
        let map = "columns:\n  F: { as: attribute, labels: { 1: ja, 2: nein }, missing: [9] }\n"
        let survey = try read("F\n1\nnein\n9\n7\n", map: map)
        #expect(survey.respondents.map(\.answers) == [["F=1"], ["F=2"], [], ["F=7"]])
        #expect(
            survey.notes.map { $0.prefix { $0 != "\n" } } == ["antworten.csv: note: 1 answer to 'F' is a code without a label"])
    }
}
