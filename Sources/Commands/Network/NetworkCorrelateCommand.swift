import Analysis
import ArgumentParser
import StudyModel

struct NetworkCorrelate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correlate", abstract: "Whether actors who are tied by one kind of tie are tied by another too.",
        discussion: """
            A row is two kinds of ties. Pearson's correlation goes over all pairs of actors, tied or not; since their ties are not independent, \
            it is set beside those of random orders of the actors (quadratic assignment procedure, Krackhardt 1988). Where only those who \
            were interviewed can have named others, ask for them with --interviewed.
            """)

    @Option(name: .long, help: ArgumentHelp("How many random orders are tried.", valueName: "count"))
    var rounds = 1000

    @Option(name: .long, help: "What all that is random begins with.")
    var seed: UInt64 = 1

    @Flag(name: .long, help: "Leave directions out.")
    var undirected = false

    @OptionGroup var choice: TieChoiceOptions
    @OptionGroup var rows: RowOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        if !(0...1_000_000 ~= rounds) { throw ValidationError("--rounds wants a number from 0 to 1000000") }
    }

    func run() throws {
        let chosen = try options.withStudy { try choice.chosen(in: $0, options) }
        let isDirected = !undirected && chosen.ties.contains(where: \.isDirected)
        try NetworkOutputOptions.namingProblems {
            let network = try Network(
                actors: chosen.actors, ties: chosen.ties,
                options: ActorNetworkOptions(direction: isDirected ? .directed : .undirected))
            let layers = RelationLayers(network, rounds: rounds, seed: seed)
            guard !layers.pairs.isEmpty else {
                throw Refusal(
                    at: .init(file: "network"), "has ties of one kind at most",
                    remedy: "add ties of another kind, or ask for fewer of its parts")
            }
            try table.write(layers.table(of: network, choice: rows.choice()), options)
        }
    }
}
