import FileFormats
import StudyModel
import StudyStore

extension Memo {
    /// The beginning of the id, as lists show it.
    var shortID: String { String(id.description.prefix(8)) }

    /// `passage interview-03:27 120..<180`.
    var told: String { on.isEmpty ? "the study" : "\(subject.rawValue) \(on)" }

    /// As a part of a Markdown file: a heading, what it is on and who wrote it when, the text.
    ///
    /// - Parameter text: Other words for its text.
    func markdown(_ text: String? = nil) -> String {
        let heading = title.isEmpty ? told : title
        let writer = author.map { "\($0), taken in by \(coder)" } ?? coder
        return "## \(heading)\n\n*\(told); \(writer), \(time); memo:\(shortID)*\n\n\(text ?? self.text)\n"
    }

    /// A line a link: what is written, and where it leads.
    var toldLinks: String {
        var lines: [String] = []
        for link in links where !lines.contains(link.told) { lines.append(link.told) }
        return lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n"
    }
}

extension [Memo] {
    /// The memos below one another, with links that lead from one to the other.
    var markdownPages: String {
        let here = Set(map(\.id))
        let linked = Set(flatMap(\.links).compactMap(\.memo)).intersection(here)
        return map { memo in
            let anchor = linked.contains(memo.id) ? "<a id=\"\(memo.anchor)\"></a>\n\n" : ""
            return anchor + memo.markdown(memo.textWithLinks(to: here))
        }.joined(separator: "\n")
    }
}

extension Memo {
    fileprivate var anchor: String { Self.anchor(id) }
    fileprivate static func anchor(_ id: Memo.ID) -> String { "memo-\(id.description.prefix(8))" }

    /// The text with a Markdown link for each link to a memo of `here`, and with the names of what other links lead to.
    fileprivate func textWithLinks(to here: Set<Memo.ID>) -> String {
        var (result, rest) = ("", text[...])
        for (written, link) in zip(MemoLink.all(in: text), links) {
            guard let words = link.words else { continue }
            result += rest[..<written.range.lowerBound]
            if let memo = link.memo, here.contains(memo) {
                result += "[\(words.bracketsEscaped)](#\(Self.anchor(memo)))"
            } else {
                result += words
            }
            rest = rest[written.range.upperBound...]
        }
        return result + rest
    }
}

extension Memo.Link {
    fileprivate var memo: Memo.ID? {
        guard case .there(_, _, _, let memo) = end else { return nil }
        return memo
    }

    /// What stands for the link where it cannot be followed; nil where it leads nowhere and stays as it is written.
    fileprivate var words: String? {
        guard case .there(let kind, let name, _, _) = end else { return nil }
        if kind == .memo { return label ?? (name.isEmpty ? target : name) }
        return label.map { "\($0) (\(name))" } ?? name
    }

    fileprivate var told: String { "[[\(target)]] \(toldEnd)" }

    private var toldEnd: String {
        switch end {
        case .gone: return "leads nowhere any more: what it led to was taken away"
        case .unknown: return "leads nowhere"
        case .there(.memo, let name, _, let memo):
            return "→ memo \(memo.map { String($0.description.prefix(8)) } ?? "")\(name.isEmpty ? "" : ", \(name)")"
        case .there(let kind, let name, let state, _):
            switch state {
            case .changed: return "→ \(kind.rawValue) \(name), of which a part was edited"
            case .ambiguous: return "→ \(kind.rawValue) \(name) of an earlier text; where it stands in the newest is not clear"
            case .lost: return "→ \(kind.rawValue) \(name) of an earlier text; it is not in the newest"
            case .placed, nil: return "→ \(kind.rawValue) \(name)"
            }
        }
    }

    /// As a member of the "links" of a memo.
    func write(to line: inout JSONWriter) {
        line.beginObject()
        line.member("link", target)
        line.member("label", label)
        switch end {
        case .there(let kind, let name, let state, let memo):
            line.member("to", kind.rawValue)
            line.member("name", name.isEmpty ? nil : name)
            line.member("id", memo?.description)
            line.member("state", state?.rawValue ?? "there")
        case .gone: line.member("state", "gone")
        case .unknown: line.member("state", "unknown")
        }
        line.endObject()
    }
}

extension String {
    /// For the words of a Markdown link.
    fileprivate var bracketsEscaped: String {
        replacing("[", with: "\\[").replacing("]", with: "\\]")
    }
}

extension StudyOptions {
    /// Warns of links that name nothing.
    func report(_ links: [DeadLink]) {
        for link in links {
            report(.warning(at: .init(file: "memo"), .leadsNowhere(link), remedy: link.remedy))
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func leadsNowhere(_ link: DeadLink) -> Self {
        "the link '[[\(link.target)]]' leads nowhere: \(link.problem)"
    }
}
