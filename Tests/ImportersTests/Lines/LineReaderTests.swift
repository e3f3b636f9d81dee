import FileFormats
import Foundation
import Importers
import StudyModel
import Testing

struct LineReaderTests {
    /// The lines of a file with these bytes, each with its number.
    private func lines(_ bytes: [UInt8], limits: InputLimits = InputLimits()) throws -> [(number: Int, text: String)] {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("anker-lines-\(UUID().uuidString).jsonl")
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        var lines: [(Int, String)] = []
        try LineReader(path: url.path, limits: limits).forEachBatch { batch in
            lines += batch.map { ($0.number, String(decoding: $0.bytes, as: UTF8.self)) }
        }
        return lines
    }

    @Test func countsBlankLinesAndLeavesThemOut() throws {
        let lines = try lines(Array("a\n\n  \r\nb\n\t\nc".utf8))
        #expect(lines.map(\.number) == [1, 4, 6])
        #expect(lines.map(\.text) == ["a", "b", "c"])
    }

    @Test func leavesOutAByteOrderMark() throws {
        #expect(try lines([0xEF, 0xBB, 0xBF] + Array("a\n".utf8)).map(\.text) == ["a"])
    }

    @Test func handsOverLongLinesWholeAndManyInOrder() throws {
        let long = String(repeating: "ä", count: 200_000)
        let many = (1...1203).map(String.init)
        let lines = try lines(Array(([long] + many).joined(separator: "\n").utf8))
        #expect(lines.first?.text == long)
        #expect(lines.dropFirst().map(\.text) == many)
        #expect(lines.last?.number == 1204)
    }

    @Test func anEmptyFileHasNoLines() throws {
        #expect(try lines([]).isEmpty)
    }

    @Test func aFileThatIsNotThereIsRefused() throws {
        let refusal = try #require(throws: Refusal.self) { try LineReader(path: "/nowhere/codings.jsonl") }
        #expect(
            refusal.diagnostic.description
                == "codings.jsonl: error: no such file or directory\n  check the path and its permissions")
    }

    @Test func aPlaceNamesFileAndLine() {
        #expect(LineReader.place(in: "a/b.jsonl", line: 7).description == "b.jsonl:7")
        #expect(LineReader.place(in: "-", line: 7).description == "standard input:7")
        #expect(LineReader.place(in: "-", line: nil).description == "standard input")
    }

    @Test func oneBadLineDoesNotSpoilItsNeighbours() {
        let texts = [#"{"name":"A"}"#, #"{"name":7}"#, "x", #"{"name":"B"}"#, "{}", #"{"name":"C"},"#, #"[{"name":"D"}]"#]
        let lines = texts.enumerated().map { LineReader.Line(number: $0.offset + 1, bytes: Array($0.element.utf8)) }
        let values = LineReader.decode(ActorLine.self, from: lines)
        #expect(values.map(\.line) == Array(1...7))
        let told = values.map { value in
            switch value.value {
            case .success(let line): line.actor.name
            case .failure(let problem): problem.message.text
            }
        }
        #expect(
            told == [
                "A", "the value of 'name' is not a text", "is not a JSON object", "B", "the key 'name' is missing",
                "is not a JSON object", "is not a JSON object",
            ])
    }
}

/// Decodes one line, as a batch of its own.
func line<Line: Decodable>(_ type: Line.Type, _ text: String) throws -> Line {
    let lines = [LineReader.Line(number: 1, bytes: Array(text.utf8))]
    return try #require(LineReader.decode(type, from: lines).first).value.get()
}

/// What is wrong with a line.
func problem<Line: Decodable>(_ type: Line.Type, _ text: String) throws -> String {
    try #require(throws: LineProblem.self) { try line(type, text) }.message.text
}
