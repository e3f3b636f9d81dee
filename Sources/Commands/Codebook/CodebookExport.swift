import Analysis
import ArgumentParser
import Exporters
import StudyModel
import StudyStore

struct CodebookExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the codebook as YAML, CSV or REFI-QDA's QDC, or as a document for people.",
        discussion: """
            YAML holds all of a codebook. What CSV and QDC have no place for is told with its count.

            HTML, Markdown and LaTeX are documents, for the appendix of a paper or for the table where people code: findings with their \
            codes, each code with all its texts, numbered by its place in the tree, and an index. They are not read again. HTML is one \
            file that prints on A4; LaTeX wants two runs of pdflatex or lualatex. Codes' counts and passages are in them on demand.

            With --json: "wrote", "codes" and "dropped".
            """)

    @Argument(help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"))
    var file = "-"

    @Option(name: .long, help: "The format; else the file's name tells it, or else it is yaml.")
    var format: CodebookFileFormat?

    @OptionGroup var document: CodebookDocumentOptions

    @Flag(name: .long, help: "In a document say of each code how often it was given, by how many and in how many sources.")
    var counts = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "In a document quote so many passages of each code: the strongest, and of each case one first.", valueName: "count")
    )
    var examples = 0

    @OptionGroup var options: StudyOptions

    private var chosenFormat: CodebookFileFormat { .chosen(format, for: file) }

    func validate() throws {
        if !(0...1000 ~= examples) { throw ValidationError("--examples wants a number from 0 to 1000") }
        guard chosenFormat.isDocument || !(document.isGiven || counts || examples > 0) else {
            throw ValidationError(
                "--language, --one-language, --counts and --examples go with html, markdown and latex, not with \(chosenFormat)"
            )
        }
    }

    func run() throws {
        switch chosenFormat.kind {
        case .data(let format):
            try options.withStudy { try $0.codebook() }.write(to: file, as: format, options)
        case .document(let format):
            try options.withStudy { try wholeDocument(in: $0) }.write(to: file, as: format, options)
        }
    }

    private func wholeDocument(in study: Study) throws -> CodebookDocument {
        var document = try self.document.document(of: study.codebookState(at: nil), in: study)
        if counts {
            var uses: [Code.ID: CodeUse] = [:]
            for code in document.codebook.codes { uses[code.id] = try study.use(of: code.id) }
            document.uses = uses
        }
        if examples > 0 { document.examples = try passages(in: study) }
        return document
    }

    /// Passages of each code with their words.
    private func passages(in study: Study) throws -> [Code.ID: [FoundPlace]] {
        var needs = QueryNeeds()
        needs.codebook = true
        needs.weights = true
        needs.cases = true
        needs.sourceNames = true
        let chosen = CodeExamples.choose(examples, of: try study.queryMaterial(needs))
        var places: [Int: FoundPlace] = [:]
        try study.forEachPlace(chosen.map(\.place)) { places[$0.number] = $0 }
        var examples: [Code.ID: [FoundPlace]] = [:]
        for (code, request) in chosen {
            guard let place = places[request.number], place.quote?.isEmpty == false else { continue }
            examples[code, default: []].append(place)
        }
        return examples
    }
}
