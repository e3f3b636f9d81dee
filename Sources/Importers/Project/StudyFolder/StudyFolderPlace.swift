import FileFormats
import Foundation
import StudyModel

/// Where the files of a study folder lie. Nothing outside of the folder is opened.
struct StudyFolderPlace {
    private let folder: String

    init(of file: InputFile) {
        folder = URL(fileURLWithPath: file.path).standardizedFileURL.deletingLastPathComponent().path
    }

    /// The path at which a file of the folder can be opened; nil where there is no regular file.
    func path(of file: String) -> String? {
        StudyFolder.isOwn(file) ? ProjectFolder.path(inside: folder, file, of: folder) : nil
    }

    /// The tables whose files lie in the folder.
    var tables: [String] { StudyFolder.tables.filter { path(of: ProjectRows.file(of: $0)) != nil } }

    /// A file that a text was read from; nil where it is not there.
    ///
    /// - Throws: `Refusal` where it is not the file that its name says.
    func original(_ file: String) throws -> OriginalFile? {
        guard let path = path(of: file) else { return nil }
        let input = InputFile(path: path)
        return try input.naming {
            let bytes = try FileByteSource(path: path).readAll(limit: InputLimits().transcriptBytes)
            let original = try OriginalFile(name: input.name, packing: bytes)
            guard original.hash.description == input.name else {
                throw FormatError("is not the file that its name says", remedy: "export the study again")
            }
            return original
        }
    }

    /// The text in a file; nil where that is not there or no UTF-8.
    func text(in file: String) -> String? {
        guard let path = path(of: file),
            let bytes = try? FileByteSource(path: path).readAll(limit: InputLimits().transcriptBytes)
        else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension StudyRowReader {
    /// Puts the text into the last row where that names a file, and holds it against its hash.
    ///
    /// - Returns: how many bytes the text has.
    mutating func fillText(from place: StudyFolderPlace) -> Int {
        guard let line = rows.lines.last else { return 0 }
        var text: String?
        if case .text(let file)? = last("file") {
            guard let found = place.text(in: file) else {
                refuseLast(line, "names a file '\(String(file.prefix(80)))' that is not in the folder, or is not UTF-8")
                return 0
            }
            text = found
        } else if case .text(let words)? = last("text") {
            text = words
        }
        guard let text else {
            refuseLast(line, "has neither a text nor the file of one")
            return 0
        }
        // A copy of the folder may have the line ends of another system.
        let versions = text.utf8.contains(13) ? [text, text.replacingOccurrences(of: "\r\n", with: "\n")] : [text]
        guard let whole = versions.first(where: { last("hash") == .text(ContentHash(of: $0.utf8).description) }) else {
            if case .text(let file)? = last("file") {
                refuseLast(.edited(file, ProjectRows.file(of: rows.table), line))
            } else {
                refuseLast(line, "the text is not the one that the line is about, by its hash")
            }
            return 0
        }
        setLast("text", .text(whole))
        return whole.utf8.count
    }
}

extension Diagnostic {
    fileprivate static func edited(_ text: String, _ table: String, _ line: Int) -> Diagnostic {
        .error(
            at: .init(file: text), "is not the text that \(table):\(line) is about, by its hash",
            remedy: "put the text back and import, then take in the edited one with 'anker sources update'")
    }
}
