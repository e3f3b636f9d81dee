import FileFormats
import Testing

struct EncodingGuessTests {
    /// German text in Windows-1252: „Änne“ – 5 €, Straße.
    private let german: [UInt8] =
        [0x84, 0xC4, 0x6E, 0x6E, 0x65, 0x93, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80, 0x2C, 0x20] + Array("Stra".utf8)
        + [0xDF] + Array("e.".utf8)

    @Test func readsGermanWithoutUTF8AsWindows1252AndSaysSo() throws {
        let decoded = try DecodedText(german)
        #expect(decoded.text == "„Änne“ – 5 €, Straße.")
        #expect(decoded.encoding == .windows1252)
        #expect(decoded.isGuess)
    }

    @Test func takesAQuotationMarkBehindASharpSForWindows1252() throws {
        // DF 93 happens to be valid UTF-8, too.
        let bytes: [UInt8] = [0x84, 0x53, 0x70, 0x61, 0xDF, 0x93, 0x20, 0x66, 0xFC, 0x72]
        #expect(try DecodedText(bytes).text == "„Spaß“ für")
    }

    @Test func keepsSlavicNamesBesideUmlauts() throws {
        #expect(try DecodedText([0x44, 0x75, 0x9A, 0x61, 0x6E, 0x20, 0x66, 0xFC, 0x72]).text == "Dušan für")
    }

    @Test func keepsApostrophesAndDashesInsideOfWords() throws {
        #expect(try DecodedText([0x64, 0x6F, 0x6E, 0x92, 0x74, 0x20, 0x61, 0x96, 0x62]).text == "don’t a–b")
    }

    @Test(arguments: [
        // Müller, läuft, schön, heißt, für in Mac Roman; Grüße and Märkte in code page 850.
        ([0x4D, 0x9F, 0x6C, 0x6C, 0x65, 0x72] as [UInt8], 1),
        ([0x6C, 0x8A, 0x75, 0x66, 0x74], 1),
        ([0x73, 0x63, 0x68, 0x9A, 0x6E], 3),
        ([0x68, 0x65, 0x69, 0xA7, 0x74], 3),
        ([0x66, 0x9F, 0x72], 1),
        // Größe über Öl in Mac Roman.
        ([0x47, 0x72, 0x9A, 0xA7, 0x65, 0x20, 0x9F, 0x62, 0x65, 0x72, 0x20, 0x85, 0x6C], 3),
        ([0x47, 0x72, 0x81, 0xE1, 0x65], 2),
        ([0x4D, 0x84, 0x72, 0x6B, 0x74, 0x65], 1),
    ])
    func refusesOtherCharacterSetsInsteadOfWritingNonsense(bytes: [UInt8], offset: Int) throws {
        let error = try #require(throws: FormatError.self) { try DecodedText(bytes) }
        #expect(error.byteOffset == offset)
        #expect(error.remedy == "name the character set with --encoding, such as macintosh, or save the file as UTF-8")
    }

    @Test func refusesUTF8WithALineOfAnotherCharacterSet() throws {
        let error = try #require(throws: FormatError.self) {
            try DecodedText(Array("B: Müller.\nB: ".utf8) + [0xD6, 0x6C, 0x2E])
        }
        #expect(error.problem == "the byte D6 is not UTF-8, while other characters of the file are")
        #expect(error.line == 2 && error.byteOffset == 15)
    }
}
