import ArgumentParser

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write a report of what the study found.", subcommands: [FindingsReportCommand.self])
}
