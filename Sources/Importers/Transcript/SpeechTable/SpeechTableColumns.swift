import FileFormats
import StudyModel

/// Which columns of a table hold who speaks, when, and the words; found by their headings, English or German, in any case.
///
/// A unit may stand behind the heading of a time: `Start (ms)`, `end_seconds`.
struct SpeechTableColumns {
    /// From 0; the first of each kind that there is.
    private(set) var speaker: Int?
    private(set) var start: Int?
    private(set) var end: Int?
    let words: Int
    /// Milliseconds of the unit that the heading of the start names; nil where it names none.
    private(set) var unitMs: Int?
    /// The headings of what is left out, in the order of the file.
    private(set) var others: [String] = []

    /// Nil where no column holds words.
    init?(_ headings: [(column: Int, heading: String)]) {
        var words: Int?
        for (column, heading) in headings {
            let word = heading.headingWord
            if speaker == nil, Self.speakers.contains(word) {
                speaker = column
            } else if words == nil, Self.texts.contains(word) {
                words = column
            } else if start == nil, let unit = Self.unit(of: word, among: Self.starts) {
                (start, unitMs) = (column, unit.ms)
            } else if end == nil, Self.unit(of: word, among: Self.ends) != nil {
                end = column
            } else if !heading.normalizedName.isEmpty {
                others.append(heading.oneLine.normalizedName)
            }
        }
        guard let words else { return nil }
        self.words = words
    }

    /// What the person at the keyboard should know of the choice.
    func notes(of file: InputFile) -> [Diagnostic] {
        guard !others.isEmpty else { return [] }
        let named = others.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
        let more = others.count > 10 ? " and \(others.count - 10) more" : ""
        return [
            .note(
                at: file.place(), "of this table of what was said, these columns are left out: \(named)\(more)",
                remedy: "where each row is a respondent's answers, pass --as csv")
        ]
    }

    /// The unit that stands behind one of `names`; nil where the word is none of them.
    private static func unit(of word: String, among names: Set<String>) -> (ms: Int?, name: String)? {
        if names.contains(word) { return (nil, word) }
        for (unit, ms) in units where word.hasSuffix(unit) && names.contains(String(word.dropLast(unit.count))) {
            return (ms, unit)
        }
        return nil
    }

    /// How a column of speakers is headed, as `headingWord` gives it.
    static let speakers: Set<String> = [
        "speaker", "speakers", "speakername", "speakerlabel", "sprecher", "sprecherin", "sprecherinnen", "sprechername",
        "sprechende", "sprechendeperson",
    ]

    /// How a column of what is said is headed, likewise.
    static let texts: Set<String> = [
        "text", "transcript", "transcripttext", "transkript", "transcription", "transkription", "utterance", "utterances",
        "ausserung", "ausserungen", "aeusserung", "sentence", "words", "wortlaut", "dialogue", "dialog", "content", "inhalt",
        "speech", "caption",
    ]

    private static let starts: Set<String> = [
        "start", "starttime", "begin", "begintime", "beginn", "anfang", "startzeit", "anfangszeit", "in", "tcin", "timecodein",
        "from", "von", "onset", "time", "timestamp", "timecode", "zeit", "zeitmarke", "zeitstempel",
    ]

    private static let ends: Set<String> = [
        "end", "endtime", "ende", "endzeit", "out", "tcout", "timecodeout", "to", "bis", "stop", "stoptime", "offset",
    ]

    private static let units: KeyValuePairs<String, Int> = [
        "milliseconds": 1, "millisekunden": 1, "millis": 1, "ms": 1, "seconds": 1000, "sekunden": 1000, "secs": 1000,
        "sec": 1000, "sek": 1000, "s": 1000,
    ]
}
