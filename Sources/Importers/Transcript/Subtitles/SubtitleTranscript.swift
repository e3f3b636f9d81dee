import FileFormats
import StudyModel

/// Makes a transcript of the cues of a subtitle file: its text is one line a cue, without markup and speaker labels.
struct SubtitleTranscript {
    private var timed = TimedTranscript()
    /// The speakers that were asked for and do not occur.
    private var missing: [String] = []
    private var droppedRepeats = false
    /// Where cues begin in which what could be a label occurs, but only once in the file.
    private var doubtful: [Int] = []

    /// One cue: when it is shown, and its words by line and voice.
    struct Cue {
        /// Nil where the file gives no time that can be read.
        var timing: SubtitleTiming?
        var stretches: [CueMarkup.Stretch]
        /// The line of the file that it begins in, from 1.
        var line: Int
    }

    /// The cues of a file of blocks, whose words have markup.
    init(_ blocks: [SubtitleBlocks.Block], _ bytes: UnsafeBufferPointer<UInt8>, options: ImportOptions) {
        let cues = blocks.map {
            Cue(timing: $0.timing, stretches: CueMarkup(bytes, $0.lines).stretches, line: $0.number)
        }
        self.init(cues, options: options)
    }

    /// A cue in which several voices speak becomes several, with the same times. Where no voice is marked, `Name: ` at the
    /// start of a line of a cue names one; which words are names is decided over the whole file.
    ///
    /// Lines that roll, see `RollingCues`, are taken once.
    init(_ all: [Cue], options: ImportOptions) {
        var stretches = all.map(\.stretches)
        if options.repeatedLines == .drop || options.repeatedLines == nil && RollingCues.isRolling(stretches) {
            stretches = RollingCues.withoutRepeats(stretches)
            droppedRepeats = true
        }
        let asked = options.speakers
        let starts = stretches.compactMap { $0.first?.voice == nil ? $0.first?.words : nil }
        let areNamed = asked.isEmpty && MeetingLabel.beginEach(of: starts)
        func head(_ words: [UInt8]) -> (label: String, head: LineHead)? {
            Self.head(words, asked: asked) ?? (areNamed ? Self.meetingHead(words) : nil)
        }
        var census = SpeakerCensus(asked: asked)
        census.areNamed = areNamed
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
        for (source, cue) in zip(all, stretches) {
            let timing = source.timing
            var open: String?
            var labelled: String?
            var said: [UInt8] = []
            for stretch in cue {
                var words = stretch.words[...]
                if stretch.voice != nil {
                    labelled = nil
                } else if let (label, head) = head(stretch.words) {
                    if speakers.contains(label) {
                        labelled = label
                        words = words[min(head.content, words.endIndex)...]
                    } else if census.isDoubtful(label) {
                        doubtful.append(source.line)
                    }
                }
                // A line without a label goes on with what the labelled line above says.
                let speaker = stretch.voice ?? labelled
                if speaker != open {
                    timed.add(said, speaker: open, startMs: timing?.startMs, endMs: timing?.endMs)
                    said.removeAll(keepingCapacity: true)
                    open = speaker
                }
                if !said.isEmpty { said.append(0x20) }
                said += words
            }
            timed.add(said, speaker: open, startMs: timing?.startMs, endMs: timing?.endMs)
        }
    }

    private static func meetingHead(_ words: [UInt8]) -> (label: String, head: LineHead)? {
        words.withUnsafeBufferPointer { bytes in
            MeetingLabel.head(bytes, line: 0..<bytes.count).map { (String(decoding: bytes[$0.label], as: UTF8.self), $0) }
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

    /// - Parameters:
    ///   - example: What a cue looks like in this format, for the remedy where there is none.
    ///   - label: How the format names a speaker.
    /// - Throws: `Refusal` where no cue has words, or none has a time.
    func transcript(
        format: String, language: String? = nil, durationMs: Int? = nil, example: String, label: String = "Ana: ",
        diagnostics: [Diagnostic], file: InputFile, options: ImportOptions
    ) throws -> Transcript {
        guard timed.cues.contains(where: { $0.startMs != nil }) else {
            throw Refusal(at: file.place(), .noCue, remedy: "a cue is \(example)")
        }
        var diagnostics = diagnostics
        if droppedRepeats, options.repeatedLines == nil {
            diagnostics.append(
                .note(at: file.place(), .rolling, remedy: "if they were said again, pass --repeated-lines keep"))
        }
        diagnostics += missing.map { .missingSpeaker($0, in: file) }
        for line in doubtful.prefix(10) {
            diagnostics.append(.note(at: file.place(line: line), .doubtfulLabel, remedy: "if it is one, pass --speakers"))
        }
        if timed.list.names.isEmpty {
            diagnostics.append(
                .note(at: file.place(), .noSpeaker, remedy: "name each speaker as '\(label)', or pass --speakers"))
        }
        return timed.transcript(format: format, language: language, durationMs: durationMs, diagnostics: diagnostics)
    }
}

extension Diagnostic.Message {
    fileprivate static let doubtfulLabel: Self =
        "a line of this cue begins as a speaker's would, but only once; it was read as speech"
    fileprivate static let noCue: Self = "no cue with a time and words was found"
    fileprivate static let rolling: Self =
        "the cues repeat the line above them, as rolling captions do; each line was taken once"
}
