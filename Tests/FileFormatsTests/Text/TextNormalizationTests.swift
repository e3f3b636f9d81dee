import FileFormats
import Testing

struct TextNormalizationTests {
    private func normalized(_ text: String) -> String {
        String(decoding: TextNormalization(Array(text.utf8)).utf8, as: UTF8.self)
    }

    @Test func endsEveryLineWithALineFeed() {
        #expect(Array(normalized("a\nb\r\nc\rd\r\r\ne\r").utf8) == Array("a\nb\nc\nd\n\ne\n".utf8))
    }

    @Test func keepsSeparatorsThatAreNoLineEnds() {
        let text = "vier\u{2028}fünf\u{85}sechs\u{2029}sieben"
        #expect(normalized(text) == text)
    }

    @Test func replacesWhatXMLForbidsOneForOneAndCountsIt() {
        let normal = TextNormalization(Array("eins\r\nzw\u{1}ei\u{B}\u{C}\u{1B}[0m\u{FFFE}\u{FFFF}\ttab".utf8))
        #expect(
            String(decoding: normal.utf8, as: UTF8.self) == "eins\nzw\u{FFFD}ei\u{FFFD}\u{FFFD}\u{FFFD}[0m\u{FFFD}\u{FFFD}\ttab"
        )
        #expect(normal.replaced == 6)
        #expect(normal.firstReplacedLine == 2)
    }

    @Test func findsTheFirstChangeWhereverItStands() {
        for change in ["\r", "\u{1}", "\u{FFFF}"] {
            for length in 0..<20 {
                let text = Array((String(repeating: "ü", count: length) + "\n\t" + change + "ende").utf8)
                #expect(text.withUnsafeBufferPointer { TextNormalization.firstChange(in: $0) } == 2 * length + 2)
            }
        }
        for length in 0..<20 {
            let text = Array((String(repeating: "\u{FF01}", count: length) + "\n \u{FFFD}").utf8)
            #expect(text.withUnsafeBufferPointer { TextNormalization.firstChange(in: $0) } == nil)
        }
    }

    @Test func keepsWhatXMLAllows() {
        // Swift has no literal for the noncharacter U+FDD0.
        let text = "\u{7F}\u{9B}\u{FFFD}\u{202E}\u{10FFFF}" + String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self)
        let normal = TextNormalization(Array(text.utf8))
        #expect(String(decoding: normal.utf8, as: UTF8.self) == text)
        #expect(normal.replaced == 0)
        #expect(normal.firstReplacedLine == nil)
    }

    @Test func keepsTheNormalFormAsItCame() {
        let text = "Mu\u{308}ller, Müller"
        #expect(normalized(text).unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test func takesOneLetterWithTenThousandMarks() {
        let text = "a" + String(repeating: "\u{301}", count: 10_000) + "\n"
        #expect(TextNormalization(Array(text.utf8)).utf8.count == 20_002)
    }
}
