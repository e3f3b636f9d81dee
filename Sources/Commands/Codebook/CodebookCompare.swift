import Analysis
import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CodebookCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "List what changed in the codebook between two moments.",
        discussion: """
            Moments are as with 'at'; without a second one it is the codebook of now. A code is the same by its id, whatever it is called.

            With --json a line has "change" (added, removed, renamed, moved, changed or reordered), "subject", "name", "id", "field", \
            "language", "before" and "after".
            """)

    @Argument(help: ArgumentHelp("The earlier time, or number of an event.", valueName: "moment"))
    var earlier: MomentArgument

    @Argument(help: ArgumentHelp("The later one.", valueName: "moment"))
    var later: MomentArgument?

    @OptionGroup var options: StudyOptions

    func run() throws {
        let (before, after) = try options.withStudy {
            (try $0.codebookState(at: earlier.moment), try $0.codebookState(at: later?.moment))
        }
        options.report(.note(at: .init(file: "codebook"), .states(before, after)))
        var output = BufferedOutput()
        var line = JSONWriter()
        for change in before.codebook.changes(to: after.codebook) {
            guard options.json else {
                try output.line(change.told.visible)
                continue
            }
            line.removeAll()
            change.write(to: &line)
            try output.line(line)
        }
        try output.flush()
    }
}

extension CodebookChange {
    /// One line, such as `changed: Öffentlicher Raum: definition (de)`.
    fileprivate var told: String {
        let what = subject == .code ? name : subject == .codebook ? "the codebook" : "\(subject.rawValue) \(name)"
        switch kind {
        case .added: return "added: \(after ?? what)"
        case .removed: return "removed: \(before ?? what)"
        case .renamed: return "renamed: \(before ?? "") to \(name)"
        case .moved:
            return
                "moved: \(name) from \(before.map { "under \($0)" } ?? "the top") to \(after.map { "under \($0)" } ?? "the top")"
        case .reordered: return "reordered: under \(subject == .code ? name : "the top"): \(after ?? "")"
        case .changed:
            let place = [field, language.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
            let how = before == nil ? ", which it did not have" : after == nil ? ", which it has no more" : ""
            // Texts are long, and stand in the JSON.
            let isShort = language == nil && max(before?.count ?? 0, after?.count ?? 0) <= 40
            let values = isShort && how.isEmpty ? ": \(before ?? "") to \(after ?? "")" : how
            return "changed: \(what): \(place)\(values)"
        }
    }

    fileprivate func write(to line: inout JSONWriter) {
        line.beginObject()
        line.member("change", kind.rawValue)
        line.member("subject", subject.rawValue)
        line.member("name", name)
        line.member("id", id?.description)
        line.member("field", field)
        line.member("language", language)
        line.member("before", before)
        line.member("after", after)
        line.endObject()
    }
}

extension Diagnostic.Message {
    fileprivate static func states(_ before: CodebookState, _ after: CodebookState) -> Self {
        "from event \(before.event), of \(before.time), to event \(after.event), of \(after.time)"
    }
}
