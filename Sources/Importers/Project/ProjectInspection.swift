package import FileFormats
package import StudyModel

/// What `anker inspect` prints of a project.
package struct ProjectInspection {
    let lists: Bool
    var head = ProjectHead(format: "", name: "")
    var placed = 0
    var passages = 0
    private var bare = 0
    private var memos = 0

    /// - Parameter lists: whether codes and codings are printed, or the summary alone.
    package init(lists: Bool) { self.lists = lists }

    /// Hands over one JSON object a code and coding, and with the tail `{"summary": …}`.
    package mutating func inspect(_ part: ProjectPart, line: (borrowing JSONWriter) throws -> Void) throws {
        switch part {
        case .head(let head):
            self.head = head
            if lists { for code in head.codes.indices { try inspectCode(code, line: line) } }
        case .source(let source):
            placed += source.passages.reduce(0) { $0 + $1.codings.count }
            passages += Set(source.passages.map(\.range)).count
            bare += source.barePassages
            if lists { try inspect(source, line: line) }
        case .memo: memos += 1
        case .rows(let rows): try inspect(rows, line: line)
        case .original: break
        case .tail(let tail): try summarize(tail, line: line)
        }
    }

    func inspectCode(_ place: Int, line: (borrowing JSONWriter) throws -> Void) throws {
        let code = head.codes[place]
        var json = JSONWriter()
        json.beginObject()
        json.member("code", code.name)
        json.member("path", path(of: place))
        json.member("colour", code.colour)
        json.key("codable")
        json.boolean(code.isCodable)
        json.member("definition", code.definition)
        json.endObject()
        try line(json)
    }

    private func path(of place: Int) -> [String] {
        var path: [String] = []
        var next: Int? = place
        while let code = next {
            path.append(head.codes[code].name)
            next = head.codes[code].parent
        }
        return path.reversed()
    }

    /// How many codes stand above one another; each is behind the one above it.
    private var codeDepth: Int {
        var depths: [Int] = []
        for code in head.codes { depths.append(1 + (code.parent.map { depths[$0] } ?? 0)) }
        return depths.max() ?? 0
    }

    private func inspect(_ source: ProjectSource, line: (borrowing JSONWriter) throws -> Void) throws {
        guard !source.passages.isEmpty else { return }
        let text = IndexedText(Array(source.transcript.text.utf8))
        var json = JSONWriter()
        for passage in source.passages.sorted(by: { $0.range < $1.range }) {
            for coding in passage.codings {
                json.removeAll()
                json.beginObject()
                json.member("source", source.name)
                json.key("range")
                json.beginArray()
                json.integer(passage.range.lowerBound)
                json.integer(passage.range.upperBound)
                json.endArray()
                json.member("code", head.codes[coding.code].name)
                json.member("coder", coding.coder.map { head.coders[$0].name })
                json.member("time", coding.time)
                json.key("quote")
                json.string(utf8: text[passage.range])
                json.endObject()
                try line(json)
            }
        }
    }

    private func summarize(_ tail: ProjectTail, line: (borrowing JSONWriter) throws -> Void) throws {
        var json = JSONWriter()
        json.beginObject()
        json.key("summary")
        json.beginObject()
        json.member("format", head.format)
        json.member("program", head.program)
        json.member("codes", head.codes.count)
        json.member("topCodes", head.codes.count { $0.parent == nil })
        json.member("codeDepth", codeDepth)
        json.member("codings", tail.found["codings"] ?? placed)
        json.member("placedCodings", placed)
        json.member("passages", passages)
        json.member("sources", tail.found["sources"] ?? 0)
        json.member("textSources", tail.found["textSources"] ?? 0)
        json.member("users", head.coders.count)
        json.member("cases", head.cases.count)
        json.member("variables", head.attributes.count)
        json.member("memos", tail.found["memos"] ?? memos)
        json.member("sets", tail.found["sets"] ?? 0)
        json.member("links", tail.found["links"] ?? 0)
        json.key("leftOut")
        json.beginObject()
        var tail = tail
        tail.leaveOut(ProjectPassage.bare, bare)
        for (kind, count) in tail.leftOut.sorted(by: { $0.key < $1.key }) { json.member(kind, count) }
        json.endObject()
        json.endObject()
        json.endObject()
        try line(json)
    }
}
