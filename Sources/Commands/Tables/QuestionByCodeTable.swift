import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct QuestionByCodeTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "question-by-code",
        abstract: "In how many of the cases with each answer to a question each code was used.",
        discussion: """
            Counted are cases in which something is coded, or with --uncoded all who were asked. A case has a code where any of its \
            interviews and open answers has it.
            """)

    @Argument(
        help: ArgumentHelp("A question of a survey, or an attribute of cases.", valueName: "name"),
        completion: .names(of: .closedQuestion))
    var name: String

    @Flag(name: .long, help: "Count cases too in which nothing is coded.")
    var uncoded = false

    @Flag(name: .long, help: "A coding counts for the codes above its own too.")
    var withChildren = false

    @OptionGroup var question: QuestionOptions
    @OptionGroup var cross: CrossTableOptions
    @OptionGroup var chosen: WhereOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let counted = try options.withStudy { study -> CrossTable in
            let (data, codebook) = try study.codingData(only: chosen.codings(in: study))
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let question = try question.question(name, in: study)
            let grouping = CodeGrouping.answers(to: question, of: data, missing: cross.missing)
            return CrossTable(
                data, codes: codes, by: grouping, counting: .cases, withChildren: withChildren,
                uncoded: uncoded ? grouping.columnsOfOthers(in: question, than: data) : [])
        }
        // A code that was never given is no column; an answer that nobody gave is a row.
        try cross.write(counted.transposed.withoutEmptyColumns(), minimum: nil, table, options)
    }
}
