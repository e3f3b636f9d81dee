package import StudyModel

extension Pipeline {
    /// By step, the others whose files it reads: those that it names, that lie in a folder of it, or that a pattern of it fits.
    package var filesBetween: [String: [String]] {
        let written = steps.flatMap { step in step.outputs.map { (path: $0, step: step.name) } }
        return Dictionary(
            uniqueKeysWithValues: steps.map { step in
                let read = step.inputs.flatMap { input in written.filter { PipelinePath.meet(input, $0.path) }.map(\.step) }
                return (step.name, read.filter { $0 != step.name })
            })
    }

    /// The steps so that each comes behind those whose files it reads, else in the order of the pipeline.
    package var inOrder: [PipelineStep] {
        let files = filesBetween
        let named = Dictionary(uniqueKeysWithValues: steps.map { ($0.name, $0) })
        var sorted: [PipelineStep] = []
        var seen: Set<String> = []
        func visit(_ step: PipelineStep) {
            guard seen.insert(step.name).inserted else { return }
            for name in files[step.name] ?? [] { if let before = named[name] { visit(before) } }
            sorted.append(step)
        }
        steps.forEach(visit)
        return sorted
    }

    /// The steps without which these cannot be done, and these: with one that reads the study all that build it.
    package func needed(for names: Set<String>) -> Set<String> {
        let files = filesBetween
        var needed = Set(building.map(\.name))
        var waiting = Array(names)
        while let name = waiting.popLast() {
            if needed.insert(name).inserted || names.contains(name) {
                waiting += (files[name] ?? []).filter { !needed.contains($0) }
            }
        }
        return needed
    }
}
