import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct CodeByCoderTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-by-coder", abstract: "How often each coder used each code.")

    @OptionGroup var coded: CodedTableOptions

    func run() throws {
        try coded.run { _, data, _, _ in .coders(of: data) }
    }
}
