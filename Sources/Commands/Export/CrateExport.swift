import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct CrateExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crate", abstract: "Write the study, or what a pipeline made, as an RO-Crate for an archive.",
        discussion: """
            The folder has ro-crate-metadata.json (RO-Crate 1.1), which names every file with its size and SHA-256, and ro-crate-preview.html, which says the same to \
            people. Of a study come along the codebook and the tables of codes, sources and codings, without a word that a respondent said; files that were \
            read are named with their hashes. --with texts adds the whole study in study/, as 'anker export jsonl' writes it; --with originals these files too.

            With --pipeline the crate is of what a run made (Process Run Crate 0.5): the pipeline, its lock, and each step with what it read and wrote. \
            --with outputs and --with inputs add these files; without them they are known by their hashes. Nothing may have changed since the run.

            Names of sources, cases and coders stand in the tables, and examples in the codebook: look through them before you hand the folder on. Files of an \
            earlier export that are no more are removed. With --json: "wrote", "files", "steps", "known" (files by their hash alone) and "removed".
            """)

    @Argument(help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var about: CrateOptions

    @Option(
        name: .long,
        help: ArgumentHelp("What comes along besides; can be given several times.", valueName: "what"))
    var with: [CrateContent] = []

    @Option(
        name: .long, help: ArgumentHelp("The pipeline whose last run the crate is of.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var pipeline: String?

    @Option(
        name: [.customLong("lang"), .customLong("language")], help: "The language of the preview; without it that of the study."
    )
    var language: Language?

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard folder != "-" else { throw ValidationError("a folder cannot be written to standard output\nname a folder") }
        guard !folder.isEmpty else { throw ValidationError("the name of the folder is empty") }
        for content in with where content.isOfPipeline != (pipeline != nil) {
            throw ValidationError(
                content.isOfPipeline
                    ? "--with \(content.rawValue) is about a pipeline\nname it with --pipeline"
                    : "--with \(content.rawValue) is about a study\nleave out --pipeline, or add --with outputs")
        }
        guard pipeline != nil else { return }
        if options.study != nil { throw ValidationError("the pipeline names its study\nleave out --study") }
        if about.title == nil { throw ValidationError("a crate of a pipeline needs a --title") }
    }

    func run() throws {
        let with = Set(with)
        if let pipeline {
            let writing = try PipelineCrate(of: PipelineFolder(of: pipeline), with: with)
            return try finish(try writing.write(about, to: FolderDraft(folder, .crate)), in: .english)
        }
        try options.withStudy { study in
            let draft = try FolderDraft(folder, .crate)
            let crate = try StudyCrate.write(study, about, with: with, to: draft)
            try finish((crate, draft), in: crate.language.flatMap(Language.init(rawValue:)) ?? .english)
        }
    }

    private func finish(_ written: (crate: ResearchCrate, draft: FolderDraft), in studyLanguage: Language) throws {
        let (crate, draft) = written
        try draft.write(ResearchCrate.previewName, CratePreview.html(of: crate, in: language ?? studyLanguage))
        try draft.write(ResearchCrate.fileName, CrateMetadata.bytes(of: crate))
        let removed = try draft.finish()
        let contained = crate.files.count { $0.path != nil }
        try options.sayWritten(folder, [("file", contained), ("step", crate.steps.count)]) { line in
            line.member("known", crate.files.count - contained)
            line.member("removed", removed)
        }
    }
}

/// What can come along in a crate, beside what always does.
enum CrateContent: String, CaseIterable, ExpressibleByArgument {
    case texts, originals, inputs, outputs

    var isOfPipeline: Bool { self == .inputs || self == .outputs }
}
