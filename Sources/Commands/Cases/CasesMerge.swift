import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

extension CaseKeeping: ExpressibleByArgument {}

struct CasesMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Give everything of some cases to another one, and take the cases out.",
        discussion: """
            Where the cases differ in an attribute nothing is done, and both values are shown, unless --keep says which stay: 'first' \
            those of the case that is named first, 'into' those of the case that stays. A value that only one has is taken over.

            With --json there is one line: "into", "merged", "sources", "speakers", "questionnaires", "actors", "memos", "values" and \
            "dropped".
            """)

    @Argument(help: ArgumentHelp("The cases to merge.", valueName: "case"), completion: .names(of: .case))
    var names: [String]

    @Option(name: .long, help: ArgumentHelp("The case that stays.", valueName: "case"), completion: .names(of: .case))
    var into: String

    @Option(name: .long, help: "Whose values stay where the cases differ.")
    var keep: CaseKeeping?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let outcome = try options.withStudy {
            try $0.mergeCases(names, into: into, keeping: keep, dryRun: change.dryRun, by: change.coder)
        }
        guard outcome.conflicts.isEmpty || keep != nil else {
            for conflict in outcome.conflicts {
                Output.report(
                    .error(
                        at: .init(file: "cases"), .differ(conflict),
                        remedy: "pass --keep first or --keep into, or correct one with 'anker attributes set'"))
            }
            throw ExitCode.notDone
        }
        for survey in outcome.repeatedSurveys {
            options.report(.note(at: .init(file: "cases"), .severalQuestionnaires(outcome.target, survey)))
        }
        let counts = [
            (outcome.sources, "source"), (outcome.speakers, "speaker"), (outcome.respondents, "questionnaire"),
            (outcome.actors, "actor"), (outcome.memos, "memo"), (outcome.values, "attribute value"),
        ]
        var parts = counts.filter { $0.0 > 0 }.map { $0.0.counted($0.1) }
        if outcome.dropped > 0 { parts.append("\(outcome.dropped.counted("other value")) dropped") }
        let told = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
        try options.say(
            "\(change.dryRun ? "would merge" : "merged") \(outcome.merged.joined(separator: ", ")) into \(outcome.target)\(told)",
            change
        ) { line in
            line.member("into", outcome.target)
            line.member("merged", outcome.merged)
            line.member("sources", outcome.sources)
            line.member("speakers", outcome.speakers)
            line.member("questionnaires", outcome.respondents)
            line.member("actors", outcome.actors)
            line.member("memos", outcome.memos)
            line.member("values", outcome.values)
            line.member("dropped", outcome.dropped)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func differ(_ conflict: CaseMergeOutcome.Conflict) -> Self {
        "attribute '\(conflict.attribute)' is \(told(conflict.values)) of '\(conflict.caseName)' and \(told(conflict.otherValues)) of '\(conflict.other)'"
    }
    private static func told(_ values: [String]) -> String { values.map { "'\($0)'" }.joined(separator: " and ") }
    fileprivate static func severalQuestionnaires(_ name: String, _ survey: String) -> Self {
        "case '\(name)' has several questionnaires of survey '\(survey)' now, and the answers of each"
    }
}
