import FileFormats
import Foundation
import Importers
import StudyModel
import Testing

/// What each registered format owes a stranger: a section that says what is kept and lost, a file to try, a broken one.
struct FormatPagesTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: ImportFormats.names)
    func hasASectionAndARowInTheFormatsPage(name: String) throws {
        let page = try String(contentsOf: Self.root.appending(path: "Docs/Formats.md"), encoding: .utf8)
        let lines = page.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("## ") && $0.hasSuffix("(`\(name)`)") } == 1)
        #expect(lines.count { $0.hasPrefix("| `\(name)` |") } == 1)
    }

    /// PDF is read through `pdftotext`, which `make test` installs.
    @Test(arguments: ImportFormats.names)
    func hasAFixtureThatIsReadWithoutAnError(name: String) throws {
        let files = try Self.files(of: name, under: "Fixtures").filter { !$0.path.contains("/broken/") }
        #expect(files.contains { Self.outcome($0, name) == .read })
    }

    @Test(arguments: ImportFormats.names)
    func hasABrokenFixtureThatIsRefusedOrWarnedOf(name: String) throws {
        let files = try Self.files(of: name, under: "Fixtures/broken") + Self.files(of: name, under: "Fixtures/formats/broken")
        #expect(files.contains { [.warned, .refused].contains(Self.outcome($0, name)) })
    }

    private enum Outcome { case read, warned, refused }

    /// The files in `folder` that are recognized as of that format.
    private static func files(of name: String, under folder: String) throws -> [InputFile] {
        let found = FileManager.default.enumerator(
            at: root.appending(path: folder), includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.allObjects ?? []).compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }.map(\.path).sorted()
            .map { InputFile(path: $0) }
            .filter { file in
                guard let handle = FileHandle(forReadingAtPath: file.path), let head = try? handle.read(upToCount: 4096) else {
                    return false
                }
                return ImportFormats.recognize(file, head: Array(head))?.name == name
            }
    }

    private static func outcome(_ file: InputFile, _ name: String) -> Outcome {
        do {
            let diagnostics: [Diagnostic]
            switch ImportFormats.named(name) {
            case .transcript(let format): diagnostics = try format.read(file, options: ImportOptions()).diagnostics
            case .survey(let format):
                var sink = Diagnostics()
                let whole = try format.join([file], others: [], limits: InputLimits()).first ?? file
                try format.read(whole, options: ImportOptions(), into: &sink)
                diagnostics = sink.all
            case .project(let format):
                var found: [Diagnostic] = []
                try format.read(file, options: ImportOptions()) { part in
                    if case .tail(let tail) = part { found = tail.diagnostics }
                }
                diagnostics = found
            case nil: return .refused
            }
            return diagnostics.contains { $0.severity != .note } ? .warned : .read
        } catch {
            return .refused
        }
    }
}

/// Keeps only what was said about a survey.
private struct Diagnostics: SurveySink {
    var all: [Diagnostic] = []
    mutating func begin(_ survey: Survey) throws {}
    mutating func append(_ batch: consuming AnswerBatch) throws {}
    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws { all = diagnostics }
}
