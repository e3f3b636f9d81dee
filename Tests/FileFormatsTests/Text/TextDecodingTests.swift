import FileFormats
import Testing

struct TextDecodingTests {
    @Test func takesValidUTF8WithoutGuessing() throws {
        let decoded = try DecodedText(Array("B: Müller – 5 € 👍".utf8))
        #expect(decoded.text == "B: Müller – 5 € 👍")
        #expect(decoded.encoding == .utf8)
        #expect(!decoded.isGuess)
    }

    @Test(arguments: [
        ([0xEF, 0xBB, 0xBF, 0x41], TextEncoding.utf8),
        ([0xFF, 0xFE, 0x41, 0], .utf16LittleEndian),
        ([0xFE, 0xFF, 0, 0x41], .utf16BigEndian),
        ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], .utf32LittleEndian),
        ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x41], .utf32BigEndian),
    ])
    func goesByTheByteOrderMarkAndDropsIt(bytes: [UInt8], encoding: TextEncoding) throws {
        let decoded = try DecodedText(bytes, encoding: "windows-1252")
        #expect(decoded.text == "A")
        #expect(decoded.encoding == encoding)
        #expect(!decoded.isGuess)
    }

    @Test func joinsSurrogatePairsOfUTF16() throws {
        #expect(try DecodedText([0xFF, 0xFE, 0x3D, 0xD8, 0x4D, 0xDC]).text == "👍")
    }

    @Test func refusesHalfASurrogatePairWithItsByteOffset() throws {
        let error = try #require(throws: FormatError.self) { try DecodedText([0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0x41, 0]) }
        #expect(error.byteOffset == 4)
        #expect(error.line == 1)
    }

    @Test func keepsAByteOrderMarkInsideOfTheText() throws {
        let decoded = try DecodedText(Array("a\u{FEFF}b".utf8))
        #expect(Array(decoded.text.unicodeScalars) == ["a", "\u{FEFF}", "b"])
    }

    @Test(arguments: [
        ("windows-1252", [0x80, 0xFC, 0x93] as [UInt8], "€ü“"),
        ("CP1252", [0x96, 0xDF], "–ß"),
        ("iso-8859-1", [0xFC, 0x84], "ü„"),
        ("ISO-8859-15", [0xA4, 0xBD, 0xE4], "€œä"),
        ("macintosh", [0x8A, 0x9A, 0x9F, 0xA7, 0xDE], "äöüßﬁ"),
        ("utf-16le", [0xFC, 0x00], "ü"),
        ("UTF-16BE", [0x00, 0xFC], "ü"),
        ("utf-16", [0x41, 0x00, 0x42, 0x00], "AB"),
        ("utf-16", [0x00, 0x41, 0x00, 0x42], "AB"),
        ("utf-8", [0xC3, 0xBC], "ü"),
    ])
    func readsTheCharacterSetThatWasAskedFor(name: String, bytes: [UInt8], text: String) throws {
        let decoded = try DecodedText(bytes, encoding: name)
        #expect(decoded.text == text)
        #expect(!decoded.isGuess)
    }

    @Test func refusesAnUnknownCharacterSetByName() throws {
        let error = try #require(throws: FormatError.self) { try DecodedText([0x41], encoding: "KLINGON-1") }
        #expect(error.problem == "the character set 'KLINGON-1' is not known")
    }

    @Test func refusesBytesThatTheAskedCharacterSetDoesNotHave() throws {
        let undefined = try #require(throws: FormatError.self) { try DecodedText([0x41, 0x0A, 0x81], encoding: "cp1252") }
        #expect(undefined.problem == "the byte 81 stands for nothing in windows-1252")
        #expect(undefined.line == 2 && undefined.byteOffset == 2)
        let invalid = try #require(throws: FormatError.self) { try DecodedText([0x4D, 0xFC, 0x6C], encoding: "utf-8") }
        #expect(invalid.problem == "the byte FC is not UTF-8")
        #expect(invalid.byteOffset == 1)
    }

    @Test func refusesAnEmptyFileAndALoneByteOrderMark() throws {
        #expect(try #require(throws: FormatError.self) { try DecodedText([]) }.problem == "is empty")
        #expect(try #require(throws: FormatError.self) { try DecodedText([0xEF, 0xBB, 0xBF]) }.problem == "is empty")
    }

    @Test func refusesANULWithLineAndOffset() throws {
        let error = try #require(throws: FormatError.self) { try DecodedText(Array("eins\r\nzw\0i".utf8)) }
        #expect(error.problem == "holds a NUL character, which no text has")
        #expect(error.line == 2 && error.byteOffset == 8)
    }

    @Test func seesUTF16WithoutAByteOrderMarkAsNULs() throws {
        let bytes = "I: Wie heißen Sie?".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let error = try #require(throws: FormatError.self) { try DecodedText(bytes) }
        #expect(error.problem == "every other byte is NUL, as in UTF-16 without a byte order mark")
        #expect(error.remedy == "pass --encoding utf-16le")
        #expect(error.byteOffset == 1)
    }

    @Test(arguments: [
        ([0xC0, 0xAF] as [UInt8], "the byte C0 begins an overlong sequence, which UTF-8 forbids"),
        ([0xE0, 0x80, 0xAF], "the byte E0 begins an overlong sequence, which UTF-8 forbids"),
        ([0xED, 0xA0, 0xBD, 0xED, 0xB1, 0x8D], "the byte ED begins a surrogate (CESU-8), which UTF-8 forbids"),
    ])
    func refusesWhatOnlyFaultyProgramsWrite(bytes: [UInt8], problem: String) throws {
        let error = try #require(throws: FormatError.self) { try DecodedText(Array("B: ".utf8) + bytes + [0x0A]) }
        #expect(error.problem == problem)
        #expect(error.line == 1 && error.byteOffset == 3)
    }
}
