import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct CodeBySourceTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-by-source", abstract: "How often each code was used in each source.")

    @OptionGroup var coded: CodedTableOptions

    func run() throws {
        try coded.run { _, data, _, _ in .sources(of: data) }
    }
}
