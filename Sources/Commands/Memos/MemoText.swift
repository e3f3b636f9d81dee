import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel

/// Where the text of a memo comes from: the command line, a file, or an editor.
struct MemoTextOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The text, Markdown.", valueName: "text"))
    var text: String?

    @Option(
        name: .long, help: ArgumentHelp("A file with the text; '-' is standard input.", valueName: "file"), completion: .file())
    var file: String?

    @Option(name: .long, help: ArgumentHelp("A title of one line.", valueName: "title"))
    var title: String?

    func validate() throws {
        guard text == nil || file == nil else { throw ValidationError("the text is given twice\nleave out --text or --file") }
        if let title, title.contains(where: \.isNewline) { throw ValidationError("the title has several lines") }
    }

    /// The text without blanks at its end; nil where neither --text nor --file gives one.
    func given() throws -> String? {
        if let text { return Self.trimmed(text) }
        guard let file else { return nil }
        guard file == "-" else { return Self.trimmed(try InputFile(path: file).readText()) }
        let bytes = try FileByteSource(standardInput: InputLimits()).readAll(limit: 16 << 20)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(at: .init(file: "standard input"), "is not UTF-8", remedy: "save it as UTF-8")
        }
        return Self.trimmed(text)
    }

    /// Opens an editor on `text` and returns what was saved.
    ///
    /// - Throws: `Refusal` where there is no editor, or it ends with an error.
    static func edited(_ text: String) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        guard let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first(where: { !$0.isEmpty })
        else {
            throw Refusal(
                at: .init(file: "memo"), "no text is given, and no editor is named",
                remedy: "pass --text or --file, or name an editor in $VISUAL or $EDITOR")
        }
        // Nobody else can read it, and it goes when the editor is closed.
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("anker-memo-\(UUID().uuidString).md").path
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Refusal(at: .init(file: path), "cannot be written", remedy: "check the room on the disk") }
        defer { unlink(path) }
        // As git does it: the variable may hold options too.
        guard let status = TerminalProgram.run("exec \(editor) \"$1\"", [path]) else {
            throw Refusal(at: .init(file: "memo"), "the editor cannot be started", remedy: "check $VISUAL and $EDITOR")
        }
        guard status == 0 else {
            throw Refusal(
                at: .init(file: "memo"), "the editor ended with an error; nothing was changed",
                remedy: "check $VISUAL and $EDITOR, or pass --text")
        }
        return trimmed(try InputFile(path: path).readText())
    }

    /// With `\n` at the ends of lines, and nothing but words at both ends.
    private static func trimmed(_ text: String) -> String {
        text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
