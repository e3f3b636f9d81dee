package import ArgumentParser
import StudyModel
import StudyStore

/// The command `anker`.
package struct AnkerCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "anker",
        abstract: "Codes interviews and surveys, and makes citable networks and tables of them.",
        discussion: """
            A study is one file. Files go in with 'import', passages are coded with 'code', networks, tables and reports come out, \
            and each number in them leads back to what was said.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "STUDY", subcommands: [InitCommand.self]),
            CommandGroup(
                name: "SOURCES", subcommands: [ImportCommand.self, InspectCommand.self, SourcesCommand.self, ShowCommand.self]),
            CommandGroup(name: "CODING", subcommands: [CodebookCommand.self, CodeCommand.self, CodingsCommand.self]),
            CommandGroup(name: "ACTORS AND TIES", subcommands: [ActorCommand.self, TieCommand.self, TiesCommand.self]),
            CommandGroup(name: "RESULTS", subcommands: [TableCommand.self, NetworkCommand.self, ExportCommand.self]),
        ])

    package init() {}

    /// Runs the command line and ends the process: 0 done, 1 done with something left out, 2 not done, 64 misuse.
    package static func runAndExit() -> Never {
        do {
            var command = try parseAsRoot()
            try command.run()
            exit()
        } catch let refusal as Refusal {
            Output.report(refusal.diagnostic)
            exit(withError: ExitCode.notDone)
        } catch let error as StudyError {
            Output.report(.error(at: .init(file: "study"), Diagnostic.Message(error.problem), remedy: error.remedy))
            exit(withError: ExitCode.notDone)
        } catch {
            exit(withError: error)
        }
    }
}
