import FileFormats
package import StudyModel

/// CHAT, the transcripts of TalkBank and CHILDES (`.cha`).
///
/// [talkbank.org, *The CHAT Transcription Format*] The stored text is one line for each line of a speaker (`*CHI:`), with its codes. A
/// time bullet is U+0015, start, `_`, end in milliseconds, U+0015; a line begins with its first and ends with its last. Speakers are
/// named by their codes; `@Participants` and `@ID` tell their part. Lines that depend on a speaker's (`%mor:`) are left out, with a
/// note, and so are headers.
package struct ChatFormat: TranscriptFormat {
    package let name = "cha"

    package init() {}

    /// `@UTF8` first or `@Begin` among the first lines; or the name.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == name { return true }
        let lines = HeadLines(head).filled
        return lines.first.map { $0.elementsEqual("@UTF8".utf8) } ?? false
            || lines.prefix(8).contains { $0.elementsEqual("@Begin".utf8) }
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        var bytes = try TranscriptText.bytes(of: file, options: options)
        ChatBullets.markBytes(&bytes)
        let source = try TranscriptText(bytes, of: file, options: options)
        let text = TextLines(source.utf8)
        let lines = ChatLines(text, in: file)
        var timed = TimedTranscript()
        var unreadable: [Int] = []
        for line in lines.speech {
            let read = ChatBullets(line.content)
            if read.hasStrayMark { unreadable.append(line.number) }
            timed.add(read.words, speaker: line.speaker, startMs: read.startMs, endMs: read.endMs)
        }
        for (code, role) in lines.roles {
            // TalkBank's word for whoever is studied.
            timed.describe(code, as: role == "Subject" ? "Participant" : role)
        }
        var diagnostics = source.diagnostics + lines.diagnostics
        diagnostics += unreadable.prefix(100).map {
            .warning(
                at: file.place(line: $0), .unreadableBullet, remedy: "write it as start_end in milliseconds between two U+0015")
        }
        if unreadable.count > 100 { diagnostics.append(.warning(at: file.place(), .more(unreadable.count - 100))) }
        return try timed.transcript(
            format: name, language: lines.language, diagnostics: diagnostics, of: file, options: options,
            orElse: "what a speaker says stands on a line such as '*CHI:', with a tab behind the colon")
    }
}

extension Diagnostic.Message {
    fileprivate static let unreadableBullet: Self = "a time of this line cannot be read"
    fileprivate static func more(_ count: Int) -> Self { "\(count) more lines have a time that cannot be read" }
}
