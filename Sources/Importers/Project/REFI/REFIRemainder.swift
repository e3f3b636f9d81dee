import FileFormats
import StudyModel

/// Hands on a project of this program with the rows that stand beside it, and of the project what they do not say better.
///
/// The rows have attributes, values, what memos are on, and what actors and ties are; the project has users, codes, cases, codings and the
/// words of memos.
final class REFIRemainder {
    private let side: REFISideFile
    private let file: InputFile
    private let part: (ProjectPart) throws -> Void
    /// False where another program has written the project since.
    private var isUsed = true
    /// The places of the attributes that stay, by those in the project.
    private var attributes: [Int: Int] = [:]

    init(_ side: REFISideFile, of file: InputFile, part: @escaping (ProjectPart) throws -> Void) {
        (self.side, self.file, self.part) = (side, file, part)
    }

    func pass(_ next: ProjectPart) throws {
        if case .head(let head) = next { isUsed = head.program?.hasPrefix("Ankerpunkt") ?? false }
        guard isUsed else { return try passUnused(next) }
        switch next {
        case .head(let head):
            try part(.head(rest(of: head)))
            try side.forEachBatch(ofMemos: false) { try part(.rows($0)) }
            try side.forEachOriginal { try part(.original($0)) }
        case .source(let source): try part(.source(rest(of: source)))
        case .memo(let memo): if !side.evidence.contains(memo.key) { try part(next) }
        case .tail(var tail):
            try side.forEachBatch(ofMemos: true) { try part(.rows($0)) }
            for kind in ["set", "link", "graph", "description of a set or variable"] { tail.leftOut[kind] = nil }
            try part(.tail(tail))
        case .original, .rows: try part(next)
        }
    }

    private func passUnused(_ next: ProjectPart) throws {
        guard case .tail(var tail) = next else { return try part(next) }
        tail.diagnostics.append(
            .note(at: file.place(), "\(ProjectRows.fileName) is passed over, since another program has written the project"))
        try part(.tail(tail))
    }

    private func rest(of head: ProjectHead) -> ProjectHead {
        var head = head
        for (place, attribute) in head.attributes.enumerated() where attribute.id.map({ !side.attributes.contains($0) }) ?? true
        {
            attributes[place] = attributes.count
        }
        head.attributes = attributes.sorted { $0.value < $1.value }.map { head.attributes[$0.key] }
        for place in head.codes.indices {
            head.codes[place].definition = nil
            head.codes[place].memoKeys = rest(of: head.codes[place].memoKeys)
        }
        head.cases.removeAll { one in one.id.map { side.actors.contains($0) } ?? false }
        for place in head.cases.indices {
            head.cases[place].values = rest(of: head.cases[place].values)
            head.cases[place].memos = []
            head.cases[place].memoKeys = rest(of: head.cases[place].memoKeys)
        }
        return head
    }

    private func rest(of source: ProjectSource) -> ProjectSource {
        var source = source
        source.values = rest(of: source.values)
        source.memoKeys = rest(of: source.memoKeys)
        for place in source.passages.indices {
            source.passages[place].memoKeys = rest(of: source.passages[place].memoKeys)
            for coding in source.passages[place].codings.indices {
                source.passages[place].codings[coding].memoKeys = rest(of: source.passages[place].codings[coding].memoKeys)
            }
        }
        source.passages.removeAll(where: \.isBare)
        return source
    }

    private func rest(of values: [ProjectValue]) -> [ProjectValue] {
        values.compactMap { value in attributes[value.attribute].map { ProjectValue(attribute: $0, value: value.value) } }
    }

    private func rest(of keys: [String]) -> [String] { keys.filter { !side.memos.contains($0) } }
}
