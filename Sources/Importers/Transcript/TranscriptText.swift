import FileFormats
import StudyModel

/// The text of a transcript file, and what there was to say about its characters.
struct TranscriptText {
    /// As it will be stored; see `TextNormalization`.
    let utf8: [UInt8]
    let diagnostics: [Diagnostic]

    /// - Throws: `Refusal` where the file cannot be opened, is empty or larger than `transcriptBytes`, or is no text.
    init(of file: InputFile, options: ImportOptions) throws {
        do {
            let limit = options.limits.transcriptBytes
            let bytes = try FileByteSource(path: file.path, limits: options.limits)
                .readAll(limit: limit, raisedBy: \.transcriptBytes)
            let decoded = try DecodedText(bytes, encoding: options.encoding)
            guard decoded.utf8.contains(where: { !$0.isBlank && $0 != UInt8(ascii: "\n") }) else { throw FormatError.emptyFile }
            utf8 = decoded.utf8
            var diagnostics: [Diagnostic] = []
            if decoded.isGuess {
                diagnostics.append(.guessedEncoding(decoded.encoding, of: file))
            }
            if decoded.replaced > 0 {
                diagnostics.append(
                    .warning(
                        at: file.place(line: decoded.firstReplacedLine), .replaced(decoded.replaced),
                        remedy: "if they meant something, mend the file and import it again"))
            }
            self.diagnostics = diagnostics
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }
}

extension Diagnostic {
    /// What is said of a text whose character set nothing but its bytes told.
    static func guessedEncoding(_ encoding: TextEncoding, of file: InputFile) -> Diagnostic {
        .note(
            at: file.place(), "the text is not UTF-8 and was read as \(encoding.rawValue)",
            remedy: "if letters look wrong, name the character set with --encoding")
    }
}

extension Diagnostic.Message {
    fileprivate static func replaced(_ count: Int) -> Self {
        let what = count == 1 ? "1 control character that XML forbids was" : "\(count) control characters that XML forbids were"
        return "\(what) replaced by U+FFFD, first in this line"
    }
}
