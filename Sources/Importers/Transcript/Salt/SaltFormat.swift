package import StudyModel

/// Transcripts of SALT, Systematic Analysis of Language Transcripts (`.slt`).
///
/// [saltsoftware.com, transcription conventions] `$ Child, Examiner` names the speakers, whose lines begin with their initials; `- 1:05`
/// is the time of the line below it; `+`, `=`, `:` and `;` begin what describes the file, comments and pauses. The stored text is one
/// line for each line of a speaker, with its codes.
package struct SaltFormat: TranscriptFormat {
    package let name = "slt"

    package init() {}

    /// `$ ` first and a line such as `+ Language: English` below it; or the name.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == name { return true }
        let lines = HeadLines(head).filled
        guard let first = lines.first, first.starts(with: "$ ".utf8) else { return false }
        return lines.dropFirst().prefix(20).contains { $0.starts(with: "+ ".utf8) && $0.contains(UInt8(ascii: ":")) }
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        let lines = source.utf8.withUnsafeBufferPointer { SaltLines(text, $0, in: file) }
        var timed = TimedTranscript()
        for line in lines.speech { timed.add(line.words, speaker: line.speaker, startMs: line.startMs) }
        return try timed.transcript(
            format: name, diagnostics: source.diagnostics + lines.diagnostics, of: file, options: options,
            orElse: "what a speaker says stands on a line that begins with an initial and a blank, such as 'C '")
    }
}

/// The lines of a SALT file that somebody says.
struct SaltLines {
    struct Speech {
        var speaker: String
        var startMs: Int?
        var words: [UInt8]
    }

    private(set) var speech: [Speech] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, in file: InputFile) {
        var names: [UInt8: String] = [:]
        var time: Int?
        var unreadable: [Int] = []
        for (index, line) in text.lines.enumerated() where !line.isEmpty {
            let first = bytes[line.lowerBound]
            let rest = bytes.trimmed(line.lowerBound + 1..<line.upperBound)
            switch first {
            case UInt8(ascii: "$"):
                for name in text.string(rest).split(separator: ",") {
                    let name = name.trimmingPrefix { $0 == " " || $0 == "\t" }
                    if let initial = name.utf8.first, initial.isASCIILetter { names[initial & 0xDF] = String(name) }
                }
            case UInt8(ascii: "-")
            where line.count == 1 || bytes[line.lowerBound + 1].isBlank || bytes[line.lowerBound + 1].isDigit:
                guard let ms = SubtitleTiming.clock(bytes, rest) else {
                    unreadable.append(index + 1)
                    continue
                }
                time = ms
            case UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ";"): continue
            default:
                let isSpeaker =
                    rest.lowerBound > line.lowerBound + 1 && first >= 0x41 && first <= 0x5A
                    && (names.isEmpty || names[first] != nil)
                if isSpeaker {
                    let name = names[first] ?? String(UnicodeScalar(first))
                    speech.append(Speech(speaker: name, startMs: time, words: Array(bytes[rest])))
                    time = nil
                } else if let last = speech.indices.last {
                    speech[last].words += [0x20] + bytes[line]
                }
            }
        }
        diagnostics += unreadable.prefix(100).map {
            .warning(
                at: file.place(line: $0), .unreadableTime, remedy: "write it as '- 1:05'; the line below it has no time now")
        }
        if unreadable.count > 100 { diagnostics.append(.warning(at: file.place(), .more(unreadable.count - 100))) }
    }
}

extension Diagnostic.Message {
    fileprivate static let unreadableTime: Self = "the time on this line cannot be read"
    fileprivate static func more(_ count: Int) -> Self { "\(count) more lines have a time that cannot be read" }
}
