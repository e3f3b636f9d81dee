import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CasesAssign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Let sources, or speakers in them, belong to a case.",
        discussion: """
            A source belongs to one case, and several sources may belong to the same. With --speaker it is not the source that belongs \
            to the case, but who speaks in it under that name: in a group interview every speaker can be a case. A condition such as \
            case.age > 60 then asks for the speaker's turns too.

            With --json a line has "source", "speaker", "case" and "was".
            """)

    @Argument(help: ArgumentHelp("The case.", valueName: "case"), completion: .names(of: .case))
    var name: String

    @Argument(help: ArgumentHelp("The sources.", valueName: "source"), completion: .names(of: .source))
    var sources: [String]

    @Option(
        name: .long, help: ArgumentHelp("Who of those who speak in them.", valueName: "name"), completion: .names(of: .speaker))
    var speaker: String?

    @Flag(name: .long, help: "Add the case where there is none.")
    var add = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.say(
            try options.withStudy {
                try $0.assign(sources, speaker: speaker, to: name, adding: add, dryRun: change.dryRun, by: change.coder)
            }, change)
    }
}

struct CasesUnassign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign", abstract: "Let sources, or speakers in them, belong to no case.",
        discussion: "With --json a line has \"source\", \"speaker\" and \"was\".")

    @Argument(help: ArgumentHelp("The sources.", valueName: "source"), completion: .names(of: .source))
    var sources: [String]

    @Option(
        name: .long, help: ArgumentHelp("Who of those who speak in them.", valueName: "name"), completion: .names(of: .speaker))
    var speaker: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.say(
            try options.withStudy {
                try $0.assign(sources, speaker: speaker, to: nil, dryRun: change.dryRun, by: change.coder)
            }, change)
    }
}

extension StudyOptions {
    fileprivate func say(_ assignments: [CaseAssignment], _ change: ChangeOptions) throws {
        for assignment in assignments {
            try say(assignment.told(change.dryRun), change) { line in
                line.member("source", assignment.source)
                line.member("speaker", assignment.speaker)
                line.member("case", assignment.after)
                line.member("was", assignment.before)
            }
        }
    }
}

extension CaseAssignment {
    fileprivate func told(_ dryRun: Bool) -> String {
        let what = speaker.map { "\($0) in \(source)" } ?? source
        let verb = dryRun ? "would belong" : "belongs"
        guard isChange else { return "\(what): \(after.map { "belongs to \($0)" } ?? "belongs to no case") already" }
        let was = before.map { ", before to \($0)" } ?? ""
        return "\(what): \(verb) to \(after ?? "no case")\(was)"
    }
}
