import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct AttributesRetype: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retype", abstract: "Give an attribute another type, and read its values anew.",
        discussion: """
            Where a value is none of the new type, nothing is changed, and its case is named. Every value can become a text.

            With --json: "attribute", "type" and "values", the number of values that were read anew.
            """)

    @Argument(help: ArgumentHelp("The attribute.", valueName: "attribute"), completion: .names(of: .attribute))
    var name: String

    @Argument(help: ArgumentHelp("text, integer, decimal, boolean, date or dateTime.", valueName: "type"))
    var kind: Attribute.Kind

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let outcome = try options.withStudy {
            try $0.retypeAttribute(name, to: kind, dryRun: change.dryRun, by: change.coder) {
                AttributeText.value(of: $0, as: $1)
            }
        }
        guard outcome.refused.isEmpty else {
            var told: Set<String> = []
            for refused in outcome.refused where told.insert(refused.caseName).inserted {
                Output.report(
                    .error(
                        at: .init(file: "attributes"), .notOfKind(name, of: refused.caseName, kind),
                        remedy: "correct it with 'anker attributes set' first"))
            }
            throw ExitCode.notDone
        }
        try options.say(
            "attribute \(name.normalizedName) \(change.dryRun ? "would be" : "is") of type \(kind.rawValue): \(outcome.changed.counted("value")) read anew",
            change
        ) { line in
            line.member("attribute", name.normalizedName)
            line.member("type", kind.rawValue)
            line.member("values", outcome.changed)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func notOfKind(_ name: String, of caseName: String, _ kind: Attribute.Kind) -> Self {
        "what case '\(caseName)' has for attribute '\(name)' is not of type \(kind.rawValue)"
    }
}
