import FileFormats
package import StudyModel

/// Writes a lock as JSON, a file a line and sorted by path, so that a diff of it names what changed.
package enum PipelineLockWriter {
    /// The form of the lock, which grows when it changes.
    package static let version = 1

    package static func write(_ lock: PipelineLock) -> String {
        var lines = ["{", "  \"lock\": \(version),"]
        for (key, value) in [("coder", lock.coder), ("study", lock.study)] {
            lines.append("  \(quoted(key)): \(quoted(value)),")
        }
        lines.append("  \"time\": \(lock.time),")
        if let journal = lock.journal { lines.append("  \"journal\": \(quoted(journal.description)),") }
        if let content = lock.content { lines.append("  \"content\": \(quoted(content.description)),") }
        lines.append("  \"steps\": [")
        for (place, step) in lock.steps.enumerated() {
            lines.append("    {")
            lines.append("      \"name\": \(quoted(step.name)),")
            lines.append("      \"words\": [\(step.words.map(quoted).joined(separator: ", "))],")
            lines.append("      \"anker\": \(quoted(step.program)),")
            if let study = step.study { lines.append("      \"study\": \(quoted(study.description)),") }
            lines += files("inputs", step.inputs, isLast: false) + files("outputs", step.outputs, isLast: true)
            lines.append("    }" + (place + 1 < lock.steps.count ? "," : ""))
        }
        lines += ["  ]", "}"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func files(_ key: String, _ files: [String: ContentHash], isLast: Bool) -> [String] {
        let end = isLast ? "" : ","
        guard !files.isEmpty else { return ["      \"\(key)\": {}\(end)"] }
        let sorted = files.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
        let lines = sorted.enumerated().map { place, file in
            "        \(quoted(file.key)): \(quoted(file.value.description))" + (place + 1 < sorted.count ? "," : "")
        }
        return ["      \"\(key)\": {"] + lines + ["      }\(end)"]
    }

    private static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.string(text)
        return json.text
    }
}
