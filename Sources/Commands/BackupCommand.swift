import ArgumentParser
import FileFormats
import Foundation
import StudyModel
import StudyStore

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Make a copy of the study, and look it through.",
        discussion: """
            Others may write to the study meanwhile. The copy is readable for its owner only and takes the place of no file. Without a name \
            it lies beside the study, as in dorf.anker.backup-2026-01-31. To work with a copy, give it a name that ends in .anker. \
            With --json: "backup" and "bytes".
            """)

    @Argument(help: ArgumentHelp("The copy.", valueName: "file"), completion: .file())
    var file: String?

    @OptionGroup var options: StudyOptions

    func run() throws {
        let backup = try options.withStudy { study in
            do {
                return try study.backup(to: file)
            } catch let error as StudyError where error == .exists {
                throw Refusal(error, path: file ?? "")
            }
        }
        var info = stat()
        let bytes = stat(backup, &info) == 0 ? Int(info.st_size) : 0
        let name = backup.seenFromHere
        if options.json {
            var line = JSONWriter()
            line.beginObject()
            line.member("backup", name)
            line.member("bytes", bytes)
            line.endObject()
            try Output.line(line)
        } else if !options.quiet {
            try Output.line("copied the study to \(name)".visible)
        }
    }
}

extension String {
    /// A path without the folder that the command runs in.
    var seenFromHere: String {
        let folder = FileManager.default.currentDirectoryPath + "/"
        return hasPrefix(folder) ? String(dropFirst(folder.count)) : self
    }
}
