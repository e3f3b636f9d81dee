import Analysis
import ArgumentParser
import Exporters
import FileFormats
import Importers
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
        let format = chosenFormat
        guard format.isDocument else { return try options.withStudy { try $0.codebook() }.write(to: file, as: format, options) }
        let document = try options.withStudy { study -> CodebookDocument in
            var document = try self.document.document(of: study.codebookState(at: nil), in: study)
            if counts {
                var uses: [Code.ID: CodeUse] = [:]
                for code in document.codebook.codes { uses[code.id] = try study.use(of: code.id) }
                document.uses = uses
            }
            if examples > 0 { document.examples = try passages(in: study) }
            return document
        }
        try document.codebook.write(to: file, as: format, options, document: document)
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

extension CodebookFileFormat {
    /// The one that was asked for, or else that of the file's name, or else YAML.
    static func chosen(_ format: Self?, for file: String) -> Self {
        format ?? Self(extension: InputFile(path: file).pathExtension) ?? .yaml
    }
}

extension Codebook {
    /// Writes the codebook, says so, and tells what the format has no place for.
    ///
    /// - Parameter document: what is written where the format is one for people.
    func write(
        to file: String, as format: CodebookFileFormat, _ options: StudyOptions, document: CodebookDocument? = nil
    ) throws {
        let name = file == "-" ? "codebook" : InputFile(path: file).name
        let content = try document?.content(format) ?? content(format, name: name)
        try OutputFile.write(file, bytes: content.bytes)
        if !content.losses.isEmpty {
            options.report(
                .note(
                    at: .init(file: name), document == nil ? .losses(content.losses) : .leftOut(content.losses),
                    remedy: document == nil ? "YAML holds all of it" : "they stand in it without --one-language"))
        }
        if let signs = document?.foreignSigns(in: content, format), signs > 0 {
            options.report(.note(at: .init(file: name), .foreignSigns(signs), remedy: "set it with lualatex"))
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

    func content(_ format: CodebookFileFormat, name: String) throws -> CodebookFileContent {
        switch format {
        case .csv: return CodebookCSV.content(of: self)
        case .qdc:
            do {
                return try CodebookQDC.content(of: self)
            } catch let error as CodebookError {
                throw Refusal(at: .init(file: name), Diagnostic.Message(error.problem), remedy: error.remedy)
            }
        default: return CodebookFileContent(bytes: Array(CodebookYAML.text(of: self).utf8))
        }
    }
}

extension CodebookDocument {
    fileprivate func content(_ format: CodebookFileFormat) -> CodebookFileContent {
        let losses = leftOut > 0 ? [CodebookLoss(what: "text in a further language", count: leftOut)] : []
        let bytes =
            switch format {
            case .markdown: Array(report.markdown().utf8)
            case .latex: Array(report.latex().utf8)
            default: report.html()
            }
        return CodebookFileContent(bytes: bytes, losses: losses)
    }

    /// In how many places of LaTeX there are signs that pdfLaTeX has no letters for.
    fileprivate func foreignSigns(in content: CodebookFileContent, _ format: CodebookFileFormat) -> Int {
        format == .latex ? String(decoding: content.bytes, as: UTF8.self).matches(of: /\\foreign\{/).count : 0
    }
}

extension Diagnostic.Message {
    fileprivate static func losses(_ losses: [CodebookLoss]) -> Self {
        "there is no place in it for \(listed(losses))"
    }

    fileprivate static func leftOut(_ losses: [CodebookLoss]) -> Self { "left out: \(listed(losses))" }

    fileprivate static func foreignSigns(_ count: Int) -> Self {
        "pdflatex has no letters for \(count.counted("run")) of signs, and names them by their numbers"
    }

    private static func listed(_ losses: [CodebookLoss]) -> String {
        losses.map { "\($0.what): \($0.count)" }.joined(separator: ", ")
    }
}
