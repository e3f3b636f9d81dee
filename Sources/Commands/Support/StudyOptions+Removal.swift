import FileFormats

extension StudyOptions {
    /// Says that a thing was taken out.
    ///
    /// - Parameters:
    ///   - what: what it is, which is the key of its name too.
    ///   - told: what went with it, behind the name.
    ///   - members: the same with JSON.
    func sayRemoved(
        _ what: String, _ name: String, _ told: String, _ change: ChangeOptions, json members: (inout JSONWriter) -> Void
    ) throws {
        try say("\(change.dryRun ? "would remove" : "removed") \(what) \(name)\(told)", change) { line in
            line.member(what, name)
            members(&line)
        }
    }
}
