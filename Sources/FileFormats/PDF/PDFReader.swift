/// Reads the running text of a PDF file through `pdftotext` of Poppler, which has to be installed.
///
/// A PDF places letters on pages and knows no paragraphs; `PDFLayout` finds them again.
package struct PDFReader {
    private let path: String
    private let limits: InputLimits
    private static let program = "pdftotext"
    private static let seconds = 60.0
    private static let memory = 1 << 30

    /// Whether PDF files can be read here.
    package static var isAvailable: Bool { ExternalProgram(program) != nil }

    /// - Throws: `FormatError` where the file is something else.
    package init(path: String, limits: InputLimits = .init()) throws {
        self.path = path
        self.limits = limits
        let head = try DocumentHead.read(path, limits)
        // Readers accept up to 1 KiB of something else before it.
        guard head.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil else {
            throw DocumentHead.refusal(head, kind: "a PDF document", remedy: "name a file saved as PDF")
        }
    }

    /// - Throws: `FormatError` where the program is not there, or the document has a password, is damaged, or holds no text.
    package func read() throws -> DocumentText {
        guard let program = ExternalProgram(Self.program) else { throw FormatError.noProgram(Self.program) }
        // A name that begins with a dash is a file, too.
        let file = path.hasPrefix("-") ? "./" + path : path
        let outcome: ExternalProgram.Outcome
        do {
            outcome = try program.run(
                ["-layout", "-enc", "UTF-8", "-eol", "unix", file, "-"], limit: limits.transcriptBytes, seconds: Self.seconds,
                memory: Self.memory
            ) { try limits.monitor?.check() }
        } catch ExternalProgram.Failure.tooMuch {
            throw FormatError.longDocument(limits.transcriptBytes)
        } catch ExternalProgram.Failure.tooSlow {
            throw FormatError.slow(Self.program, Self.seconds)
        } catch ExternalProgram.Failure.cannotStart {
            throw FormatError.noProgram(Self.program)
        }
        guard outcome.status == 0 else {
            let said = String(decoding: outcome.errors, as: UTF8.self)
            if said.contains("Incorrect password") { throw FormatError.passwordPDF }
            if ["Out of memory", "bad_alloc"].contains(where: said.contains) {
                throw FormatError.large(Self.program, Self.memory)
            }
            throw outcome.status == 3 ? FormatError.noCopying : FormatError.damagedPDF
        }
        let bytes = outcome.output
        guard bytes.withUnsafeBufferPointer({ UTF8Scan.firstFault(in: $0) }) == nil else { throw FormatError.damagedPDF }
        guard bytes.contains(where: { $0 > 0x20 }) else { throw FormatError.scannedPDF }
        return try PDFLayout(bytes).document(limits: limits)
    }
}

extension FormatError {
    fileprivate static func noProgram(_ name: String) -> FormatError {
        FormatError(
            "is a PDF document, and \(name), by which these are read, is not installed",
            remedy: "install it (Debian, Ubuntu: apt-get install poppler-utils), or save the text as .docx or .txt")
    }
    fileprivate static func slow(_ name: String, _ seconds: Double) -> FormatError {
        FormatError(
            "took \(name) longer than \(Int(seconds)) seconds, the limit",
            remedy: "save the text as .docx or .txt, and import that")
    }
    fileprivate static func large(_ name: String, _ memory: Int) -> FormatError {
        FormatError(
            "needs \(name) to have more memory than \(memory >> 20) MiB, the limit",
            remedy: "save the text as .docx or .txt, and import that")
    }
    fileprivate static var passwordPDF: FormatError {
        FormatError("is password-protected", remedy: "save it without a password")
    }
    fileprivate static var noCopying: FormatError {
        FormatError("forbids that its text is copied", remedy: "save it without this restriction")
    }
    fileprivate static var damagedPDF: FormatError {
        FormatError("is damaged: pdftotext cannot read it", remedy: "fetch or export the file again")
    }
    fileprivate static var scannedPDF: FormatError {
        FormatError(
            "holds no text, as a scan does not",
            remedy: "let a program recognize its text (OCR), and import what that writes")
    }
}
