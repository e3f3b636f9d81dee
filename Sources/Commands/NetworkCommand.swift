import Analysis
import ArgumentParser
import StudyModel

struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "Networks of actors and of codes.",
        subcommands: [NetworkExport.self, NetworkMeasure.self, NetworkTrace.self, NetworkValidate.self])
}

struct NetworkExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a network for Gephi and its like.",
        subcommands: [ActorNetworkExport.self, CooccurrenceNetworkExport.self])
}

struct ActorNetworkExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors", abstract: "The actors and their ties; each edge names its evidence.",
        discussion: ActorNetworkChoice.discussion)

    @OptionGroup var choice: ActorNetworkChoice
    @OptionGroup var measures: MeasureColumns
    @OptionGroup var output: NetworkOutputOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (written, measured) = try choice.networks(options)
        try output.write(options) { try measures.adding(to: written(), measuredOn: measured, options) }
    }
}

struct CooccurrenceNetworkExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-cooccurrence", abstract: "The codes, tied where they occur together.")

    @OptionGroup var choice: CooccurrenceNetworkChoice
    @OptionGroup var measures: MeasureColumns
    @OptionGroup var output: NetworkOutputOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let network = try choice.network(options)
        try output.write(options) {
            let network = try network()
            return try measures.adding(to: network, measuredOn: { network }, options)
        }
    }
}
