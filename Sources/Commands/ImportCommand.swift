import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel
import StudyStore

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take files into the study.",
        discussion: """
            Files and folders; a folder is taken whole, but for hidden files and studies. One command is one change: all of it, or nothing. What is in the study \
            already, by its content, is not added again.

            --case gives interviews their case by the name of their file: 'interview-{Nr}=Initiative {Nr}'. A survey's map does the \
            same, so that a person's interview and questionnaire meet. --dry-run prints the map that a survey would be read by, to be \
            edited and given back with --map.

            With --json there is a line a file: "file", "outcome" (added or known), "as" (its name in the study), "case", what was added \
            by number, of a project "leftOut" (what a study has no place for, by kind), and with --dry-run "map" and "dryRun".
            """)

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp("The case of each transcript, by the name of its file.", valueName: "pattern"))
    var casePattern: String?

    @Flag(
        name: .long,
        help: "Leave out files that cannot be read, and of a project what has no place in its texts; take in the rest.")
    var skip = false

    @Flag(name: .long, help: "Say what would be added, and add nothing; prints the map of a survey.")
    var dryRun = false

    @OptionGroup var reading: ImportOptionGroup
    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !files.contains("") else { throw ValidationError("the name of a file is empty") }
        if let casePattern, CasePattern(casePattern) == nil {
            throw ValidationError("--case is no pattern\nwrite it like 'interview-{Nr}=Initiative {Nr}'")
        }
    }

    func run() throws {
        var importOptions = try reading.options()
        let list = try ImportList(files, as: reading.match, limits: importOptions.limits)
        let monitor = ReadingMonitor()
        importOptions.limits.monitor = monitor
        try Interruption.handled(stopping: monitor) {
            guard ProgressBar.isWanted, !options.quiet else { return try run(list, importOptions, nil) }
            let bar = ProgressBar(monitor, total: list.items.reduce(0) { $0 + $1.bytesToRead })
            try bar.running { try run(list, importOptions, bar) }
        }
    }

    private func run(_ list: ImportList, _ importOptions: ImportOptions, _ bar: ProgressBar?) throws {
        let pattern = casePattern.flatMap { CasePattern($0) }
        var importOptions = importOptions
        if skip { importOptions.leftOut = LeftOutFiles() }
        importOptions.skipsUnplaced = skip
        let report = ImportReport(json: options.json, quiet: options.quiet, isPreview: dryRun)
        IdleOptions(reading, casePattern: casePattern != nil, items: list.items).notes.forEach(report.say)
        if dryRun {
            let preview = ImportPreview(
                options: importOptions, pattern: pattern, skipping: skip, report: report, bar: bar)
            try preview.run(list)
            if report.leftOut > 0 || list.leavesOut { throw ExitCode.leftOut }
            return
        }
        list.leftOut.forEach(Output.report)
        try options.withStudy { study in
            try study.takeIn(by: coder.name) { intake in
                var intaker = FileIntaker(
                    options: importOptions, pattern: pattern, skipping: skip, report: report, bar: bar)
                try intaker.take(list.items, into: &intake)
            }
        }
        try report.print()
        if report.leftOut > 0 || list.leavesOut { throw ExitCode.leftOut }
    }
}

/// Reads files on one thread and hands them to the study on another.
struct FileIntaker {
    let options: ImportOptions
    let pattern: CasePattern?
    let skipping: Bool
    let report: ImportReport
    let bar: ProgressBar?

    /// Transcripts that follow one another share a pipeline; each survey has its own.
    mutating func take(_ items: [ImportList.Item], into intake: inout Intake) throws {
        var transcripts: [(ImportList.Item, any TranscriptFormat)] = []
        for item in items {
            switch item.format {
            case .transcript(let format): transcripts.append((item, format))
            case .survey(let format):
                try take(transcripts, into: &intake)
                transcripts = []
                try take(item, format, into: &intake)
            case .project(let format):
                try take(transcripts, into: &intake)
                transcripts = []
                try takeProject(item, format, into: &intake)
            }
        }
        try take(transcripts, into: &intake)
    }

    private func take(_ items: [(ImportList.Item, any TranscriptFormat)], into intake: inout Intake) throws {
        guard !items.isEmpty else { return }
        let (options, pattern, skipping, bar) = (options, pattern, skipping, bar)
        try pipelined(capacity: 16) { (send: (Result<TranscriptIntake, Refusal>) throws -> Void) in
            for (item, format) in items {
                let file = item.file
                bar?.begin(file.name, bytes: item.bytesToRead)
                do {
                    var intake = try TranscriptIntake(reading: file, as: format, options: options)
                    intake.caseName = pattern?.caseName(of: file, reporting: &intake.transcript.diagnostics)
                    try send(.success(intake))
                } catch let refusal as Refusal where skipping {
                    try send(.failure(refusal))
                }
            }
        } consume: { next in
            while let read = try next() {
                switch read {
                case .success(let transcript): report.add(transcript, outcome: try intake.add(transcript))
                case .failure(let refusal): report.leaveOut(refusal)
                }
            }
        }
    }

