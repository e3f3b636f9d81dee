import StudyModel

/// The names that people have in video meetings, where each cue begins with one: `iPhone von Heike: …`, `+49*******12: …`,
/// `Prof. Dr. Ada Roth (Uni): …`. Elsewhere such words before a colon are speech.
enum MeetingLabel {
    private static let longest = 100

    /// True where nine of ten cues, and four at the least, have words before a colon.
    static func beginEach(of starts: [[UInt8]]) -> Bool {
        let labelled = starts.count { $0.withUnsafeBufferPointer { colon($0, 0..<$0.count) != nil } }
        return labelled >= 4 && labelled * 10 >= starts.count * 9
    }

    /// The head of a line with such a name; nil for other lines, and where the words are more like a sentence.
    static func head(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>) -> LineHead? {
        guard let colon = colon(bytes, line) else { return nil }
        let label = bytes.trimmed(line.lowerBound..<colon)
        guard !label.isEmpty, isName(String(decoding: bytes[label], as: UTF8.self)) else { return nil }
        var cursor = LineCursor(bytes, line, takesTimes: false)
        cursor.move(to: colon + 1)
        return LineHead(label: label, style: .colon, content: cursor.position)
    }

    /// The first colon with a blank behind it.
    private static func colon(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int? {
        let end = min(line.upperBound, line.lowerBound + longest)
        return (line.lowerBound..<max(line.lowerBound, end - 1)).first {
            bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1].isBlank
        }
    }

    /// True for one word, and for several each of which has a capital, a digit or no letter, but for particles such as `von`.
    static func isName(_ label: String) -> Bool {
        let words = label.split(separator: " ")
        guard !label.contains(where: { ":!?\"".contains($0) }), words.count <= 12 else { return false }
        return words.count == 1
            || words.allSatisfy { word in
                SpeakerLabel.isCapitalised(String(word)) || word.contains { $0.isUppercase || $0.isNumber }
            }
    }
}
