import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension Frequencies.Measure: ExpressibleByArgument {}

struct FrequenciesTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frequencies", abstract: "How often each code was used, by itself and with the codes under it.")

    @Option(name: .long, help: "Which count --min, --top and --sort go by.")
    var by = Frequencies.Measure.codings

    @OptionGroup var rows: RowOptions
    @OptionGroup var chosen: WhereOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (data, codebook) = try options.withStudy { try $0.codingData(only: chosen.codings(in: $0), .counts) }
        let codes = CodeIndex(codebook, rows: data.codeRows)
        let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
        let choice = rows.choice()
        // A code that was never given would be no bar.
        let drawn = rows.choice(minimum: 1)
        try table.write(
            frequencies.table(codes, by: by, choice: choice), chart: frequencies.chart(codes, by: by, choice: drawn), options)
    }
}
