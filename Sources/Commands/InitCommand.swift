import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel
import StudyStore

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new study.",
        discussion:
            "The file is readable for its owner only. Without a name it is called study.anker. With --json: \"study\" and \"codes\"."
    )

    @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
    var file = "study.anker"

    @Option(
        name: .long, help: ArgumentHelp("A codebook to begin with (YAML, CSV or QDC).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "csv", "qdc"]))
    var codebook: String?

    @Option(name: .long, help: ArgumentHelp("The language of the study.", valueName: "code"))
    var language = "de"

    @OptionGroup var coder: CoderOptions

    @Flag(name: .long, help: "Print JSON, one object a line.")
    var json = false

    @Flag(name: .long, help: "Say nothing of what was done; problems are still printed.")
    var quiet = false

    func run() throws {
        let book = try codebook.map { try CodebookFile.read($0, quiet: quiet) }
        let path = file.hasSuffix(".anker") ? file : file + ".anker"
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        var added = 0
        do {
            let study = try Study.create(path, name: name, language: language, by: coder.name)
            if let book {
                added = try study.importCodebook(book.codebook, scope: book.scope, input: book.hash, by: coder.name).added
            }
            try study.closeOrWarn(path)
            SharedFolder.warn(of: path)
        } catch let error as StudyError {
            throw Refusal(error, path: path)
        }
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("study", path)
            line.member("codes", added)
            line.endObject()
            try Output.line(line)
        } else if !quiet {
            try Output.line("made \(path.visible)" + (added > 0 ? " with \(added.counted("code"))" : ""))
        }
    }
}
