import Analysis
import ArgumentParser
import StudyModel

struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "Networks of actors, codes, cases and findings.",
        subcommands: [
            NetworkExport.self, NetworkMeasure.self, NetworkCorrelate.self, NetworkDraw.self, NetworkTrace.self,
            NetworkValidate.self,
        ])
}

struct NetworkExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a network for Gephi and its like.",
        subcommands: NetworkUse.export.subcommands)
}

/// A sort of network is written.
struct ExportedNetwork<Choice: NetworkChoice>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Choice.name, abstract: Choice.abstract, discussion: Choice.discussion)
    }

    @OptionGroup var choice: Choice
    @OptionGroup var measures: MeasureColumns
    @OptionGroup var output: NetworkOutputOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let forms = try choice.networks(options)
        try output.write(options) { try measures.adding(to: forms.written(), measuredOn: forms.measured, options) }
    }
}
