package import StudyModel

/// The table that Whisper writes (`.tsv`): a line a segment with start and end in milliseconds and the words, parted by tabs.
///
/// [openai/whisper, `WriteTSV`] Nothing is quoted. Columns are found by their headings `start`, `end`, `text`, and `speaker` where
/// there is one; others are left out. Numbers with a point are seconds. A label at the start of the words names the speaker.
package struct WhisperTableFormat: TranscriptFormat {
    package let name = "whisper-tsv"

    package init() {}

    /// A first line with these headings.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        HeadLines(head).filled.first.map { Self.Columns(String(decoding: $0, as: UTF8.self)) != nil } ?? false
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        guard let first = text.lines.firstIndex(where: { !$0.isEmpty }), let columns = Columns(text.string(text.lines[first]))
        else {
            throw Refusal(
                at: file.place(line: 1), .noHeading, remedy: "the first line is: start, end, text, with tabs between them")
        }
        var cues: [SubtitleTranscript.Cue] = []
        var diagnostics = source.diagnostics
        var damaged = 0
        for index in first + 1..<max(first + 1, text.lines.count) where !text.lines[index].isEmpty {
            let row = Row(text.string(text.lines[index]), columns)
            if row.timing?.endMs == nil {
                damaged += 1
                if damaged <= 100 {
                    diagnostics.append(
                        .warning(
                            at: file.place(line: index + 1), .damaged, remedy: "write both as milliseconds; the words are kept")
                    )
                }
            }
            let voice = row.speaker.flatMap { $0.isEmpty ? nil : $0 }
            cues.append(
                .init(
                    timing: row.timing, stretches: [.init(voice: voice, words: Array(row.words.utf8))], line: index + 1))
        }
        if damaged > 100 { diagnostics.append(.warning(at: file.place(), .more(damaged - 100))) }
        return try SubtitleTranscript(cues, options: options).transcript(
            format: name, example: "a line with start, end and words, with tabs between them", diagnostics: diagnostics,
            file: file, options: options)
    }

    /// Which column holds what, from 0.
    private struct Columns {
        var start: Int
        var end: Int
        var text: Int
        var speaker: Int?
        /// How many there are.
        var count: Int

        init?(_ line: String) {
            let names = line.lowercased().split(separator: "\t", omittingEmptySubsequences: false).map {
                String($0).trimmingBlanks
            }
            guard let start = names.firstIndex(of: "start"), let end = names.firstIndex(of: "end"),
                let text = names.firstIndex(of: "text")
            else { return nil }
            (self.start, self.end, self.text) = (start, end, text)
            speaker = names.firstIndex(of: "speaker")
            count = names.count
        }
    }

    private struct Row {
        /// Nil where the line has no start that is a number.
        var timing: SubtitleTiming?
        /// The whole line where it has neither.
        let words: String
        let speaker: String?

        init(_ line: String, _ columns: Columns) {
            // A tab among the words stays with them, where they stand last.
            let fields = line.split(separator: "\t", maxSplits: columns.count - 1, omittingEmptySubsequences: false)
                .map(String.init)
            func field(_ index: Int?) -> String? { index.flatMap { $0 < fields.count ? fields[$0].trimmingBlanks : nil } }
            speaker = field(columns.speaker)
            if let start = field(columns.start).flatMap(Self.milliseconds) {
                let end = field(columns.end).flatMap(Self.milliseconds)
                timing = SubtitleTiming(startMs: start, endMs: end.flatMap { $0 < start ? nil : $0 })
            }
            // A segment without words ends behind its times.
            words = field(columns.text) ?? (timing == nil ? line : "")
        }

        private static func milliseconds(_ text: String) -> Int? {
            guard text.utf8.count <= 20 else { return nil }
            if let whole = Int(text) { return whole >= 0 ? whole : nil }
            return Double(text).flatMap { Int(millisecondsOf: $0) }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static let noHeading: Self = "the headings 'start', 'end' and 'text' are missing"
    fileprivate static let damaged: Self = "the times of this line cannot be read"
    fileprivate static func more(_ count: Int) -> Self { "\(count) more lines are damaged" }
}
