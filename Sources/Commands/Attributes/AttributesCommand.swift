import ArgumentParser
import StudyModel

extension Attribute.Kind: ExpressibleByArgument {}

struct AttributesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attributes", abstract: "What is known of cases: list attributes, set them, take in and write tables.",
        subcommands: [
            AttributesList.self, AttributesSet.self, AttributesUnset.self, AttributesRename.self, AttributesRetype.self,
            AttributesRemove.self, AttributesImport.self, AttributesExport.self,
        ], defaultSubcommand: AttributesList.self)
}
