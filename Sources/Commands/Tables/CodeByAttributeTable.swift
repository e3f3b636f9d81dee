import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct CodeByAttributeTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-by-attribute",
        abstract: "How often each code was used in the cases with each value of an attribute, or each answer to a question.",
        discussion: """
            Of an interview the attributes of its case count, and what the case answered in a survey. Answers that stand for none are left \
            out of the base, unless --with-missing is given.
            """)

    @Argument(
        help: ArgumentHelp("An attribute of cases, or a question of a survey.", valueName: "name"),
        completion: .names(of: .closedQuestion))
    var name: String

    @OptionGroup var question: QuestionOptions
    @OptionGroup var coded: CodedTableOptions

    func run() throws {
        try coded.run { study, data, _, missing in
            .answers(to: try question.question(name, in: study), of: data, missing: missing)
        }
    }
}
