import DatabaseSupport
import FileFormats
import Importers
import StudyModel
import Testing

/// What a reader made of a project, all of it.
struct ProjectCollector {
    var head = ProjectHead(format: "", name: "")
    var sources: [ProjectSource] = []
    var memos: [ProjectMemo] = []
    var rows: [ProjectRows] = []
    var originals: [OriginalFile] = []
    var tail = ProjectTail()

    init(_ database: TestDatabase, as format: some ProjectFormat, skips: Bool = false) throws {
        let file = InputFile(path: database.path)
        #expect(format.recognizes(file, head: try FileByteSource(path: file.path).readHead(4096)))
        try self.init(file, as: format, skips: skips)
    }

    /// - Parameter skips: leaves out what has no place.
    init(_ file: InputFile, as format: some ProjectFormat, skips: Bool = false) throws {
        var options = ImportOptions()
        options.skipsUnplaced = skips
        try format.read(file, options: options) { part in
            switch part {
            case .head(let head): self.head = head
            case .source(let source): sources.append(source)
            case .memo(let memo): memos.append(memo)
            case .original(let original): originals.append(original)
            case .rows(let rows): self.rows.append(rows)
            case .tail(let tail): self.tail = tail
            }
        }
    }

    /// Each coding as `source lower..<upper "words" code coder time`.
    var codings: [String] {
        sources.flatMap { source in
            source.passages.flatMap { passage in
                passage.codings.map { coding in
                    let words = source.transcript.text.text(at: passage.range) ?? "beyond the end"
                    let coder = coding.coder.map { head.coders[$0].name } ?? "-"
                    return
                        "\(source.name) \(passage.range) \"\(words)\" \(head.codes[coding.code].name) \(coder) \(coding.time ?? "-")"
                }
            }
        }
    }

    /// Each code by the names from the top, with what is said of it.
    var codes: [String] {
        head.codes.map { code in
            var path = code.name
            var above = code.parent
            while let place = above {
                path = head.codes[place].name + "/" + path
                above = head.codes[place].parent
            }
            return path + (code.isCodable ? "" : " (folder)") + (code.definition.map { ": \($0)" } ?? "")
        }
    }

    /// What was said, without the places.
    var said: [String] { tail.diagnostics.map(\.message.text) }
}
