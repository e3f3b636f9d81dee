/// Lines of a transcript that are not speech.
enum LineKind {
    /// The number of lines that a YAML front matter takes at the start; 0 where there is none.
    static func frontMatter(_ text: TextLines) -> Int {
        guard let first = text.lines.first, text.string(first) == "---" else { return 0 }
        let limit = min(text.lines.count, 200)
        guard let end = (1..<max(1, limit)).first(where: { ["---", "..."].contains(text.string(text.lines[$0])) }) else {
            return 0
        }
        var keys: Set<String> = []
        for index in 1..<end {
            let line = text.lines[index]
            // Lists and what is below a key are indented or begin with a dash.
            guard let first = text.utf8[line].first, first != UInt8(ascii: "-"), first != UInt8(ascii: "#"),
                line.lowerBound == 0 || text.utf8[line.lowerBound - 1] == UInt8(ascii: "\n")
            else { continue }
            guard let colon = text.utf8[line].firstIndex(of: UInt8(ascii: ":")) else { return 0 }
            let key = text.string(line.lowerBound..<colon)
            // Between two break lines there may be turns, too: labels come back, keys do not.
            guard keys.insert(key).inserted, key.count > 2 || SpeakerRole.named(key) == nil else { return 0 }
        }
        return keys.isEmpty ? 0 : end + 1
    }

    /// `# Title`.
    static func isHeading(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        guard !line.isEmpty, bytes[line.lowerBound] == UInt8(ascii: "#") else { return false }
        var cursor = LineCursor(bytes, line)
        return cursor.takeHeadingMarks()
    }

    /// `===` below a title.
    static func isUnderline(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        line.count >= 3 && bytes[line].allSatisfy { $0 == UInt8(ascii: "=") }
    }

    /// A line that only divides: `---`, `* * *`, `\* \* \*`, `___`.
    static func isBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        guard !line.isEmpty, line.count <= 200 else { return false }
        var marks = 0
        for byte in bytes[line] {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "~"): marks += 1
            case UInt8(ascii: "\\"): continue
            default: guard byte.isBlank else { return false }
            }
        }
        return marks >= 3
    }

    /// A bare link, or a line that says where the transcript begins or ends, or who made it.
    static func isFrame(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        guard let first = bytes[line].first, line.count < 300 else { return false }
        // Teams' own lines, behind a name: `Jo Beispiel hat die Transkription beendet`.
        if line.count <= 120, recording.contains(where: { bytes[line].suffix($0.utf8.count).elementsEqual($0.utf8) }) {
            return true
        }
        if programs.contains(where: { bytes[line].starts(with: $0.utf8) }) { return true }
        if first == UInt8(ascii: "<") || first == UInt8(ascii: "h") {
            let inner = bytes[line].drop { $0 == UInt8(ascii: "<") }
            let isLink = inner.starts(with: "http://".utf8) || inner.starts(with: "https://".utf8)
            return isLink && !inner.contains { $0.isBlank }
        }
        guard line.count <= 80, "[(*_SETBsetb".utf8.contains(first) else { return false }
        let words = String(decoding: bytes[line], as: UTF8.self).lowercased().filter { $0.isLetter || $0 == " " }
        if credits.contains(where: { words.hasPrefix($0) }) { return true }
        return frames.contains(words.trimmingPrefix(" ").description)
    }

    private static let credits = [
        "transcribed by ", "transcription by ", "transcript by ", "transkribiert von ", "transkribiert mit ",
    ]

    private static let recording = [
        " started transcription", " stopped transcription", " hat die Transkription gestartet",
        " hat die Transkription beendet",
    ]

    /// How the lines begin that Google Meet puts below a transcript.
    private static let programs = [
        "Meeting ended after ", "Transcription ended after ", "This editable transcript was computer generated",
    ]

    private static let frames: Set<String> = [
        "start of transcript", "end of transcript", "start of interview", "end of interview", "end of recording",
        "beginn des transkripts", "ende des transkripts", "beginn des interviews", "ende des interviews", "ende der aufnahme",
        "beginn der aufnahme", "transkript ende", "ende transkript", "start transcript", "end transcript",
    ]
}
