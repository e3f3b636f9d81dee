import FileFormats
package import StudyModel

/// A table of separated values with a row for what somebody says: who, when, and the words, in columns found by their headings.
///
/// There is no standard. Programs for video and speech recognition write `Speaker Name,Start Time,End Time,Text` (Adobe Premiere
/// Pro), `start,end,speaker,text` and the like; see `SpeechTableColumns` for the headings and `SpeechTableTimes` for the times.
package struct SpeechTableFormat: TranscriptFormat {
    package let name = "speech-table"

    package init() {}

    /// Headings of a speaker, of words and of a time; or of a speaker and words alone.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard ["csv", "tsv", "tab", "txt", ""].contains(file.pathExtension) else { return false }
        return TableHead(HeadLines(head, most: 1).bytes).contains { fields in
            guard let columns = SpeechTableColumns(fields.enumerated().map { ($0.offset, $0.element) }),
                columns.speaker != nil
            else { return false }
            return columns.start != nil || fields.count == 2
        }
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        try file.naming { try transcript(file, options) }
    }

    private func transcript(_ file: InputFile, _ options: ImportOptions) throws -> Transcript {
        var settled = options.csv
        settled.encoding = options.encoding
        let reader = try CSVReader(path: file.path, options: settled, limits: options.limits)
        var diagnostics: [Diagnostic] = []
        if reader.isEncodingGuessed { diagnostics.append(.guessedEncoding(reader.encoding, of: file)) }

        var times = SpeechTableTimes(decimal: reader.dialect.decimal)
        let columns = try forEachRow(of: reader, file, options.limits) { times.learn($0) }
        times.unitMs = columns.unitMs
        diagnostics += columns.notes(of: file)
        if let note = times.note(of: file) { diagnostics.append(note) }

        var timed = TimedTranscript()
        var (speaker, unnamed) = (String?.none, 0)
        var unreadable = 0
        _ = try forEachRow(of: reader, file, options.limits) { row in
            if let named = row.speaker { speaker = named } else if speaker != nil { unnamed += 1 }
            let (start, end) = (times.milliseconds(row.start), times.milliseconds(row.end))
            if start.isUnreadable || end.isUnreadable {
                unreadable += 1
                if unreadable <= 100 { diagnostics.append(.unreadableTime(inRow: row.number, of: file)) }
            }
            timed.add(row.words.utf8, speaker: speaker, startMs: start.ms, endMs: end.ms ?? start.spanEndMs)
        }
        if unreadable > 100 { diagnostics.append(.warning(at: file.place(), .more(unreadable - 100))) }
        if unnamed > 0 {
            diagnostics.append(
                .note(at: file.place(), .unnamed(unnamed), remedy: "name the speaker in each row where another speaks"))
        }
        return try timed.transcript(
            format: name, diagnostics: diagnostics, of: file, options: options,
            orElse: "what is said stands in a column headed 'text'")
    }

    /// What stands in the columns of a row below the headings, without white space at both ends; nil where nothing does.
    struct Row {
        /// From 1, as a spreadsheet program counts.
        let number: Int
        let speaker: String?
        let start: String?
        let end: String?
        let words: String
    }

    /// Hands over the rows that have words, and returns what their columns are.
    ///
    /// - Throws: `Refusal` where the headings are missing, `FormatError` where there is more than the limits allow.
    private func forEachRow(
        of reader: CSVReader, _ file: InputFile, _ limits: InputLimits, _ body: (Row) -> Void
    ) throws -> SpeechTableColumns {
        var found: SpeechTableColumns?
        var (rows, bytes) = (0, 0)
        _ = try reader.read { row in
            guard let columns = found else {
                found = SpeechTableColumns(row.cells.filter(\.isAnswer).map { ($0.column, row.shownText(of: $0)) })
                if found == nil { throw Refusal(at: file.place(line: row.number), .noHeading, remedy: Self.remedy) }
                return
            }
            func text(_ column: Int?) -> String? {
                guard let column, let cell = row.answer(inColumn: column) else { return nil }
                return row.shownText(of: cell).trimmingBlanks.nonEmpty
            }
            guard let words = text(columns.words) else { return }
            (rows, bytes) = (rows + 1, bytes + words.utf8.count)
            guard rows <= limits.cues else { throw FormatError.tooManyCues(limits.cues) }
            guard bytes <= limits.transcriptBytes else {
                throw FormatError.tooLarge(limits.transcriptBytes).raised(by: \.transcriptBytes)
            }
            body(
                Row(
                    number: row.number, speaker: text(columns.speaker), start: text(columns.start), end: text(columns.end),
                    words: words))
        }
        guard let found else { throw FormatError.emptyFile }
        return found
    }

    private static let remedy = "head its columns in the first row: speaker, start, end, text"
}

extension Diagnostic {
    fileprivate static func unreadableTime(inRow row: Int, of file: InputFile) -> Diagnostic {
        .warning(
            at: file.place(), "the times of row \(row) cannot be read",
            remedy: "write them as seconds or as hh:mm:ss; the words are kept")
    }
}

extension Diagnostic.Message {
    fileprivate static let noHeading: Self = "no column is headed as what is said, such as 'text' or 'transcript'"
    fileprivate static func more(_ count: Int) -> Self { "\(count) more rows have times that cannot be read" }
    fileprivate static func unnamed(_ count: Int) -> Self {
        count == 1
            ? "1 row names no speaker and goes on with the one above it"
            : "\(count) rows name no speaker and go on with the one above them"
    }
}
