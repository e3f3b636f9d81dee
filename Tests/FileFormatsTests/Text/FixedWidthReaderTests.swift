import FileFormats
import Testing

struct FixedWidthReaderTests {
    private func lines(_ text: String, limits: InputLimits = .init()) throws -> [(number: Int, field: String)] {
        var found: [(number: Int, field: String)] = []
        try FixedWidthReader.read(MemoryByteSource(Array(text.utf8)), limits: limits) { line in
            found.append((line.number, String(decoding: line[2...3], as: UTF8.self)))
        }
        return found
    }

    @Test func countsCharactersAndLines() throws {
        let found = try lines("abcd\r\n\r\näöü\rx\n   \n€")
        #expect(found.map(\.number) == [1, 3, 4, 6])
        #expect(found.map(\.field) == ["bc", "öü", "", ""])
    }

    @Test func refusesALineWithoutEnd() {
        var limits = InputLimits()
        limits.textBytes = 4
        let error = #expect(throws: FormatError.self) { try lines("abcd\nabcde\n", limits: limits) }
        #expect(error?.problem == "holds a line of more than 4 bytes, the limit")
        #expect(error?.line == 2)
    }
}
