/// The formats that can be read, in the order in which a file is held against them.
package enum ImportFormats {
    /// One format, and so what kind of thing its files hold.
    package enum Match: Sendable {
        case survey(any SurveyFormat)
        case transcript(any TranscriptFormat)
        case project(any ProjectFormat)

        package var name: String {
            switch self {
            case .survey(let format): format.name
            case .transcript(let format): format.name
            case .project(let format): format.name
            }
        }

        package var isProject: Bool {
            if case .project = self { true } else { false }
        }

        func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
            switch self {
            case .survey(let format): format.recognizes(file, head: head)
            case .transcript(let format): format.recognizes(file, head: head)
            case .project(let format): format.recognizes(file, head: head)
            }
        }
    }

    package static let all: [Match] = [
        // Before all that search the text of a file: of submissions there are thousands. A form is no page of HTML.
        .survey(XFormFormat()),
        // A text with marks is a text as well, and a table of Taguette a table.
        .project(StudyFolderFormat()),
        .project(QualCoderFormat()),
        .project(TaguetteFormat()),
        .project(QCFormat()),
        .project(RequalFormat()),
        .project(RQDAFormat()),
        .project(TaguetteTableFormat()),
        .project(QCoderFormat()),
        .project(REFIFormat()),
        // A document named as one is read as one, so that what else is in it is told.
        .transcript(WordFormat()),
        .transcript(TextDocumentFormat()),
        .transcript(RTFFormat()),
        .transcript(PDFFormat()),
        .transcript(HTMLFormat()),
        .survey(XLSXFormat()),
        .survey(ODSFormat()),
        .survey(LimeSurveyFormat()),
        .survey(TripleSFormat()),
        .survey(QueXMLFormat()),
        .survey(DDIFormat()),
        .survey(ODMFormat()),
        .survey(REDCapFormat()),
        .transcript(WebVTTFormat()),
        .transcript(SubRipFormat()),
        .transcript(SubViewerFormat()),
        .transcript(LyricsFormat()),
        .transcript(WhisperTableFormat()),
        .transcript(SpeechTableFormat()),
        .transcript(OTranscribeFormat()),
        .transcript(SpeechJSONFormat()),
        .transcript(ChatFormat()),
        .transcript(TextGridFormat()),
        .transcript(SaltFormat()),
        .transcript(ExmaraldaFormat()),
        .transcript(ElanFormat()),
        .transcript(TranscriberFormat()),
        .transcript(FolkerFormat()),
        .transcript(TEIFormat()),
        .transcript(F4Format()),
        // These take whatever is of their kind, a table, XML or text, so they come last.
        .survey(CSVFormat()),
        .survey(XMLRowsFormat()),
        .transcript(PlainTextFormat()),
    ]

    /// The names that `--as` takes.
    package static var names: [String] { all.map(\.name) }

    /// The format of that name.
    package static func named(_ name: String) -> Match? { all.first { $0.name == name } }

    /// The format of a file, found by its content and, where that leaves it open, by its name; nil where none fits.
    ///
    /// - Parameter head: the start of the file, at most 4 KiB.
    package static func recognize(_ file: InputFile, head: [UInt8]) -> Match? {
        all.first { $0.recognizes(file, head: head) }
    }

    /// True where a format that has none of `names` takes the file.
    static func others(than names: Set<String>, recognize file: InputFile, head: [UInt8]) -> Bool {
        all.contains { !names.contains($0.name) && $0.recognizes(file, head: head) }
    }
}
