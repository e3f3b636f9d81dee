import Testing

@testable import FileFormats

struct TextByteSourceTests {
    private func text(_ bytes: [UInt8], encoding: String? = nil, blocks: Int = 1 << 16) throws -> (String, TextByteSource) {
        let files = try SheetFiles()
        let source = try TextByteSource(path: files.write(bytes, as: "a.csv"), encoding: encoding, limits: .init())
        var read: [UInt8] = []
        while true {
            let piece = try source.readHead(blocks)
            if piece.isEmpty { break }
            read += piece
        }
        return (String(decoding: read, as: UTF8.self), source)
    }

    private let long = String(repeating: "Öde „Räume“ – 5 €, 👍 ", count: 20_000)

    @Test(arguments: [7, 4096, 1 << 16, 1 << 20]) func givesTheSameTextInBlocksOfAnySize(blocks: Int) throws {
        #expect(try text(Array(long.utf8), blocks: blocks).0 == long)
    }

    @Test func readsUTF16AndUTF32AcrossBlocks() throws {
        let little: [UInt8] = long.utf16.reduce(into: [0xFF, 0xFE]) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        #expect(try text(little).0 == long)
        let big: [UInt8] = long.utf16.reduce(into: []) { $0 += [UInt8($1 >> 8), UInt8($1 & 0xFF)] }
        #expect(try text(big, encoding: "utf-16be").0 == long)
        let four: [UInt8] = long.unicodeScalars.reduce(into: [0xFF, 0xFE, 0, 0]) { bytes, scalar in
            bytes += (0..<4).map { UInt8(scalar.value >> ($0 * 8) & 0xFF) }
        }
        #expect(try text(four).0 == long)
    }

    @Test func findsWindows1252FarBehindTheStart() throws {
        let ascii = String(repeating: "abc,def\n", count: 50_000)
        let (found, source) = try text(Array(ascii.utf8) + [0x46, 0xFC, 0x72])
        #expect(found == ascii + "Für")
        #expect(source.encoding == .windows1252)
        #expect(source.isGuess)
    }

    @Test func refusesBytesOfNoSenseWithTheirPlace() throws {
        let ascii = String(repeating: "abc,def\n", count: 50_000)
        func refusal(_ bytes: [UInt8], encoding: String? = nil) -> FormatError? {
            #expect(throws: FormatError.self) { try text(bytes, encoding: encoding) }
        }
        // UTF-8 before the fault, so that it is no other set.
        let mixed = refusal(Array(("ä\n" + ascii).utf8) + [0xFC, 0x0A])
        #expect(mixed?.line == 50_002)
        #expect(mixed?.byteOffset == 400_003)
        #expect(mixed?.problem == "the byte FC is not UTF-8, while other characters of the file are")
        #expect(refusal(Array(ascii.utf8) + [0xFC], encoding: "utf-8")?.problem == "the byte FC is not UTF-8")
        #expect(
            refusal(Array(ascii.utf8) + [0x81], encoding: "cp1252")?.problem == "the byte 81 stands for nothing in windows-1252"
        )
        #expect(refusal(Array(ascii.utf8) + [0x81], encoding: "cp1252")?.line == 50_001)
        #expect(refusal([0xFF, 0xFE, 0x41, 0, 0x41])?.byteOffset == 4)
        #expect(refusal(Array("a\nü".utf8) + [0xC3])?.line == 2)
    }
}
