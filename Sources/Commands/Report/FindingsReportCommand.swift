import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

/// The formats a report is written in.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case html, markdown, json

    /// By what the name of the file ends in.
    init?(ofFile path: String) {
        let endings: [(String, ReportFormat)] = [
            (".html", .html), (".htm", .html), (".md", .markdown), (".markdown", .markdown), (".json", .json),
        ]
        guard let found = endings.first(where: { path.lowercased().hasSuffix($0.0) }) else { return nil }
        self = found.1
    }
}

/// Which network a finding is shown with.
enum ReportNetwork: String, ExpressibleByArgument, CaseIterable {
    case auto, ties, actors, none

    var kinds: [FindingNetwork.Kind] {
        switch self {
        case .auto: [.ties, .actors]
        case .ties: [.ties]
        case .actors: [.actors]
        case .none: []
        }
    }
}

struct FindingsReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings", abstract: "Report what speaks for each finding of the codebook, and what against it.",
        discussion: """
            A section for each finding has the claim; the passages, sources and cases for and against it, with quotes; the codes and the \
            questions that bear on it; and the network that does, drawn and measured beside what chance gives. Where nothing contradicts a \
            finding, it says so. HTML is one file with its pictures, Markdown has none.

            Quoted are the strongest passages (by weight, then by how many coders and codes agree), a second one of a case only when each \
            other case has been heard. The network is that of ties (ties whose evidence lies in passages that bear on the finding, or in \
            answers to questions that do); where there are none, that of actors (those who speak for a case, tied to the finding by their \
            passages). Docs/Report.md says it all.
            """)

    @Argument(
        help: ArgumentHelp("Only these findings, by name.", valueName: "finding"), completion: .names(of: .finding))
    var findings: [String] = []

    @Option(name: .long, help: "How many passages are quoted for and as many against each finding.")
    var quotes = 3

    @Option(name: .long, help: "Which network is shown: of ties, of actors, or auto, the first of these that there is.")
    var network = ReportNetwork.auto

    @Option(name: .long, help: ArgumentHelp("How many random networks or groupings are tried.", valueName: "count"))
    var rounds = 1000

    @Option(name: [.customLong("lang"), .customLong("language")], help: "The language; without it that of the study.")
    var language: Language?

    @Option(name: .long, help: "The format to write; else by the name of the file, else markdown, or json with --json.")
    var format: ReportFormat?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; else standard output.", valueName: "file"),
        completion: .file(extensions: ["html", "md", "json"]))
    var output = "-"

    @OptionGroup var measuring: MeasureOptionGroup
    @OptionGroup var chosen: WhereOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        if !(0...1000 ~= quotes) { throw ValidationError("--quotes wants a number from 0 to 1000") }
        if !(0...1_000_000 ~= rounds) { throw ValidationError("--rounds wants a number from 0 to 1000000") }
    }

    func run() throws {
        let reported = try options.withStudy { study in try report(of: study) }
        let format = format ?? ReportFormat(ofFile: output) ?? (options.json && output == "-" ? .json : .markdown)
        switch format {
        case .html: try OutputFile.write(output, bytes: reported.document().html())
        case .markdown: try OutputFile.write(output, bytes: Array(reported.document().markdown().utf8))
        case .json:
            let json = reported.json()
            // A file is laid out for reading; lines are for programs.
            try OutputFile.write(output, bytes: output == "-" ? json.bytes + [UInt8(ascii: "\n")] : json.indentedBytes)
        }
        try options.sayWritten(output, [("finding", reported.report.sections.count)])
    }

    private func report(of study: Study) throws -> WrittenReport {
        let rows = try chosen.codings(in: study)
        var needs = QueryNeeds()
        needs.codebook = true
        needs.weights = true
        needs.cases = true
        needs.sourceNames = true
        needs.questions = true
        let material = try study.queryMaterial(needs)
        let (data, codebook) = try study.codingData(only: rows)
        let studyLanguage = try study.language()
        let language = language ?? Language(rawValue: studyLanguage) ?? .english
        var choices = FindingsReport.Options()
        choices.findings = try named(in: codebook)
        choices.quotes = quotes
        choices.networks = network.kinds
        choices.measures = measuring.choices
        choices.measures.rounds = rounds
        var sources = FindingsReport.Sources(material: material, chosen: rows, data: data, codebook: codebook)
        if network != .none { sources.actors = try study.actors() }
        if network.kinds.contains(.ties) {
            sources.ties = try study.ties()
            sources.evidence = try study.evidencePlaces().map(FindingTies.Evidence.init)
        }
        try FindingQuestions(study, material, rows, language).fill(&sources)
        var report = try Self.namingProblems {
            try FindingsReport(sources, choices) { try study.citations(of: $0, in: data) }
        }
        if let ties = report.sections.lazy.compactMap(\.network).first(where: { $0.kind == .ties }) {
            try measuring.check(ties.network, [.externalInternal], options, isCompared: false)
        }
        var places: [Int: FoundPlace] = [:]
        try study.forEachPlace(report.requests) { places[$0.number] = $0 }
        report.fill(places)
        return WrittenReport(
            report: report, study: try study.name(), studyLanguage: studyLanguage, codebook: codebook, limit: chosen.query,
            measures: choices.measures, words: ReportLanguage(language: language))
    }

    private static func namingProblems<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let problem as NetworkProblem {
            throw Refusal(at: .init(file: "report"), Diagnostic.Message(problem.description))
        }
    }

    /// The findings that were named; nil where none was, and all are meant.
    private func named(in codebook: Codebook) throws -> [String]? {
        let names = codebook.findings.map(\.name)
        guard !names.isEmpty else {
            throw Refusal(
                at: .init(file: "report"), "the codebook has no findings",
                remedy: "write them under 'findings' in a codebook, and take it in with 'anker codebook import'")
        }
        guard !findings.isEmpty else { return nil }
        return try findings.map { finding in
            guard let name = names.first(where: { $0 == finding.normalizedName || $0 == finding }) else {
                throw Refusal(
                    at: .init(file: "report"), .noFinding(finding), remedy: finding.suggestion(among: names, "there are"))
            }
            return name
        }
    }
}

