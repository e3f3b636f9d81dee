import FileFormats
import StudyModel

/// Turns the text of a document into a transcript, by the same labels and times as plain text.
struct DocumentTranscript {
    /// Who speaks when; a format that knows more sets times before it makes the transcript.
    var turns: TextTurns
    private let document: DocumentText
    private let file: InputFile

    init(_ document: DocumentText, in file: InputFile, options: ImportOptions) {
        self.document = document
        self.file = file
        let text = TextLines(document.utf8)
        turns = TextTurns(text, layout: TextLayout(of: document, text), in: file, options: options)
    }

    func transcript(format: String, diagnostics: [Diagnostic] = []) -> Transcript {
        var diagnostics = diagnostics
        if let leftOut = Diagnostic.Message.leftOut(document.leftOut) {
            diagnostics.append(
                .note(
                    at: file.place(), leftOut,
                    remedy: "if they belong to what was said, put them into the text and import it again"))
        }
        if document.replaced > 0 { diagnostics.append(.replacedCharacters(document.replaced, in: file)) }
        var transcript = turns.transcript(format: format, diagnostics: diagnostics)
        var counter = ScalarCounter(document.utf8)
        let paragraphs = document.paragraphs.filter { paragraph in
            document.utf8[paragraph.bytes].contains { $0 > 0x20 }
        }
        transcript.outline = Transcript.Outline(
            paragraphs: paragraphs.compactMap { counter.range($0.bytes) }, pages: document.pages)
        return transcript
    }
}

extension TextLayout {
    /// What a document tells of its lines: headings, paragraphs, and the columns of its tables.
    init(of document: DocumentText, _ text: TextLines) {
        var line = 0
        /// The lines that begin in the bytes of a paragraph; paragraphs come in the order of lines.
        func lines(in bytes: Range<Int>) -> Range<Int> {
            while line < text.lines.count, text.lines[line].upperBound < bytes.lowerBound { line += 1 }
            var end = line
            while end < text.lines.count, text.lines[end].lowerBound < bytes.upperBound { end += 1 }
            return line..<end
        }
        var paragraphs: [Paragraph] = []
        paragraphs.reserveCapacity(document.paragraphs.count)
        var hasTables = false
        text.utf8.withUnsafeBufferPointer { bytes in
            for paragraph in document.paragraphs {
                let words = bytes.trimmedLines(paragraph.bytes)
                guard !words.isEmpty else { continue }
                paragraphs.append(Paragraph(bytes: words))
                if paragraph.cell != nil { hasTables = true }
                if paragraph.isHeading, paragraph.cell == nil { headings.formUnion(lines(in: words)) }
            }
            self.paragraphs = paragraphs
            if hasTables { takeTables(of: document, text, bytes) }
        }
    }
}

extension Diagnostic.Message {
    /// Nil where nothing was left out that anybody could miss.
    fileprivate static func leftOut(_ counts: DocumentText.LeftOut) -> Self? {
        let parts = [
            (counts.comments, "comment"), (counts.notes, "footnote or endnote"), (counts.deletions, "deleted passage"),
            (counts.hidden, "hidden passage"), (counts.textBoxes, "text box"),
        ]
        let named = parts.filter { $0.0 > 0 }.map { count, name in "\(count) × \(name)" }
        return named.isEmpty ? nil : "the document holds beside its text, and left out: \(named.joined(separator: ", "))"
    }
}
