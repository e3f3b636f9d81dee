import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension CrossTable.Percent: ExpressibleByArgument {}
extension CrossTable.CodedUnit: ExpressibleByArgument {}

/// How a cross table is set out and tested.
struct CrossTableOptions: ParsableArguments {
    @Option(name: .long, help: "Percentages instead of counts, each of its row, column or the whole.")
    var percent: CrossTable.Percent?

    @Flag(name: .long, help: "One line a cell, with count and percentages, as JSON always has it.")
    var list = false

    @Flag(name: .long, help: "Test instead whether rows and columns go together.")
    var tests = false

    @Flag(name: .long, help: "Count those too who stand in no column, and the reasons why there is no answer.")
    var withMissing = false

    @Option(
        name: .long,
        help: ArgumentHelp("Go by this column for --min, --top and --sort; else by the total.", valueName: "column"))
    var by: String?

    @OptionGroup var rows: RowOptions

    var missing: CodeGrouping.Missing { withMissing ? .shown : .leftOut }

    /// Prints the table, or its tests, and says what is not in it.
    ///
    /// - Parameter minimum: rows with less are left out where nothing else is said.
    func write(_ table: CrossTable, minimum: Double?, _ output: TableOptions, _ options: StudyOptions) throws {
        let column = try by.map { name -> Int in
            let place = table.columns.firstIndex(of: name.normalizedName) ?? table.columns.firstIndex(of: name)
            guard let place else {
                throw Refusal(
                    at: .init(file: "table"), .noColumn(name),
                    remedy: table.columns.isEmpty ? "there is none" : name.suggestion(among: table.columns, "there are"))
            }
            return place
        }
        let layout = CrossTable.Layout(percent: percent, choice: rows.choice(minimum: minimum), by: column)
        report(table, layout, options)
        if tests { return try output.write(table.testTable(layout), options) }
        let isList = list || output.isJSON(options)
        try output.write(isList ? table.list(layout) : table.matrix(layout), chart: table.chart(layout), options)
    }

    private func report(_ table: CrossTable, _ layout: CrossTable.Layout, _ options: StudyOptions) {
        let place = Diagnostic.Place(file: "table")
        if table.leftOut > 0 {
            options.report(.note(at: place, .leftOut(table), remedy: "count them with --with-missing"))
        }
        guard tests else { return }
        if table.clusters > 0, table.clusters < table.total {
            options.report(
                .note(
                    at: place, .notIndependent(table), remedy: "take the probabilities for too small, or count each case once"))
        }
        let count = table.tests(layout).count { $0.table.isTestable }
        if count > 1 { options.report(.note(at: place, .severalTests(count))) }
    }
}

extension Diagnostic.Message {
    fileprivate static func noColumn(_ name: String) -> Self { "no column '\(name)'" }
    fileprivate static func leftOut(_ table: CrossTable) -> Self {
        let word = table.leftOut == 1 ? String(table.unit.dropLast()) : table.unit
        return "\(table.leftOut) \(word) without \(table.lacking) \(table.leftOut == 1 ? "is" : "are") left out"
    }
    fileprivate static func notIndependent(_ table: CrossTable) -> Self {
        "\(table.total) \(table.unit) come from \(table.clusters.counted("case")), and those of one are not independent"
    }
    fileprivate static func severalTests(_ count: Int) -> Self {
        "these are \(count) tests, and by chance alone one in twenty falls below p = 0.05"
    }
}

/// What is counted of codings, and for which codes.
struct CodedTableOptions: ParsableArguments {
    @Option(name: .long, help: "What is counted.")
    var count = CrossTable.CodedUnit.codings

    @Flag(name: .long, help: "A coding counts for the codes above its own too.")
    var withChildren = false

    @Flag(name: .long, help: "Show codes too that were never given.")
    var all = false

    @OptionGroup var cross: CrossTableOptions
    @OptionGroup var chosen: WhereOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    /// Reads the study, sets its codes against `grouping` and prints the table.
    func run(
        _ extent: CodingData.Extent = .codings,
        against grouping: (Study, CodingData, CodeIndex, CodeGrouping.Missing) throws -> CodeGrouping
    ) throws {
        let table = try options.withStudy { study -> CrossTable in
            let (data, codebook) = try study.codingData(only: chosen.codings(in: study), extent)
            let codes = CodeIndex(codebook, rows: data.codeRows)
            return CrossTable(
                data, codes: codes, by: try grouping(study, data, codes, cross.missing), counting: count,
                withChildren: withChildren)
        }
        try cross.write(table, minimum: all ? nil : 1, self.table, options)
    }
}