/// A report with what it takes to write it.
struct WrittenReport {
    let report: FindingsReport
    /// The name of the study.
    let study: String
    let studyLanguage: String
    let codebook: Codebook
    /// The query that limits the codings; nil where none does.
    let limit: String?
    let measures: MeasureOptions
    let words: ReportLanguage
}

/// The questions that bear on findings, counted.
private struct FindingQuestions {
    private let study: Study
    private let language: Language
    /// By the row of the question and the finding: answers with a passage that bears on it.
    private let coded: [Int64: [String: Int]]

    init(_ study: Study, _ material: QueryMaterial, _ chosen: RowSet?, _ language: Language) {
        self.study = study
        self.language = language
        coded = FindingsReport.codedAnswers(material, only: chosen)
    }

    func fill(_ sources: inout FindingsReport.Sources) throws {
        for question in try study.bearingQuestions() {
            let isText = question.kind == .open || question.kind == .actor
            let closed = isText ? nil : try study.closedQuestion(named: question.name, survey: question.survey)
            for (finding, bearings) in question.bearings {
                let line: FindingsReport.QuestionLine
                if let closed {
                    let labels = question.labels.compactMapValues { $0[language.rawValue] }
                    line = .init(
                        closed, kind: question.kind, wording: question.wording, bearings: bearings, labels: labels)
                } else {
                    line = .init(
                        survey: question.survey, name: question.name, kind: question.kind, wording: question.wording,
                        bearing: bearings[""], answered: question.answers,
                        coded: question.kind == .open ? coded[question.row]?[finding] ?? 0 : nil)
                }
                sources.questions[finding, default: []].append(line)
                if let bearing = bearings[""] { sources.questionRows[finding, default: [:]][question.row] = bearing }
            }
        }
    }
}

extension FindingTies.Evidence {
    fileprivate init(_ place: EvidencePlace) {
        switch place {
        case .passage(let tie, let revision, let range):
            self.init(tie: tie, place: .passage(revision: revision, range))
        case .answer(let tie, let question, let source):
            self.init(tie: tie, place: .answer(question: question, source: source))
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func noFinding(_ name: String) -> Self { "no finding '\(name)'" }
}
