import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct QuestionByQuestionTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "question-by-question", abstract: "The answers to one question by those to another.",
        discussion: """
            Counted are respondents where both questions are of one survey, else cases, which join several surveys and attributes. Who gave \
            no answer to one of the two is not in the base, unless --with-missing is given.

            A question of several boxes is named by what stands before the bracket of its parts. Who ticked several stands in several \
            rows or columns and once in the totals, so percentages of respondents add up to more than 100; a note tells how many ticks \
            there are.
            """)

    @Argument(help: ArgumentHelp("The question in the rows.", valueName: "rows"), completion: .names(of: .closedQuestion))
    var first: String

    @Argument(help: ArgumentHelp("The question in the columns.", valueName: "columns"), completion: .names(of: .closedQuestion))
    var second: String

    @OptionGroup var question: QuestionOptions
    @OptionGroup var cross: CrossTableOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (left, right) = try options.withStudy { study in
            (try question.question(first, in: study), try question.question(second, in: study, takesClasses: false))
        }
        let counted = CrossTable(left, by: right, showsMissing: cross.withMissing)
        for side in [left, right] where side.takesSeveral {
            options.report(.note(at: .init(file: "table"), .severalResponses(side)))
        }
        try cross.write(counted, minimum: nil, table, options)
    }
}

extension Diagnostic.Message {
    fileprivate static func severalResponses(_ question: ClosedQuestion) -> Self {
        let answered = question.holders.filter { holder in
            holder.categories.contains { !question.categories[$0].isMissing }
        }
        let responses = answered.reduce(0) { $0 + $1.categories.count }
        let holders = answered.count.counted(question.survey == nil ? "case" : "respondent")
        return "'\(question.name)' has \(responses.counted("answer")) of \(holders)"
    }
}
