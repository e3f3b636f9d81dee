import Analysis
import ArgumentParser
import StudyModel

struct NetworkMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "What a network says of its nodes, or of itself as a whole.",
        subcommands: NetworkUse.measure.subcommands)
}

/// A sort of network is measured.
struct MeasuredNetwork<Choice: NetworkChoice>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Choice.name, abstract: Choice.abstract,
            discussion: Choice.discussion + (Choice.discussion.isEmpty ? "" : "\n\n") + """
                Without --whole a row is a node, sorted by the first measure or --by. An edge is 1 / weight long in paths, since a strong \
                tie is a short way. With --whole a row is a measure of the network, beside its mean over random networks in which each node \
                keeps its number of ties, or random groupings. What the measures are, and which programs give the same, stands in \
                Docs/Networks.md.
                """)
    }

    @OptionGroup var choice: Choice
    @OptionGroup var measures: MeasureTableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let forms = try choice.networks(options)
        try NetworkOutputOptions.namingProblems { try measures.write(forms.measured(), options) }
    }
}

/// Which measures are told.
struct MeasureTableOptions: ParsableArguments {
    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("Which measures of nodes.", valueName: "measure"))
    var measures: [NodeMeasure] = []

    @Flag(name: .long, help: "All measures of nodes.")
    var all = false

    @Flag(name: .long, help: "The network as a whole, beside what chance gives.")
    var whole = false

    @Option(name: .long, help: ArgumentHelp("How many random networks or groupings are tried.", valueName: "count"))
    var rounds = 1000

    @Option(name: .long, help: "The measure that --min, --top and --sort go by; without it the first.")
    var by: NodeMeasure?

    @OptionGroup var rows: RowOptions
    @OptionGroup var measuring: MeasureOptionGroup
    @OptionGroup var table: TableOptions

    func validate() throws {
        if whole, all || !measures.isEmpty || by != nil { throw ValidationError("--whole has measures of its own") }
        if !(0...1_000_000 ~= rounds) { throw ValidationError("--rounds wants a number from 0 to 1000000") }
    }

    func write(_ network: Network, _ options: StudyOptions) throws {
        var choices = measuring.choices
        choices.rounds = rounds
        if whole {
            try measuring.check(network, [], options)
            return try table.write(WholeMeasures(network, choices).table(of: network), options)
        }
        let chosen =
            all
            ? NodeMeasure.allCases.filter { network.isDirected || !$0.isDirected }
            : measures.isEmpty ? NodeMeasure.usual : measures
        let shown = by.map { chosen.contains($0) ? chosen : [$0] + chosen } ?? chosen
        try measuring.check(network, shown, options)
        var choice = rows.choice()
        choice.order = choice.order ?? .count
        try table.write(NodeMeasures(network, choices).table(shown, by: by, choice: choice), options)
    }
}
