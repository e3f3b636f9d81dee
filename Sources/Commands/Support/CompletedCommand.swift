import ArgumentParser

/// The command as shells complete it: `LeadingOptions` may stand before a command.
///
/// The command itself does not have them, since it would then take them anywhere, also where a command has no such option.
struct CompletedCommand: ParsableCommand {
    static let configuration = AnkerCommand.configuration

    @OptionGroup var by: CoderOptions
    @OptionGroup var options: StudyOptions

    /// Whether a shell asks, for its script or for names.
    static func isAsked(_ arguments: [String]) -> Bool {
        guard let first = arguments.first else { return false }
        return first == "---completion" || first.hasPrefix("--generate-completion-script")
    }
}
