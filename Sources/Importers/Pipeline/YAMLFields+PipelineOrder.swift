import StudyModel

extension YAMLFields {
    /// Reports steps that contradict one another: what changes the study comes before what reads it, no two write one file, none writes
    /// over what is the pipeline's own or what went into it.
    ///
    /// - Parameter study: the study's path; nil where it has none.
    mutating func checkOrder(of steps: [PipelineStep], study: String?) {
        checkChanges(steps)
        for step in steps { for output in step.outputs { checkName(of: output, step, study: study) } }
        checkWriters(steps)
        checkCircles(steps)
    }

    private mutating func checkChanges(_ steps: [PipelineStep]) {
        var reader: PipelineStep?
        for (place, step) in steps.enumerated() {
            if step.command.words == ["init"], place > 0 {
                report(.initIsLate, at: step.place, remedy: "make it the first step")
            }
            if step.command.changesStudy, let reader {
                report(
                    .changesLate(step.name, reader.name), at: step.place,
                    remedy: "put what changes the study before what reads it")
            }
            if !step.command.changesStudy { reader = reader ?? step }
        }
    }

    private mutating func checkName(of output: String, _ step: PipelineStep, study: String?) {
        let file = document.file.split(separator: "/").last.map(String.init) ?? document.file
        if output == "." || output.hasSuffix("..") {
            report(.noName(output), at: step.place, remedy: "write into a file or folder with a name of its own")
        } else if PipelinePath.isHidden(output) {
            report(.hidden(output), at: step.place, remedy: "such files are passed over: give it another name")
        } else if [file, PipelineLock.name(beside: file), study].contains(where: {
            $0.map { PipelinePath.meet(output, $0) } ?? false
        }) {
            report(.own(output), at: step.place, remedy: "give it another name")
        }
    }

    private mutating func checkWriters(_ steps: [PipelineStep]) {
        var writers: [String: PipelineStep] = [:]
        /// By the name of a folder, a step that writes into it.
        var folders: [String: PipelineStep] = [:]
        for step in steps {
            for output in step.outputs {
                let above = output.indices.filter { output[$0] == "/" }.map { String(output[..<$0]) }
                if let other = writers[output] ?? folders[output] ?? above.lazy.compactMap({ writers[$0] }).first {
                    report(.writtenTwice(output, other.name), at: step.place, remedy: "give one of them another place")
                }
                writers[output] = step
                for folder in above { folders[folder] = step }
            }
        }
    }

    private mutating func checkCircles(_ steps: [PipelineStep]) {
        let written = steps.flatMap { step in step.outputs.map { (path: $0, step: step) } }
        for step in steps {
            for input in step.inputs {
                for (output, writer) in written
                where (step.command.changesStudy || step.name == writer.name) && PipelinePath.meet(input, output) {
                    report(
                        .circle(output, writer.name, input), at: step.place,
                        remedy: step.command.changesStudy
                            ? "a study cannot be made of what comes out of it: write it to another place"
                            : "write it to another place")
                }
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static var initIsLate: Self { "'init' is not the first step" }
    fileprivate static func changesLate(_ step: String, _ reader: String) -> Self {
        "'\(step)' changes the study behind '\(reader)', which reads it"
    }
    fileprivate static func noName(_ path: String) -> Self { "'\(path)' cannot be written" }
    fileprivate static func hidden(_ path: String) -> Self { "'\(path)' has a part that begins with a point" }
    fileprivate static func own(_ path: String) -> Self { "'\(path)' is the study, the pipeline or its lock" }
    fileprivate static func writtenTwice(_ path: String, _ step: String) -> Self { "'\(path)' is written by '\(step)' too" }
    fileprivate static func circle(_ path: String, _ step: String, _ input: String) -> Self {
        path == input ? "'\(path)' comes out of '\(step)'" : "'\(path)' comes out of '\(step)', and is among '\(input)'"
    }
}
