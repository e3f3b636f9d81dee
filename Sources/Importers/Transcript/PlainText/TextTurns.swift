import FileFormats
import StudyModel

/// Who speaks when in a text, found over the whole of it by the labels and times that stand in it.
struct TextTurns {
    /// Where the words of each turn stand; its times may be set by what else a file tells.
    var drafts: [CueDraft]
    private(set) var list = SpeakerList()
    private var diagnostics: [Diagnostic]

    private let text: TextLines
    private let layout: TextLayout
    private let file: InputFile

    init(_ text: TextLines, layout: TextLayout = TextLayout(), in file: InputFile, options: ImportOptions) {
        self.text = text
        self.layout = layout
        self.file = file
        (drafts, diagnostics) = ([], [])
        text.utf8.withUnsafeBufferPointer { find($0, asked: options.speakers) }
        if drafts.isEmpty, let last = text.lines.last(where: { !$0.isEmpty }) {
            // Nothing but titles and the like: then that is the text.
            drafts = [CueDraft(bytes: (text.lines.first { !$0.isEmpty } ?? last).lowerBound..<last.upperBound)]
        }
    }

    /// The transcript, whose ranges count scalars.
    func transcript(format: String, diagnostics: [Diagnostic]) -> Transcript {
        var counter = ScalarCounter(text.utf8)
        let cues = drafts.compactMap { draft in
            counter.range(draft.bytes).map {
                Transcript.Cue(
                    range: $0, speaker: draft.speaker, startMs: draft.startMs, endMs: draft.isReversed ? nil : draft.endMs)
            }
        }
        var diagnostics = diagnostics + self.diagnostics
        let reversed = drafts.filter(\.isReversed)
        if let first = reversed.first {
            diagnostics.append(.warning(at: place(of: first).place, .reversed(reversed.count)))
        } else {
            let back = drafts.whereTimesGoBack
            if let first = back.first {
                let (place, paragraph) = place(of: drafts[first])
                diagnostics.append(
                    .warning(
                        at: place, .timesGoBack(paragraph: paragraph, more: back.count - 1),
                        remedy: "where another recording begins, give each a file of its own; else mend the times"))
            }
        }
        if list.names.isEmpty {
            diagnostics.append(
                .note(
                    at: file.place(), .noSpeaker,
                    remedy: "name each speaker as 'Ana: ' at the start of a line, or pass --speakers"))
        }
        var transcript = Transcript(
            format: format, text: String(decoding: text.utf8, as: UTF8.self), speakers: list.speakers, cues: cues,
            diagnostics: diagnostics)
        transcript.timesStandInText = true
        return transcript
    }

    /// The line where a cue begins, or, in a document, its paragraph.
    private func place(of draft: CueDraft) -> (place: Diagnostic.Place, paragraph: Int?) {
        let byte = draft.bytes.lowerBound
        if let paragraph = layout.paragraphNumber(at: byte) { return (file.place(), paragraph) }
        return (file.place(line: text.lines.lastIndex { $0.lowerBound <= byte }.map { $0 + 1 }), nil)
    }

    private mutating func find(_ bytes: UnsafeBufferPointer<UInt8>, asked: [String]) {
        let first = LineKind.frontMatter(text)
        let labels = TextLabels.find(text, bytes, layout: layout, from: first, asked: asked)
        let (heads, speakers) = (labels.heads, labels.speakers)
        diagnostics = labels.census.missing.map { Diagnostic.missingSpeaker($0, in: file) }
        if let column = labels.layout.guessedColumns.first {
            diagnostics.append(
                .note(
                    at: file.place(), .guessedColumn(column),
                    remedy: "if another column is what was said, title them 'Person', 'Text' and 'Memo'"))
        }
        if !labels.namesAlone.isEmpty {
            diagnostics.append(
                .note(
                    at: file.place(), .namesAlone(labels.namesAlone.count),
                    remedy: "where they are headings, name who speaks with --speakers"))
        }
        if !labels.areLaidOut,
            let embedded = EmbeddedCues(labels.text, bytes, heads: heads, speakers: speakers, from: first)
        {
            (drafts, list) = (embedded.cues, embedded.list)
            return
        }
        if !speakers.isEmpty {
            let turns = LabelledTurns(
                labels.text, bytes, layout: labels.layout, heads: heads, speakers: speakers, from: first)
            if let start = turns.cues.first?.bytes.lowerBound {
                (drafts, list) = (turns.cues, turns.list)
                note(
                    turns.doubtful, Diagnostic.Message.describes,
                    remedy: "if somebody says it, write a full stop behind the words")
                note(
                    turns.unsaid, Diagnostic.Message.aboveLabels, remedy: "if somebody says it, name the speaker before it")
                noteDoubtful(heads.filter { $0.value.content > start && $0.key < turns.end }, labels)
                return
            }
        }
        drafts = UnlabelledParagraphs(text, bytes, layout: layout, from: first).cues
    }

