import Testing

@testable import FileFormats

struct ParagraphSpacingTests {
    /// Texts of a few characters that matter, so that every neighbourhood of blanks and words comes up.
    private static func text(_ generator: inout some RandomNumberGenerator) -> [UInt8] {
        let characters = ["a", "b", "ß", " ", "  ", "\t", "\n", "!", "wort", "Straße", "längeres"]
        return (0..<Int.random(in: 0...30, using: &generator)).flatMap { _ in
            Array(characters[Int.random(in: 0..<characters.count, using: &generator)].utf8)
        }
    }

    /// The words of the text with one blank between them.
    private static func folded(_ text: [UInt8]) -> [UInt8] {
        Array(text.split { $0 <= 0x20 }.joined(separator: [0x20]))
    }

    private struct Numbers: RandomNumberGenerator {
        var state: UInt64 = 7
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test func blanksAreOneBetweenWordsHoweverTheTextIsCut() {
        var numbers = Numbers()
        for _ in 0..<5_000 {
            let text = Self.text(&numbers)
            var spacing = ParagraphSpacing()
            var result: [UInt8] = []
            spacing.beginCell()
            spacing.beginParagraph(&result)
            var rest = text[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(Int.random(in: 1...40, using: &numbers)))
                piece.withUnsafeBytes { spacing.append($0, to: &result) }
                rest = rest.dropFirst(piece.count)
            }
            #expect(result == Self.folded(text), "\(String(decoding: text, as: UTF8.self).debugDescription)")
        }
    }
}
