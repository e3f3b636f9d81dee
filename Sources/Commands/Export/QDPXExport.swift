import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct QDPXExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qdpx", abstract: "Write the study as a REFI-QDA project, which other programs for qualitative data open.",
        discussion: """
            NVivo, ATLAS.ti, MAXQDA, QualCoder and others read users, codes, cases with their attributes, texts, codings, memos, findings as sets and \
            ties as links. What the format has no place for is told with its count; most of it stands in a file in the package that other programs pass \
            over. Docs/Formats.md says what goes where.

            With --json: "wrote", what it holds, "beside" (only in that file) and "dropped" (not in the package).
            """)

    @Argument(
        help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"),
        completion: .file(extensions: ["qdpx"]))
    var file: String

    @Option(
        name: .long,
        help: "Which open answers come along as texts; coded are those on which a coding, memo, mention or link lies.")
    var answers = ProjectAnswers.coded

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What a text is whose times are known: a text, or the transcript of a recording, with its times.",
            discussion: "The recording does not come along; QualCoder stops where it is not there."))
    var timed = ProjectTimedTexts.text

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Give texts that were read from a Word document with that document, beside their plain text.",
            discussion: "A program that shows the document may count positions in its own reading of it."))
    var documents = false

    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.withStudy { study in
            var form = ProjectForm()
            (form.answers, form.timed, form.hasDocuments) = (answers, timed, documents)
            let written = try ProjectWriting.write(study, form, to: file)
            try say(written.counts, written.losses)
        }
    }

    private func say(_ counts: REFIProject.Counts, _ losses: ProjectLosses) throws {
        let parts: [(what: String, count: Int)] = [
            ("code", counts.codes), ("case", counts.cases), ("source", counts.sources), ("coding", counts.codings),
            ("note", counts.notes), ("link", counts.links),
        ]
        let place = Diagnostic.Place(file: InputFile(path: file).name)
        if !losses.beside.isEmpty {
            options.report(
                .note(at: place, .beside(losses.beside), remedy: "it stands in \(ProjectRows.fileName) in the package"))
        }
        options.reportDropped(losses.dropped, at: place)
        try options.sayWritten(file, parts) { line in
            line.counts("beside", losses.beside)
            line.counts("dropped", losses.dropped)
        }
    }
}

struct QDCExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qdc", abstract: "Write the codebook as REFI-QDA's QDC.",
        discussion: "The same as 'anker codebook export --format qdc'. What the format has no place for is told with its count."
    )

    @Argument(
        help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"),
        completion: .file(extensions: ["qdc"]))
    var file: String

    @OptionGroup var options: StudyOptions

    func run() throws { try options.withStudy { try $0.codebook() }.write(to: file, as: .qdc, options) }
}

extension ProjectAnswers: ExpressibleByArgument {}

extension ProjectTimedTexts: ExpressibleByArgument {}

extension Diagnostic.Message {
    fileprivate static func beside(_ kinds: [ProjectLosses.Kind]) -> Self {
        "other programs do not see \(kinds.list)"
    }
}
