import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel

struct NetworkDraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draw a network as SVG.",
        subcommands: NetworkUse.draw.subcommands)
}

/// A sort of network is drawn.
struct DrawnNetwork<Choice: NetworkChoice>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Choice.name, abstract: Choice.abstract,
            discussion: Choice.discussion + (Choice.discussion.isEmpty ? "" : "\n\n") + """
                Colours are those of classes, with a legend; edges are the wider the more they weigh, and dashed where they are negative. \
                Labels that would stand on others are left out, those of small nodes first; point at a node or an edge in a browser to \
                read them, and what an edge rests on.
                """)
    }

    @Option(name: .long, help: ArgumentHelp("The measure by which nodes are large or small.", valueName: "measure"))
    var size = NodeMeasure.degree

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What sets the nodes: force is built in and the same on any machine, the others are programs of Graphviz.",
            valueName: "layout"))
    var layout = PictureLayout.force

    @Flag(name: .long, help: "Draw nodes without a tie too.")
    var isolates = false

    @Option(name: .long, help: ArgumentHelp("What stands above the picture.", valueName: "text"))
    var title: String?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; else standard output.", valueName: "file"),
        completion: .file(extensions: ["svg"]))
    var output = "-"

    @OptionGroup var choice: Choice
    @OptionGroup var measuring: MeasureOptionGroup
    @OptionGroup var options: StudyOptions

    /// More would be a black cloud, and take minutes.
    private static var most: Int { 2000 }

    func run() throws {
        let forms = try choice.networks(options)
        try NetworkOutputOptions.namingProblems {
            let (whole, measured) = (try forms.written(), try forms.measured())
            try measuring.check(measured, [size], options, isCompared: false)
            let network = isolates ? whole : whole.withoutIsolates
            guard (1...Self.most).contains(network.nodes.count) else {
                throw Refusal(
                    at: .init(file: network.name), .notDrawn(network.nodes.count),
                    remedy: network.nodes.isEmpty
                        ? "tie something first, or draw nodes without a tie with --isolates"
                        : "draw a part of it, or export it for Gephi")
            }
            let values = NodeMeasures(measured, measuring.choices).columns([size])[size] ?? []
            let sizes = Dictionary(uniqueKeysWithValues: zip(whole.nodes.map(\.id), values.map { $0?.number }))
            let picture = NetworkPicture(
                network, at: try layout.places(of: network, seed: measuring.seed),
                sizes: network.nodes.map { sizes[$0.id] ?? nil })
            try OutputFile.write(output, bytes: picture.svg(title: title ?? network.name))
            try options.sayWritten(output, [("node", network.nodes.count), ("edge", network.edges.count)])
            let left = whole.nodes.count - network.nodes.count
            if left > 0 {
                options.report(.note(at: .init(file: network.name), .notTied(left), remedy: "draw them with --isolates"))
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func notTied(_ count: Int) -> Self {
        "\(count.counted("node")) without a tie \(count == 1 ? "is" : "are") not drawn"
    }
    fileprivate static func notDrawn(_ count: Int) -> Self {
        count == 0 ? "has nothing to draw" : "has \(count) nodes, more than anybody could see in a picture"
    }
}
