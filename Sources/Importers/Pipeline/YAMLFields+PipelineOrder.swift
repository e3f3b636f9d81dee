import StudyModel

extension YAMLFields {
    /// Reports steps that contradict one another: what changes the study comes before what reads it, and no two write one file.
    mutating func checkOrder(of steps: [PipelineStep]) {
        var reader: PipelineStep?
        var writers: [String: PipelineStep] = [:]
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
            for output in step.outputs {
                if let other = writers[output] {
                    report(.writtenTwice(output, other.name), at: step.place, remedy: "give one of them another file")
                }
                writers[output] = step
            }
        }
        for step in steps where step.command.changesStudy {
            for input in step.inputs {
                guard let writer = writers[input] else { continue }
                report(
                    .circle(input, writer.name), at: step.place, remedy: "a study cannot be made of what comes out of it")
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static var initIsLate: Self { "'init' is not the first step" }
    fileprivate static func changesLate(_ step: String, _ reader: String) -> Self {
        "'\(step)' changes the study behind '\(reader)', which reads it"
    }
    fileprivate static func writtenTwice(_ path: String, _ step: String) -> Self { "'\(path)' is written by '\(step)' too" }
    fileprivate static func circle(_ path: String, _ step: String) -> Self {
        "'\(path)' comes out of '\(step)', which reads the study"
    }
}
