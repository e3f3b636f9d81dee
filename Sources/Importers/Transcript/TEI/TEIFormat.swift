package import StudyModel

/// Transcriptions of speech in TEI, and ISO 24624, which is its form for research on spoken language.
///
/// TEI P5, chapter 8, *Transcriptions of Speech*; ISO 24624:2016. A cue is an utterance, `u`, in the order of the file. Its times
/// are those of the utterance, of the block around it or of the anchors at its ends; its words are words, punctuation, segments and
/// text. Pauses, incidents, vocal and other marks of what is heard but not said, and annotations (`spanGrp`) are left out of the
/// text, with a note.
package struct TEIFormat: TranscriptFormat {
    package let name = "tei"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard let root = XMLOpening.root(of: head) else { return file.pathExtension == name }
        return ["TEI", "TEI.2", "teiCorpus"].contains(root) || head.firstRange(of: Array("teiHeader".utf8)) != nil
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let elements = try file.reading(TEIElements(), options: options)
        var persons = elements.persons
        let namesakes = persons.tellApart()
        let times = elements.timeline.resolved()
        var unplaced = UnplacedEntries()
        var timed = TimedTranscript()
        for (name, role, _) in persons.roles { timed.describe(name, as: role) }
        for (who, role) in elements.roles.sorted(by: { $0.key < $1.key }) {
            timed.describe(persons.name(of: who), as: role)
        }
        for cue in elements.cues {
            let start = times.point(cue.start)
            let end = times.point(cue.end)
            if start == .unknown || end == .unknown { unplaced.note(line: cue.line) }
            let endMs =
                end.ms ?? start.seconds.flatMap { begin in cue.seconds.flatMap { Int(millisecondsOf: begin + $0) } }
            timed.add(
                elements.words[cue.range], speaker: cue.who.map { persons.name(of: $0) }, startMs: start.ms,
                endMs: endMs)
        }
        var diagnostics = unplaced.diagnostics(in: file) + namesakes.diagnostics(in: file)
        if elements.events > 0 { diagnostics.append(.note(at: file.place(), .leftOut(events: elements.events))) }
        if elements.annotations > 0 { diagnostics.append(.note(at: file.place(), .leftOut(annotations: elements.annotations))) }
        return try timed.transcript(
            format: name, language: elements.language,
            durationMs: elements.recordedSeconds.flatMap { Int(millisecondsOf: $0) }, diagnostics: diagnostics, of: file,
            options: options,
            orElse: "what somebody says stands in an utterance, the element u; check that it is a transcription of speech")
    }
}

extension Diagnostic.Message {
    fileprivate static func leftOut(annotations: Int) -> Self {
        annotations == 1 ? "1 annotation was left out of the text" : "\(annotations) annotations were left out of the text"
    }
}