    private func take(_ item: ImportList.Item, _ format: any SurveyFormat, into intake: inout Intake) throws {
        let (options, file) = (options, item.file)
        try leavingOut(item) {
            let original = Background("hash") { try OriginalFile(file, keepingContent: false) }
            let outcome = try intake.addSurvey(size: item.size, original: original.value, undoingFailure: skipping) { writer in
                try pipelined(capacity: 8) { (send: (SurveyPart) throws -> Void) in
                    try withoutActuallyEscaping(send) { send in
                        var sink = ForwardingSink(send: send)
                        try format.read(file, options: options, into: &sink)
                    }
                } consume: { next in
                    while let part = try next() {
                        switch part {
                        case .begin(let survey): try writer.begin(survey)
                        case .answers(let answers): try writer.append(answers)
                        case .finish(let survey, let diagnostics): try writer.finish(survey, diagnostics: diagnostics)
                        }
                    }
                }
            }
            options.leftOut?.takeAll().forEach(report.leaveOut)
            report.add(file, outcome: outcome)
            if case .known = outcome, options.map != nil {
                report.say(.note(at: file.place(), "was taken in before, by the map of that time; this one was not used"))
            }
        }
    }

    private func takeProject(_ item: ImportList.Item, _ format: any ProjectFormat, into intake: inout Intake) throws {
        let (options, file) = (options, item.file)
        try leavingOut(item) {
            let original = Background("hash") { try OriginalFile(file, keepingContent: false) }
            let hash = { try original.value().hash }
            let outcome = try intake.addProject(hash: hash, undoingFailure: skipping) { writer in
                try pipelined(capacity: 8) { (send: (ProjectPart) throws -> Void) in
                    try format.read(file, options: options) { try send($0) }
                } consume: { next in
                    while let part = try next() { try writer.add(part) }
                }
            }
            report.add(file, outcome: outcome)
        }
    }

    /// Takes in a file whose failure leaves it out, where that is wanted.
    private func leavingOut(_ item: ImportList.Item, _ take: () throws -> Void) throws {
        bar?.begin(item.file.name, bytes: item.bytesToRead)
        do {
            try take()
        } catch let refusal as Refusal where skipping {
            options.leftOut?.takeAll().forEach(report.leaveOut)
            report.leaveOut(refusal)
        } catch let refusals as Refusals where skipping {
            report.leaveOut(refusals)
        } catch let error as StudyError {
            // Told at the file that was read, since the study is as it was.
            let refusal = Refusal(at: item.file.place(), Diagnostic.Message(error.problem), remedy: error.remedy)
            guard skipping else { throw refusal }
            options.leftOut?.takeAll().forEach(report.leaveOut)
            report.leaveOut(refusal)
        }
    }
}

extension TranscriptIntake {
    /// Reads a transcript, under the name of its file.
    init(reading file: InputFile, as format: any TranscriptFormat, options: ImportOptions) throws {
        let original = try OriginalFile(file, keepingContent: true)
        self.init(
            name: file.stem, caseName: nil, transcript: try format.read(file, options: options), original: original)
    }
}

extension CasePattern {
    func caseName(of file: InputFile, reporting diagnostics: inout [Diagnostic]) -> String? {
        if let name = caseName(forFile: file.stem) { return name }
        diagnostics.append(
            .warning(
                at: file.place(), "the file name does not match --case; it gets no case",
                remedy: "rename the file, or import it by itself with another pattern"))
        return nil
    }
}

/// A survey on its way from the reading thread.
private enum SurveyPart: Sendable {
    case begin(Survey)
    case answers(PreparedAnswers)
    case finish(Survey, [Diagnostic])
}

private struct ForwardingSink: SurveySink {
    let send: (SurveyPart) throws -> Void
    private var survey = Survey(name: "", format: "")

    init(send: @escaping (SurveyPart) throws -> Void) { self.send = send }

    mutating func begin(_ survey: Survey) throws {
        self.survey = survey
        try send(.begin(survey))
    }

    mutating func append(_ batch: consuming AnswerBatch) throws {
        try send(.answers(PreparedAnswers(batch, of: survey)))
    }

    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws { try send(.finish(survey, diagnostics)) }
}
