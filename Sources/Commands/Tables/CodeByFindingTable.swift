import Analysis
import ArgumentParser
import StudyModel
import StudyStore

struct CodeByFindingTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-by-finding", abstract: "How often codes were used that bear on each finding.")

    @OptionGroup var coded: CodedTableOptions

    func run() throws {
        try coded.run { study, _, codes, missing in .findings(of: try study.codebook(), codes, missing: missing) }
    }
}
