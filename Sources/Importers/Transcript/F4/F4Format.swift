import FileFormats
package import StudyModel

/// Transcripts of older f4 versions in XML, `transcript/content/@content`; f4transkript's RTF is `RTFFormat`.
///
/// The stored text is that of the attribute; labels and times in it are found as in plain text. XML makes blanks of line ends that
/// stand in an attribute as they are; where none is left, each of f4's times ends a paragraph.
package struct F4Format: TranscriptFormat {
    package let name = "f4"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard XMLOpening.root(of: head) == "transcript" else { return false }
        return head.firstRange(of: Array("mediafile".utf8)) != nil
            || head.firstRange(of: Array("<content content=".utf8)) != nil
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let elements = try file.reading(F4Elements(), options: options)
        guard let content = elements.content, content.contains(where: { $0 > 0x20 }) else {
            throw Refusal(
                at: file.place(), .noContent,
                remedy: "check that it is a transcript of f4, which keeps its text in content/@content")
        }
        let normal = TextNormalization(content)
        var text = normal.utf8
        if !text.contains(UInt8(ascii: "\n")) { text.breakBehindMarks() }
        let diagnostics = normal.replaced > 0 ? [Diagnostic.replacedCharacters(normal.replaced, in: file)] : []
        return TextTurns(TextLines(text), in: file, options: options).transcript(format: name, diagnostics: diagnostics)
    }
}

private struct F4Elements: TranscriptElements {
    private(set) var content: [UInt8]?
    var count: Int { content == nil ? 0 : 1 }

    mutating func start(_ name: String, _ attributes: borrowing XMLAttributes, line: Int) {
        guard name == "content", content == nil else { return }
        content = attributes.string(named: "content").map { Array($0.utf8) }
    }
    mutating func end(_ name: String) {}
    mutating func text(_ bytes: UnsafeRawBufferPointer) {}
}

extension [UInt8] {
    /// Makes a line end of the blank behind each `#00:00:05-2#`.
    fileprivate mutating func breakBehindMarks() {
        withUnsafeMutableBufferPointer { bytes in
            let read = UnsafeBufferPointer(bytes)
            var index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "#"), let mark = TimeMark.parse(read, at: index, limit: read.count) {
                    if mark.end < bytes.count, bytes[mark.end] == 0x20 { bytes[mark.end] = UInt8(ascii: "\n") }
                    index = mark.end
                } else {
                    index += 1
                }
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static let noContent: Self = "holds no text where f4 keeps it"
}
