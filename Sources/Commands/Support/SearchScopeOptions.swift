import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension Transcript.Speaker.Role: ExpressibleByArgument {}

/// What of the study's texts a search looks through.
struct SearchScopeOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Only this source; a star stands for any rest. May be repeated.", valueName: "name"),
        completion: .names(of: .source))
    var source: [String] = []

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Only texts of this case. May be repeated.", valueName: "name"),
        completion: .names(of: .`case`))
    var caseName: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("Only answers to this question. May be repeated.", valueName: "name"),
        completion: .names(of: .question))
    var question: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("Only what this speaker says. May be repeated.", valueName: "name"),
        completion: .names(of: .speaker))
    var speaker: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only what speakers of this role say. May be repeated.", valueName: "role"))
    var role: [Transcript.Speaker.Role] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Only what overlaps a passage with this code or one under it. May be repeated.", valueName: "name"),
        completion: .names(of: .code))
    var code: [String] = []

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only turns for which this query holds; see 'anker find --help'.", valueName: "query"))
    var query: String?

    @Flag(name: .long, help: "Leave the open answers of surveys out.")
    var noAnswers = false

    /// Whether nothing is said of where to look.
    var isEmpty: Bool {
        [source, caseName, question, speaker, code].allSatisfy(\.isEmpty) && role.isEmpty && query == nil && !noAnswers
    }

    func validate() throws {
        guard question.isEmpty || !noAnswers else {
            throw ValidationError("--question looks through answers, --no-answers leaves them out")
        }
        guard question.isEmpty || (speaker.isEmpty && role.isEmpty) else {
            throw ValidationError("an answer has no speaker; leave out --question, or --speaker and --role")
        }
    }

    /// - Throws: `Refusal` where the query cannot be understood.
    func scope(in study: Study) throws -> SearchScope {
        var scope = SearchScope()
        scope.sources = source
        scope.caseNames = caseName
        scope.questions = question
        scope.speakers = speaker
        scope.roles = role
        scope.codes = code
        scope.answers = !noAnswers
        if let query {
            let (material, hits) = try StudyQuery(query, in: study).hits(.turn)
            scope.turns = Dictionary(grouping: hits) { material.documents[$0.document].revision }
                .mapValues { Set($0.map(\.lower)) }
        }
        return scope
    }
}
