/// A paper's folder as steps: how its study is built from raw files, and which tables, networks and reports come out of it.
package struct Pipeline: Hashable, Sendable {
    /// The study's path from the folder of the pipeline, `/` between its parts.
    package var study: String
    /// Seconds since 1970 in UTC: the time that stands on whatever the steps make, so that a rebuild makes the same bytes.
    package var time: Int
    /// Who makes the changes.
    package var coder: String
    /// In the order in which they stand in the file; all that change the study come before those that read it.
    package var steps: [PipelineStep]

    package init(study: String, time: Int, coder: String, steps: [PipelineStep]) {
        self.study = study
        self.time = time
        self.coder = coder
        self.steps = steps
    }

    /// The steps that build the study, each of which goes on from the one before.
    package var building: [PipelineStep] { steps.filter { $0.command.changesStudy } }

    /// The steps that make files of it.
    package var reading: [PipelineStep] { steps.filter { !$0.command.changesStudy } }
}

/// One command of a pipeline, with its words.
package struct PipelineStep: Hashable, Sendable {
    /// No other step of the pipeline has it.
    package var name: String
    package var command: PipelineCommand
    package var arguments: [Argument]
    /// The file that gets what the command prints; nil where it writes its own files, or none.
    package var printsTo: String?
    /// Whether it may leave something out and count as done.
    package var mayLeaveOut: Bool
    /// Where it stands in the pipeline's file.
    package var place: Diagnostic.Place

    /// A value, and the option before it.
    package struct Argument: Hashable, Sendable {
        /// Without its dashes; nil for what stands by itself.
        package var option: String?
        /// Nil for a flag. A path is one from the pipeline's folder.
        package var value: String?
        package var role: PipelineCommand.Role

        package init(option: String? = nil, value: String? = nil, role: PipelineCommand.Role = .plain) {
            self.option = option
            self.value = value
            self.role = role
        }

        /// As they are typed.
        package var words: [String] {
            // One word, since a value may begin with a dash.
            if let option { return [value.map { "--\(option)=\($0)" } ?? "--\(option)"] }
            return value.map { [$0] } ?? []
        }
    }

    package init(
        name: String, command: PipelineCommand, arguments: [Argument] = [], printsTo: String? = nil,
        mayLeaveOut: Bool = false, place: Diagnostic.Place
    ) {
        self.name = name
        self.command = command
        self.arguments = arguments
        self.printsTo = printsTo
        self.mayLeaveOut = mayLeaveOut
        self.place = place
    }

    /// The command line behind `anker`: options, then what stands by itself behind `--`.
    package func words(_ shown: (Argument) -> Argument = { $0 }) -> [String] {
        let shown = arguments.map(shown)
        let values = shown.filter { $0.option == nil }.flatMap(\.words)
        return command.words + shown.filter { $0.option != nil }.flatMap(\.words) + (values.isEmpty ? [] : ["--"] + values)
    }

    /// What it is, in one list of words that changes when the step does.
    package var description: [String] {
        words() + (printsTo.map { [">", $0] } ?? [])
    }

    /// The paths that it reads: files, folders, and patterns for several.
    package var inputs: [String] { arguments.filter { $0.role == .input }.compactMap(\.value) }

    /// The paths that it writes: files, or one folder.
    package var outputs: [String] {
        arguments.filter { $0.role == .output || $0.role == .outputFolder }.compactMap(\.value) + (printsTo.map { [$0] } ?? [])
    }
}
