import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct CodeBySpeakerTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-by-speaker", abstract: "How often each code was used where each person speaks.",
        discussion: """
            Speakers are told apart by the name that stands in the transcript; with --role by what they are. A passage over several turns \
            counts for everybody who speaks in it.
            """)

    @Flag(name: .long, help: "By interviewer, respondent and other.")
    var role = false

    @OptionGroup var coded: CodedTableOptions

    func run() throws {
        try coded.run(.cues) { _, data, _, missing in .speakers(of: data, byRole: role, missing: missing) }
    }
}
