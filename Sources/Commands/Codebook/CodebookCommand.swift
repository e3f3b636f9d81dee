import ArgumentParser

struct CodebookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codebook", abstract: "The codes, the findings they bear on, and the kinds of actors and ties.",
        discussion: """
            A code is named by its name, or by its path where that is plainer: 'Räume/Öffentlicher Raum'. Its codings keep their ids \
            through every one of these commands.
            """,
        groupedSubcommands: [
            CommandGroup(name: "READING", subcommands: [CodebookList.self, CodebookShow.self, CodebookCheck.self]),
            CommandGroup(
                name: "CHANGING",
                subcommands: [
                    CodebookAdd.self, CodebookEdit.self, CodebookMove.self, CodebookRename.self, CodebookMerge.self,
                    CodebookSplit.self, CodebookRemove.self,
                ]),
            CommandGroup(name: "FILES", subcommands: [CodebookImport.self, CodebookExport.self]),
            CommandGroup(name: "HISTORY", subcommands: [CodebookAt.self, CodebookCompare.self]),
        ])
}