    /// Tells of lines that were not read as speech, at the first of them.
    private mutating func note(
        _ lines: [Int], _ message: (_ paragraph: Int?, _ more: Int) -> Diagnostic.Message, remedy: String
    ) {
        guard let first = lines.first else { return }
        let paragraph = layout.paragraphNumber(at: text.lines[first].lowerBound)
        diagnostics.append(
            .note(
                at: file.place(line: paragraph == nil ? first + 1 : nil), message(paragraph, lines.count - 1), remedy: remedy))
    }

    private mutating func noteDoubtful(_ heads: [Int: LineHead], _ labels: TextLabels) {
        let last = heads.filter { labels.speakers.contains(text.string($0.value.label)) }.keys.max() ?? 0
        let paragraphs = layout.paragraphs.map { Set($0.map(\.bytes.lowerBound)) }
        func beginsParagraph(_ line: Int) -> Bool {
            paragraphs?.contains(text.lines[line].lowerBound) ?? (line > 0 && text.lines[line - 1].isEmpty)
        }
        let doubtful = heads.filter { line, head in
            let label = text.string(head.label)
            guard !labels.speakers.contains(label) else { return false }
            return labels.census.isDoubtful(label) || line > last && labels.census.isPostscript(label) && beginsParagraph(line)
        }
        for index in doubtful.keys.sorted().prefix(10) {
            let paragraph = layout.paragraphNumber(at: text.lines[index].lowerBound)
            let label = doubtful[index].map { text.string($0.label) }
            let isSingle = labels.heads.values.count { text.string($0.label) == label } == 1
            diagnostics.append(
                .note(
                    at: file.place(line: paragraph == nil ? index + 1 : nil),
                    .doubtfulLabel(paragraph: paragraph, isSingle: isSingle),
                    remedy: "if it is one, pass --speakers"))
        }
    }
}

extension Diagnostic {
    /// Somebody asked for a speaker who is not in the file.
    static func missingSpeaker(_ name: String, in file: InputFile) -> Diagnostic {
        .warning(at: file.place(), .missingSpeaker(name), remedy: "write the label as the file does, without its colon")
    }
}

extension Diagnostic.Message {
    static let noSpeaker: Self = "no speaker is named in this transcript"
    fileprivate static func doubtfulLabel(paragraph: Int?, isSingle: Bool) -> Self {
        let place = paragraph.map { "paragraph \($0)" } ?? "this line"
        return "\(place) begins as a speaker's would\(isSingle ? ", but only once" : ""); it was read as speech"
    }
    fileprivate static func namesAlone(_ count: Int) -> Self {
        "\(count) labels that come back alone on their lines were taken for speakers"
    }
    fileprivate static func timesGoBack(paragraph: Int?, more: Int) -> Self {
        let others = more == 0 ? "" : ", and at \(more) more \(more == 1 ? "place" : "places")"
        return "the times go back at \(paragraph.map { "paragraph \($0)" } ?? "this line")\(others)"
    }
    fileprivate static func guessedColumn(_ column: Int) -> Self {
        "no title tells which column of a table is what was said; column \(column) was taken, others were left out"
    }
    fileprivate static func aboveLabels(paragraph: Int?, more: Int) -> Self {
        let others = more == 0 ? "" : " and \(more) more"
        let verb = more == 0 ? "stands" : "stand"
        return
            "\(paragraph.map { "paragraph \($0)" } ?? "this line")\(others) \(verb) above the first speaker; not read as speech"
    }
    fileprivate static func describes(paragraph: Int?, more: Int) -> Self {
        let others = more == 0 ? "" : " and \(more) more"
        let verb = more == 0 ? "begins" : "begin"
        let what = more == 0 ? "describes" : "describe"
        return
            "\(paragraph.map { "paragraph \($0)" } ?? "this line")\(others) \(verb) as a speaker's would, but \(what) the interview; not read as speech"
    }
    fileprivate static func missingSpeaker(_ name: String) -> Self { "the speaker '\(name)' does not occur in this transcript" }
}
