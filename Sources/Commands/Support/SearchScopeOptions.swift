import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension Transcript.Speaker.Role: ExpressibleByArgument {}

/// What of the study's texts a search looks through.
struct SearchScopeOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Only this source; a star stands for any rest. May be repeated.", valueName: "name"))
    var source: [String] = []

    @Option(name: .customLong("case"), help: ArgumentHelp("Only texts of this case. May be repeated.", valueName: "name"))
    var caseName: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only answers to this question. May be repeated.", valueName: "name"))
    var question: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only what this speaker says. May be repeated.", valueName: "name"))
    var speaker: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only what speakers of this role say. May be repeated.", valueName: "role"))
    var role: [Transcript.Speaker.Role] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Only what overlaps a passage with this code or one under it. May be repeated.", valueName: "name"))
    var code: [String] = []

    @Flag(name: .long, help: "Leave the open answers of surveys out.")
    var noAnswers = false

    func validate() throws {
        guard question.isEmpty || !noAnswers else {
            throw ValidationError("--question looks through answers, --no-answers leaves them out")
        }
        guard question.isEmpty || (speaker.isEmpty && role.isEmpty) else {
            throw ValidationError("an answer has no speaker; leave out --question, or --speaker and --role")
        }
    }

    var scope: SearchScope {
        var scope = SearchScope()
        scope.sources = source
        scope.caseNames = caseName
        scope.questions = question
        scope.speakers = speaker
        scope.roles = role
        scope.codes = code
        scope.answers = !noAnswers
        return scope
    }
}
