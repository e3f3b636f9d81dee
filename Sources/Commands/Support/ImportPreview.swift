import FileFormats
import Importers
import StudyModel
import StudyStore

/// What an import would add; nothing is changed, and no study is needed.
struct ImportPreview {
    let options: ImportOptions
    let pattern: CasePattern?
    let skipping: Bool
    let report: ImportReport
    let bar: ProgressBar?

    func run(_ list: ImportList) throws {
        list.leftOut.forEach(Output.report)
        var maps = 0
        for item in list.items {
            bar?.begin(item.file.name, bytes: item.bytesToRead)
            do {
                switch item.format {
                case .transcript(let format):
                    var transcript = try format.read(item.file, options: options)
                    let caseName = pattern?.caseName(of: item.file, reporting: &transcript.diagnostics)
                    report.add(transcript, of: item.file, as: item.file.stem, caseName: caseName)
                case .project(let format):
                    var count = ProjectCount()
                    try format.read(item.file, options: options) { count.add($0) }
                    report.add(count.outcome, of: item.file)
                case .survey(let format):
                    let map = try options.map ?? format.guessedMap(item.file, options: options)
                    // Told when it is read.
                    _ = options.leftOut?.takeAll()
                    try read(item.file, format)
                    if report.json {
                        report.add(map, of: item.file)
                    } else {
                        try show(map, of: item.file, isFirst: maps == 0)
                        maps += 1
                    }
                }
            } catch let refusal as Refusal where skipping {
                options.leftOut?.takeAll().forEach(report.leaveOut)
                report.leaveOut(refusal)
            } catch let refusals as Refusals where skipping {
                report.leaveOut(refusals)
            }
        }
        try report.print()
    }

    /// Reads the survey as an import would, with all that it guesses, and says what it would add.
    private func read(_ file: InputFile, _ format: any SurveyFormat) throws {
        var sink = CountingSink()
        try format.read(file, options: options, into: &sink)
        options.leftOut?.takeAll().forEach(report.leaveOut)
        sink.diagnostics.forEach(report.say)
        report.say(.note(at: file.place(), .wouldAdd(sink)))
    }

    /// A map goes to standard output, so that it can be kept as a file; what is said about it does not.
    private func show(_ map: SurveyMap, of file: InputFile, isFirst: Bool) throws {
        report.say(.note(at: file.place(), "would be read by this map", remedy: "edit it, and give it back with --map"))
        // Several maps are several documents of YAML.
        try Output.write(Array(((isFirst ? "" : "---\n") + map.yaml).utf8))
    }
}

/// Counts a survey instead of storing it.
private struct CountingSink: SurveySink {
    private(set) var questions = 0
    private(set) var respondents = 0
    private(set) var answers = 0
    private(set) var diagnostics: [Diagnostic] = []

    mutating func begin(_ survey: Survey) { questions = survey.questions.count }

    mutating func append(_ batch: consuming AnswerBatch) {
        respondents += batch.respondents.count
        answers += batch.answers.count
    }

    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Diagnostic.Message {
    fileprivate static func wouldAdd(_ sink: CountingSink) -> Self {
        "would add \(sink.respondents.counted("respondent")), \(sink.questions.counted("question")) and \(sink.answers.counted("answer"))"
    }
}
