import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct CodeByCaseTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-by-case", abstract: "How often each code was used in each case.")

    @OptionGroup var coded: CodedTableOptions

    func run() throws {
        try coded.run { _, data, _, missing in .cases(of: data, missing: missing) }
    }
}
