/// What a pipeline knows of a command: its words, its options, and which of them are files.
package struct PipelineCommand: Hashable, Sendable {
    /// What a value is to a pipeline.
    package enum Role: Hashable, Sendable {
        case plain
        /// A file or folder that is read.
        case input
        /// A file that is written.
        case output
        /// A folder in which files are written.
        case outputFolder
    }

    /// An option, a flag or something that stands by itself.
    package struct Parameter: Hashable, Sendable {
        /// An option without its dashes, or what the help calls a value that stands by itself.
        package var name: String
        package var isFlag: Bool
        package var isRepeating: Bool
        /// The only values that there are; empty where any will do.
        package var values: [String]
        package var role: Role
        /// One sentence of the help.
        package var help: String

        package init(
            _ name: String, isFlag: Bool = false, isRepeating: Bool = false, values: [String] = [], role: Role = .plain,
            help: String = ""
        ) {
            self.name = name
            self.isFlag = isFlag
            self.isRepeating = isRepeating
            self.values = values
            self.role = role
            self.help = help
        }
    }

    /// `["network", "export", "actors"]`.
    package var words: [String]
    package var changesStudy: Bool
    /// Whether its exit status says if all is well, so that what it prints need not be kept.
    package var isCheck: Bool
    /// One sentence of the help.
    package var help: String
    /// What stands by itself, in its order.
    package var values: [Parameter]
    package var options: [Parameter]

    package init(
        _ words: [String], changesStudy: Bool, isCheck: Bool = false, help: String = "", values: [Parameter] = [],
        options: [Parameter] = []
    ) {
        self.words = words
        self.changesStudy = changesStudy
        self.isCheck = isCheck
        self.help = help
        self.values = values
        self.options = options
    }

    /// As a key of a step names it.
    package var name: String { words.joined(separator: " ") }

    /// Whether the command writes a file itself; what others print can be kept.
    package var writesFile: Bool { (values + options).contains { $0.role == .output || $0.role == .outputFolder } }
}
