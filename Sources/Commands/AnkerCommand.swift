package import ArgumentParser
import Foundation
import StudyModel

/// The command `anker`.
package struct AnkerCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "anker",
        abstract: "Codes interviews and surveys, and makes citable networks and tables of them.",
        usage: "anker [--study <file>] <command> [<options>]",
        discussion: """
            A study is one file. Files go in with 'import', passages are coded with 'code', networks and tables come out, \
            and each number in them leads back to what was said.

            The study is named with --study, else by $ANKER_STUDY, else it is the one .anker file in this folder or the nearest above. \
            Results go to standard output, problems to standard error; the exit status is 0 when all was done, 1 when something was left \
            out and listed, 2 when nothing was done, 64 when the command line was not understood.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "STUDY",
                subcommands: [
                    InitCommand.self, LogCommand.self, UndoCommand.self, RedoCommand.self, CheckCommand.self,
                    BackupCommand.self, RunCommand.self,
                ]),
            CommandGroup(
                name: "SOURCES", subcommands: [ImportCommand.self, InspectCommand.self, SourcesCommand.self, ShowCommand.self]),
            CommandGroup(
                name: "CODING",
                subcommands: [
                    CodebookCommand.self, CodeCommand.self, UncodeCommand.self, CodingsCommand.self, AutocodeCommand.self,
                    SearchCommand.self, CodersCommand.self, MemoCommand.self,
                ]),
            CommandGroup(name: "CASES", subcommands: [CasesCommand.self, AttributesCommand.self]),
            CommandGroup(
                name: "ACTORS AND TIES",
                subcommands: [ActorCommand.self, MentionsCommand.self, TieCommand.self, TiesCommand.self]),
            CommandGroup(
                name: "RESULTS",
                subcommands: [
                    FindCommand.self, QueryCommand.self, TableCommand.self, WordsCommand.self, AgreementCommand.self,
                    NetworkCommand.self, ReportCommand.self, ExportCommand.self,
                ]),
        ])

    /// The version of the program, `0.1.0`.
    static var programVersion: String { configuration.version }

    package init() {}

    /// Runs the command line and ends the process: 0 done, 1 done with something left out, 2 not done, 64 misuse.
    package static func runAndExit() -> Never {
        // A reader that goes away, as 'head' does, shall not end the command before it has closed the study.
        signal(SIGPIPE, SIG_IGN)
        let arguments = LeadingOptions.moved(Array(CommandLine.arguments.dropFirst()))
        if let misuse = Misuse(help: arguments, root: Self.self) ?? Misuse(files: arguments, root: Self.self) {
            Output.report(misuse.diagnostic)
            exit(withError: ExitCode.validationFailure)
        }
        if CompletedCommand.isAsked(arguments) { CompletedCommand.main(arguments) }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            exit()
        } catch let refusal as Refusal {
            Output.report(refusal.diagnostic)
            exit(withError: ExitCode.notDone)
        } catch let refusals as Refusals {
            refusals.diagnostics.forEach(Output.report)
            exit(withError: ExitCode.notDone)
        } catch is CancellationError {
            Output.report(Interruption.diagnostic)
            exit(withError: ExitCode(Interruption.exitStatus))
        } catch is Output.Closed {
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
            exit(withError: ExitCode.notDone)
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            switch exitCode(for: error) {
            case .success: exit(withError: error)
            case .validationFailure: Output.report(Misuse(error, arguments: arguments, root: Self.self).diagnostic)
            default:
                Output.report(.error(at: .init(file: "anker"), .unexpected(error), remedy: "report this; nothing was changed"))
                exit(withError: ExitCode.notDone)
            }
            exit(withError: ExitCode.validationFailure)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func unexpected(_ error: any Error) -> Self { "something unforeseen happened: \(error)" }
}
