import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct JSONLExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jsonl", abstract: "Write the whole study as sorted JSON Lines and texts, for git.",
        discussion: """
            The folder has a file a table (codes.jsonl, codings.jsonl, …), the texts of sources in texts/, the files that they were read from in originals/, \
            and study.json, which names all of these. Lines are sorted by names and places: what changes in the study is what changes in the folder. \
            'anker import FOLDER' makes the same study of it, but for the journal. Files of an earlier export that are no more are removed; others \
            are left alone. Docs/Formats.md says what stands where.

            With --json: "wrote", "tables", "texts", "originals", "codings", "removed" and "dropped" (what is not in the folder).
            """)

    @Argument(help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
    var folder: String

    @Flag(name: .long, help: "Leave out the files that texts were read from.")
    var withoutOriginals = false

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard folder != "-" else { throw ValidationError("a folder cannot be written to standard output\nname a folder") }
        guard !folder.isEmpty else { throw ValidationError("the name of the folder is empty") }
    }

    func run() throws {
        try options.withStudy { study in
            let written = try StudyFolderWriting.write(study, to: folder, withOriginals: !withoutOriginals)
            try say(written)
        }
    }

    private func say(_ written: StudyFolderWriting) throws {
        let parts: [(what: String, count: Int)] = [
            ("table", written.tables), ("text", written.texts), ("original", written.originals), ("coding", written.codings),
        ]
        options.reportDropped(written.dropped, at: .init(file: InputFile(path: folder).name))
        try options.sayWritten(folder, parts) { line in
            line.member("removed", written.removed)
            line.counts("dropped", written.dropped)
        }
    }
}
