import FileFormats
import StudyModel
import StudyStore

extension NotedPassage {
    /// What became of it and what rests on it, its old surroundings, and the new ones that come into question.
    var lines: [String] {
        let uses =
            codings.map { "\($0.code) (\($0.coder))" } + (ties > 0 ? [ties.counted("tie")] : [])
            + (mentions > 0 ? [mentions.counted("mention")] : [])
            + (codings.isEmpty ? ["passage \(number)"] : [])
        let share = similarity.map { " \(Int($0 * 100)) %" } ?? ""
        var lines = [
            "  \(state.rawValue)\(share), revision \(revision) \(place.range): \(uses.joined(separator: " · "))",
            "    was \(place.marked)",
        ]
        for candidate in candidates {
            lines.append("    \(state.hasPlace ? "now" : "perhaps") \(candidate.range) \(candidate.marked)")
        }
        return lines
    }

    func write(to line: inout JSONWriter) {
        line.beginObject()
        line.member("passage", Int(number))
        line.member("source", source)
        line.member("state", state.rawValue)
        if let similarity { line.key("similarity"); line.number(similarity) }
        line.member("revision", revision)
        place.write(to: &line, "was")
        line.key("codings")
        line.beginArray()
        for coding in codings {
            line.beginObject()
            line.member("id", coding.id.description)
            line.member("code", coding.code)
            line.member("coder", coding.coder)
            line.endObject()
        }
        line.endArray()
        if ties > 0 { line.member("tieCount", ties) }
        if mentions > 0 { line.member("mentionCount", mentions) }
        line.key("candidates")
        line.beginArray()
        for candidate in candidates { candidate.write(to: &line, nil) }
        line.endArray()
        line.endObject()
    }
}

extension Surroundings {
    /// On one line, the words between `‹` and `›`.
    fileprivate var marked: String {
        func flat(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
        let words = flat(quote)
        return "…\(flat(before))‹\(words.count > 80 ? words.prefix(40) + " … " + words.suffix(38) : words)›\(flat(after))…"
    }

    fileprivate func write(to line: inout JSONWriter, _ key: String?) {
        if let key { line.key(key) }
        line.beginObject()
        line.key("range")
        line.range(range)
        line.member("before", before)
        line.member("quote", quote)
        line.member("after", after)
        line.endObject()
    }
}
