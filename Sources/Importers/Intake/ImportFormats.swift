/// The formats that can be read, in the order in which a file is held against them.
package enum ImportFormats {
    package static let surveys: [any SurveyFormat] = [SheetSurveyFormat(), LimeSurveyFormat(), XMLRowsFormat()]
    /// Plain text takes whatever is text, so it comes last.
    package static let transcripts: [any TranscriptFormat] = [WebVTTFormat(), SubRipFormat(), PlainTextFormat()]

    /// The names that `--as` takes.
    package static var names: [String] { surveys.map(\.name) + transcripts.map(\.name) }

    package enum Match: Sendable {
        case survey(any SurveyFormat)
        case transcript(any TranscriptFormat)
    }

    /// The format of that name.
    package static func named(_ name: String) -> Match? {
        if let format = surveys.first(where: { $0.name == name }) { return .survey(format) }
        if let format = transcripts.first(where: { $0.name == name }) { return .transcript(format) }
        return nil
    }

    /// The format of a file, found by its content and, where that leaves it open, by its name; nil where none fits.
    package static func recognize(_ file: InputFile, head: [UInt8]) -> Match? {
        if let format = surveys.first(where: { $0.recognizes(file, head: head) }) { return .survey(format) }
        if let format = transcripts.first(where: { $0.recognizes(file, head: head) }) { return .transcript(format) }
        return nil
    }
}
