import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct CodebookExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the codebook as YAML, CSV or REFI-QDA's QDC.",
        discussion: """
            YAML holds all of a codebook. What the others have no place for is told with its count. With --json: "wrote", "codes" and \
            "dropped".
            """)

    @Argument(help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"))
    var file = "-"

    @Option(name: .long, help: "The format; else the file's name tells it, or else it is yaml.")
    var format: CodebookFormat?

    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.withStudy { try $0.codebook() }.write(to: file, as: format, options)
    }
}

extension Codebook {
    /// Writes the codebook, says so, and tells what the format has no place for.
    func write(to file: String, as format: CodebookFormat?, _ options: StudyOptions) throws {
        let name = file == "-" ? "codebook" : InputFile(path: file).name
        let content = try content(format ?? CodebookFormat(extension: InputFile(path: file).pathExtension) ?? .yaml, name: name)
        try OutputFile.write(file, bytes: content.bytes)
        if !content.losses.isEmpty {
            options.report(.note(at: .init(file: name), .losses(content.losses), remedy: "YAML holds all of it"))
        }
        guard options.json, file != "-" else { return try options.sayWritten(file, [("code", codes.count)]) }
        var line = JSONWriter()
        line.beginObject()
        line.member("wrote", file)
        line.member("codes", codes.count)
        if !content.losses.isEmpty {
            line.key("dropped")
            line.beginObject()
            for loss in content.losses { line.member(loss.what, loss.count) }
            line.endObject()
        }
        line.endObject()
        try Output.line(line)
    }

    private func content(_ format: CodebookFormat, name: String) throws -> CodebookFileContent {
        switch format {
        case .yaml: return CodebookFileContent(bytes: Array(CodebookYAML.text(of: self).utf8))
        case .csv: return CodebookCSV.content(of: self)
        case .qdc:
            do {
                return try CodebookQDC.content(of: self)
            } catch let error as CodebookError {
                throw Refusal(at: .init(file: name), Diagnostic.Message(error.problem), remedy: error.remedy)
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func losses(_ losses: [CodebookLoss]) -> Self {
        "there is no place in it for \(losses.map { "\($0.what): \($0.count)" }.joined(separator: ", "))"
    }
}
