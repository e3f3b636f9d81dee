import FileFormats
import StudyModel

/// The text of a transcript file, and what there was to say about its characters.
struct TranscriptText {
    /// As it will be stored; see `TextNormalization`.
    let utf8: [UInt8]
    let diagnostics: [Diagnostic]

    /// - Throws: `Refusal` where the file cannot be opened, is empty or larger than `transcriptBytes`, or is no text.
    init(of file: InputFile, options: ImportOptions) throws {
        try self.init(try Self.bytes(of: file, options: options), of: file, options: options)
    }

    /// The bytes of the file.
    ///
    /// - Throws: `Refusal` where it cannot be opened or is larger than `transcriptBytes`.
    static func bytes(of file: InputFile, options: ImportOptions) throws -> [UInt8] {
        try file.naming {
            try FileByteSource(path: file.path, limits: options.limits)
                .readAll(limit: options.limits.transcriptBytes, raisedBy: \.transcriptBytes)
        }
    }

    /// The text of bytes that have been read from the file.
    init(_ bytes: consuming [UInt8], of file: InputFile, options: ImportOptions) throws {
        do {
            let decoded = try DecodedText(bytes, encoding: options.encoding)
            guard decoded.utf8.contains(where: { !$0.isBlank && $0 != UInt8(ascii: "\n") }) else { throw FormatError.emptyFile }
            utf8 = decoded.utf8
            var diagnostics: [Diagnostic] = []
            if decoded.isGuess {
                diagnostics.append(.guessedEncoding(decoded.encoding, of: file))
            }
            if decoded.replaced > 0 {
                diagnostics.append(.replacedCharacters(decoded.replaced, in: file, firstLine: decoded.firstReplacedLine))
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

    /// Characters that XML 1.0 forbids became U+FFFD.
    ///
    /// - Parameter firstLine: the line of the first, from 1; nil where the file has no lines that a person sees.
    static func replacedCharacters(_ count: Int, in file: InputFile, firstLine: Int? = nil) -> Diagnostic {
        .warning(
            at: file.place(line: firstLine), .replaced(count, hasLine: firstLine != nil),
            remedy: "if they meant something, mend the file and import it again")
    }
}

extension Diagnostic.Message {
    fileprivate static func replaced(_ count: Int, hasLine: Bool) -> Self {
        let what = count == 1 ? "1 control character that XML forbids was" : "\(count) control characters that XML forbids were"
        return "\(what) replaced by U+FFFD\(hasLine ? ", first in this line" : "")"
    }
}
