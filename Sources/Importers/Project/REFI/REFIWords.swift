import FileFormats
import Foundation
import StudyModel

/// The words of one text: as they came, which is what positions count, and as they are stored.
struct REFIWords {
    /// A document as it lies in the package.
    struct File {
        var name: String
        var bytes: [UInt8]
    }

    /// UTF-8 without a byte order mark.
    private(set) var raw: [UInt8]
    private(set) var stored: [UInt8]
    /// How many characters that XML forbids became U+FFFD.
    private(set) var replaced = 0
    /// What is kept beside the stored text, where it says more.
    private(set) var original: File?
    let format = REFIFormat.formatName

    /// - Throws: `FormatError` where the bytes are not UTF-8 or UTF-16 with a byte order mark.
    init(_ bytes: [UInt8], of name: String, member: String? = nil, rich: File? = nil) throws {
        var raw = bytes
        if raw.starts(with: [0xEF, 0xBB, 0xBF]) { raw.removeFirst(3) }
        if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
            raw = try Self.utf8(ofUTF16: raw, name, member)
        }
        guard String(validating: raw, as: UTF8.self) != nil else { throw FormatError.notUTF8(name, member) }
        self.raw = raw
        let normalized = TextNormalization(raw)
        stored = normalized.utf8
        replaced = normalized.replaced
        original = rich
        if rich == nil, let member, stored != bytes { original = File(name: try REFIPackage.name(in: member), bytes: bytes) }
    }

    private static func utf8(ofUTF16 bytes: [UInt8], _ name: String, _ member: String?) throws -> [UInt8] {
        let isLittle = bytes[0] == 0xFF
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place -> UInt16 in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw FormatError.notUTF8(name, member)
        }
        return Array(text.utf8)
    }

    /// What a document says, where there is no plain text; nil for a kind that is not read.
    init?(from rich: File, options: ImportOptions) throws {
        let formats: [String: any TranscriptFormat] = [
            "docx": WordFormat(), "odt": TextDocumentFormat(), "rtf": RTFFormat(), "html": HTMLFormat(), "htm": HTMLFormat(),
            "txt": PlainTextFormat(),
        ]
        guard let format = formats[InputFile(path: rich.name).pathExtension] else { return nil }
        // The readers of documents open files by their path.
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = try folder.write(MemoryByteSource(rich.bytes), as: rich.name)
        do {
            raw = Array(try format.read(InputFile(path: path), options: options).text.utf8)
        } catch let refusal as Refusal {
            throw FormatError(refusal.diagnostic.message.text, remedy: refusal.diagnostic.remedy, member: rich.name)
        }
        stored = raw
        original = rich
    }
}

extension FormatError {
    fileprivate static func notUTF8(_ name: String, _ member: String?) -> FormatError {
        FormatError(
            "the text of '\(name)'" + (member.map { ", '\($0.prefix(200))'," } ?? "") + " is not UTF-8",
            remedy: "export the project again; REFI-QDA has texts in UTF-8")
    }
}
