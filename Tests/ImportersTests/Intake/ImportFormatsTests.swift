import Importers
import Testing

struct ImportFormatsTests {
    private func name(_ path: String, _ head: String) -> String? {
        switch ImportFormats.recognize(InputFile(path: path), head: Array(head.utf8)) {
        case .survey(let format): format.name
        case .transcript(let format): format.name
        case .project(let format): format.name
        case nil: nil
        }
    }

    @Test func theContentDecidesBeforeTheName() {
        #expect(name("a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nJa\n") == "vtt")
        #expect(
            name("a.xml", "<?xml version=\"1.0\"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>") == "limesurvey"
        )
        #expect(name("a.txt", "<?xml version=\"1.0\"?>\n<survey><r/></survey>") == "xml")
        #expect(name("a.dat", "  <survey><r a=\"1\"/></survey>") == "xml")
        #expect(
            name("a.zip", "PK\u{3}\u{4}..........................mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
                == "ods")
    }

    @Test func whereTheContentLeavesItOpenTheNameDecides() {
        #expect(name("a.txt", "I: Ja?\nB: Ja.\n") == "txt")
        #expect(name("A.MD", "**I:** Ja?\n") == "txt")
        #expect(name("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nJa\n") == "srt")
        #expect(name("a.ods", "not a zip") == "ods")
        #expect(name("a.xml", "") == "xml")
        #expect(name("a.csv", "a,b\n") == "csv")
        #expect(name("a.TSV", "a\tb\n") == "csv")
        #expect(name("a.txt", "a\tb\n1\t2\n") == "txt")
        #expect(name("noextension", "I: Ja?\n") == nil)
    }

    @Test func aTranscriptMayBeginWithMarkup() {
        #expect(name("a.md", "<!-- heard twice -->\nI: Ja?\n") == "txt")
        #expect(name("a.txt", "<unverständlich> Ja.\n") == "txt")
    }

    @Test func eachFormatIsFoundByItsName() {
        #expect(
            ImportFormats.names == [
                "xform", "jsonl", "qualcoder", "taguette", "qc", "requal", "rqda", "taguette-csv", "qcoder", "qdpx", "docx",
                "odt",
                "rtf", "pdf", "html", "xlsx", "ods", "limesurvey", "triple-s", "quexml", "ddi",
                "odm",
                "redcap",
                "vtt", "srt", "sbv", "lrc", "whisper-tsv", "speech-table", "otr", "json", "cha", "textgrid", "slt", "exb",
                "eaf", "trs", "flk",
                "tei",
                "f4", "csv", "xml", "txt",
            ])
        for name in ImportFormats.names {
            switch ImportFormats.named(name) {
            case .survey(let format): #expect(format.name == name)
            case .transcript(let format): #expect(format.name == name)
            case .project(let format): #expect(format.name == name)
            case nil: Issue.record("no format \(name)")
            }
        }
        #expect(ImportFormats.named("ODS") == nil)
    }
}

struct InputFileTests {
    @Test(arguments: [
        ("/a/b/interview-01.txt", "interview-01.txt", "interview-01", "txt"), ("x.tar.GZ", "x.tar.GZ", "x.tar", "gz"),
        (".hidden", ".hidden", ".hidden", ""), ("a/folder/", "folder", "folder", ""), ("noext", "noext", "noext", ""),
        ("dot.", "dot.", "dot", ""), ("\u{A0}.csv", "\u{A0}.csv", "\u{A0}.csv", "csv"), (" ", " ", "unnamed", ""),
    ])
    func namesAFileByTheLastPartOfItsPath(path: String, name: String, stem: String, pathExtension: String) {
        let file = InputFile(path: path)
        #expect(file.name == name)
        #expect(file.stem == stem)
        #expect(file.pathExtension == pathExtension)
    }
}
