package import FileFormats
package import StudyModel

/// What the person at the keyboard settled about an import; nil and empty mean: find out, and say what was found.
package struct ImportOptions: Sendable {
    /// The character set of plain text, by its IANA name such as `windows-1252`.
    package var encoding: String?
    /// The speaker labels of transcripts, where guessing them is not wanted.
    package var speakers: [String] = []
    /// The tiers of a transcript that are read as speech, by name.
    package var tiers: [String] = []
    /// What is done with lines of subtitles that repeat the line above; nil to find out whether they roll.
    package var repeatedLines: RepeatedLines?
    package var map: SurveyMap?
    /// The sheet to read, where a file has several and no map names one.
    package var sheet: String?
    /// How many rows of a sheet stand above the answers, where the map does not say it or is to be overruled.
    package var header: Int?
    /// How the fields of a CSV file are set off from one another.
    package var csv = CSVOptions()
    package var limits = InputLimits()
    /// Takes the files of a survey of thousands that cannot be read, so that the others are; nil where one refuses them all.
    package var leftOut: LeftOutFiles?
    /// Leaves out what has no place in its text, and counts it; else it ends the reading of a project.
    package var skipsUnplaced = false

    package init() {}
}

/// What becomes of lines that cues show once more.
package enum RepeatedLines: String, CaseIterable, Sendable {
    case keep, drop
}

/// A format whose files hold one text each: a transcript, notes.
package protocol TranscriptFormat: Sendable {
    /// As `--as` takes it, such as `vtt`.
    var name: String { get }
    /// True where the content is of this format; `head` is the start of the file, at most 4 KiB.
    func recognizes(_ file: InputFile, head: [UInt8]) -> Bool
    /// - Throws: `Refusal` where the file cannot be taken in.
    func read(_ file: InputFile, options: ImportOptions) throws -> Transcript
}

/// A format whose files hold the answers to a survey, or its structure.
package protocol SurveyFormat: Sendable {
    var name: String { get }
    /// How many times a file is read from its beginning.
    var passes: Int { get }
    func recognizes(_ file: InputFile, head: [UInt8]) -> Bool
    /// What is seen at the start of a file of this format and needed to join it; nil where nothing is.
    func mark(of file: InputFile, head: [UInt8]) -> String?
    /// Joins files of one import that make one survey: a definition with its data, a form with its submissions.
    ///
    /// - Parameters:
    ///   - files: those of this format, in the order in which they were named.
    ///   - others: the rest, also those that no format recognizes.
    ///   - limits: for what is read of them to find out which belong together.
    /// - Returns: one file a survey, the others among its `companions`. What becomes a companion is not read by itself.
    func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile]
    /// Reads the file in a stream: first the structure, then the answers batch by batch.
    ///
    /// - Throws: `Refusal` where the file cannot be taken in, and what the sink throws.
    func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws
    /// The map that a reading without one goes by, to be edited.
    func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap
    /// Hands over one JSON object a row or answer and at last `{"summary": …}`, as `anker inspect` prints them.
    func inspect(_ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void) throws
}

extension SurveyFormat {
    package var passes: Int { 1 }

    package func mark(of file: InputFile, head: [UInt8]) -> String? { nil }

    package func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile] { files }
}

/// A format whose files hold a whole coding project: texts, codes, codings, cases and memos.
package protocol ProjectFormat: Sendable {
    var name: String { get }
    func recognizes(_ file: InputFile, head: [UInt8]) -> Bool
    /// The files that are read together with this one, as far as it names them.
    func companions(of file: InputFile) -> [InputFile]
    /// Reads the project in a stream: the head, each source, each memo that stands by itself, the tail.
    ///
    /// - Throws: `Refusal` where the file cannot be taken in, and what `part` throws.
    func read(_ file: InputFile, options: ImportOptions, part: (ProjectPart) throws -> Void) throws
}

extension ProjectFormat {
    package func companions(of file: InputFile) -> [InputFile] { [] }
}
