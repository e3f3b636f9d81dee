import FileFormats
import StudyModel

/// Makes a transcript of the cues of a subtitle file: its text is one line a cue, without markup and speaker labels.
struct SubtitleTranscript {
    private var timed = TimedTranscript()
    /// The speakers that were asked for and do not occur.
    private var missing: [String] = []

    /// A cue in which several voices speak becomes several, with the same times. Where no voice is marked, `Name: ` at the
    /// start of a line of a cue names one; which words are names is decided over the whole file.
    init(_ blocks: [SubtitleBlocks.Block], _ bytes: UnsafeBufferPointer<UInt8>, options: ImportOptions) {
        let stretches = blocks.map { CueMarkup(bytes, $0.lines).stretches }
        let asked = options.speakers
        func head(_ words: [UInt8]) -> (label: String, head: LineHead)? { Self.head(words, asked: asked) }
        var census = SpeakerCensus(asked: asked)
        var voices: Set<String> = []
        for cue in stretches {
            if cue.first?.voice == nil { census.places += 1 }
            for stretch in cue where stretch.voice == nil {
                if let (label, head) = head(stretch.words) { census.count(label, head) }
            }
            for voice in Set(cue.compactMap(\.voice)) { voices.insert(voice) }
        }
        let speakers = census.speakers
        missing = census.missing.filter { !voices.contains($0) }
        for (block, cue) in zip(blocks, stretches) {
            var open: String?
            var labelled: String?
            var said: [UInt8] = []
            for stretch in cue {
                var words = stretch.words[...]
                if stretch.voice != nil {
                    labelled = nil
                } else if let (label, head) = head(stretch.words), speakers.contains(label) {
                    labelled = label
                    words = words[min(head.content, words.endIndex)...]
                }
                // A line without a label goes on with what the labelled line above says.
                let speaker = stretch.voice ?? labelled
                if speaker != open {
                    timed.add(said, speaker: open, startMs: block.timing?.startMs, endMs: block.timing?.endMs)
                    said.removeAll(keepingCapacity: true)
                    open = speaker
                }
                if !said.isEmpty { said.append(0x20) }
                said += words
            }
            timed.add(said, speaker: open, startMs: block.timing?.startMs, endMs: block.timing?.endMs)
        }
    }

    /// The label that a line may begin with, behind the dash or `>>` of subtitles.
    private static func head(_ words: [UInt8], asked: [String]) -> (label: String, head: LineHead)? {
        words.withUnsafeBufferPointer { bytes in
            let start = words.firstIndex { !$0.isBlank && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ">") } ?? 0
            guard let head = LineHead.find(bytes, line: start..<bytes.count, takesTimes: false, asked: asked),
                head.style == .colon || head.style == .bold
            else {
                return nil
            }
            return (String(decoding: bytes[head.label], as: UTF8.self), head)
        }
    }

    /// - Throws: `Refusal` where no cue has words, or none has a time.
    func transcript(
        format: String, language: String? = nil, diagnostics: [Diagnostic], file: InputFile
    ) throws -> Transcript {
        guard timed.cues.contains(where: { $0.startMs != nil }) else {
            throw Refusal(
                at: file.place(), .noCue, remedy: "a cue is a line such as 00:00:01.000 --> 00:00:04.000 and its words below it"
            )
        }
        var diagnostics = diagnostics + missing.map { .missingSpeaker($0, in: file) }
        if timed.list.names.isEmpty {
            diagnostics.append(
                .note(
                    at: file.place(), .noSpeaker,
                    remedy: "name each speaker as '\(format == "vtt" ? "<v Ana>" : "Ana: ")', or pass --speaker"))
        }
        return timed.transcript(format: format, language: language, diagnostics: diagnostics)
    }
}

extension Diagnostic.Message {
    fileprivate static let noCue: Self = "no cue with a time and words was found"
}
