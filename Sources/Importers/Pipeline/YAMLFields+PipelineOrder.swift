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
        checkRings(steps)
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
                    report(.writtenTwice(output, other), at: step.place, remedy: "give one of them another place")
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

extension YAMLFields {
    /// Reports steps each of which waits for a file of the next, round to the first.
    fileprivate mutating func checkRings(_ steps: [PipelineStep]) {
        let readers = steps.filter { !$0.command.changesStudy }
        let written = readers.flatMap { step in step.outputs.map { (path: $0, step: step.name) } }
        // Of each step those that it waits for; those that wait for none, or that none waits for, are taken away until nothing changes.
        var waits = Dictionary(
            readers.map { step in
                let before = written.filter { output in step.inputs.contains { PipelinePath.meet($0, output.path) } }.map(
                    \.step)
                return (step.name, Set(before).subtracting([step.name]))
            }, uniquingKeysWith: { first, _ in first })
        while true {
            let awaited = Set(waits.values.joined())
            let free = waits.filter { $0.value.isEmpty || !awaited.contains($0.key) }.keys
            guard !free.isEmpty else { break }
            for name in free { waits[name] = nil }
            waits = waits.mapValues { $0.subtracting(free) }
        }
        guard let first = readers.first(where: { waits[$0.name] != nil }), let other = waits[first.name]?.min() else { return }
        report(.ring(first.name, other), at: first.place, remedy: "let one of them read another file")
    }
}

extension Diagnostic.Message {
    fileprivate static func ring(_ step: String, _ other: String) -> Self {
        "'\(step)' waits for a file of '\(other)', which waits for one of '\(step)' by itself or by others"
    }
    fileprivate static var initIsLate: Self { "'init' is not the first step" }
    fileprivate static func changesLate(_ step: String, _ reader: String) -> Self {
        "'\(step)' changes the study behind '\(reader)', which reads it"
    }
    fileprivate static func noName(_ path: String) -> Self { "'\(path)' cannot be written" }
    fileprivate static func hidden(_ path: String) -> Self { "'\(path)' has a part that begins with a point" }
    fileprivate static func own(_ path: String) -> Self { "'\(path)' is the study, the pipeline or its lock" }
    fileprivate static func writtenTwice(_ path: String, _ step: PipelineStep) -> Self {
        "'\(path)' is written by '\(step.name)' too\(step.place.line.map { " (line \($0))" } ?? "")"
    }
    fileprivate static func circle(_ path: String, _ step: String, _ input: String) -> Self {
        path == input ? "'\(path)' comes out of '\(step)'" : "'\(path)' comes out of '\(step)', and is among '\(input)'"
    }
}
