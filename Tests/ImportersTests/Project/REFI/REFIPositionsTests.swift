import FileFormats
import StudyModel
import Testing

@testable import Importers

struct REFIPositionsTests {
    private func counted(_ raw: String) -> REFICountedText {
        let bytes = Array(raw.utf8)
        return REFICountedText(raw: bytes, stored: TextNormalization(bytes).utf8)
    }

    @Test func aTextWithoutTwofoldCharactersHasOneReading() {
        #expect(counted("Zoë\nsagt ja\n").readings == [.standard])
        #expect(counted("👍🏽").readings.count == 2)
        #expect(counted("a\r\nb👍").readings.count == 4)
    }

    @Test func eachReadingCountsItsWay() {
        let text = counted("a👍\r\nb\rc")
        let all = PositionReading(unit: .utf16)
        #expect(text.text.length == 6)
        #expect(text.scale(.standard).length == 7)
        #expect(text.scale(all).length == 8)
        #expect(text.scale(PositionReading(countsReturns: false)).length == 6)
        // Units: a 0, 👍 1 and 2, CR 3, LF 4, b 5, CR 6, c 7.
        #expect((0...9).map { text.scale(all).place($0) } == [0, 1, nil, 2, 2, 3, 4, 5, 6, nil])
        #expect(text.scale(.standard).place(-1) == nil)
    }

    @Test func theReadingIsTakenUnderWhichWordsAreWhole() {
        let raw = "I: 👍 Gut?\r\nB: Ich fand das sehr gut, danke.\r\n"
        for reading in counted(raw).readings {
            var choice = REFIReadingChoice(program: nil)
            let text = counted(raw)
            // `sehr gut` is at 26..<34 of the stored text, behind one wide character and one line end.
            let shift = (reading.unit == .utf16 ? 1 : 0) + (reading.countsReturns ? 1 : 0)
            let found = choice.reading(for: [.init(lower: 26 + shift, upper: 34 + shift, name: "")], in: text)
            #expect(text.scale(found).range(26 + shift, 34 + shift) == TextRange(26, 34))
        }
    }

    @Test func aNameSpeaksForAReadingWhereBordersDoNot() {
        let text = counted("🎉🎉 Straßenbahn hält\n")
        var choice = REFIReadingChoice(program: nil)
        #expect(choice.reading(for: [.init(lower: 7, upper: 12, name: "aßenb")], in: text).unit == .scalars)
        var other = REFIReadingChoice(program: nil)
        // In UTF-16 units `Straß` is 5..<10; in code points that would be `raßen`.
        #expect(other.reading(for: [.init(lower: 5, upper: 10, name: "Straß…")], in: text).unit == .utf16)
    }

    @Test func whereSelectionsDoNotTellTheUsualReadingStays() {
        let text = counted("👍 eins zwei drei\n")
        var choice = REFIReadingChoice(program: "NVivo 12 Windows")
        #expect(choice.reading(for: [.init(lower: 4, upper: 5, name: "")], in: text).unit == .utf16)
        var plain = REFIReadingChoice(program: "QualCoder")
        #expect(plain.reading(for: [.init(lower: 4, upper: 5, name: "")], in: text) == .standard)
        // A position that only the other reading has is no reason to take it.
        #expect(plain.reading(for: [.init(lower: 0, upper: 18, name: "")], in: text) == .standard)
    }

    /// Seeded texts of CRLF, emoji, combining marks and right-to-left: each word is found again under each reading.
    @Test func wordsAreFoundAgainUnderEveryReading() throws {
        let words = ["Dorf", "👍🏽", "e\u{301}t\u{E9}", "שלום", "Straße", "👨‍👩‍👧", "a\u{308}o", "\u{FEFF}x", "मन"]
        var random = SplitMix(seed: 7)
        for _ in 0..<200 {
            var raw = ""
            var places: [(lower: Int, upper: Int, word: String)] = []
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                let word = words[Int.random(in: 0..<words.count, using: &random)]
                let lower = raw.unicodeScalars.count
                raw += word
                places.append((lower, raw.unicodeScalars.count, word))
                raw += ["\r\n", " ", "\n", "\r", ", "][Int.random(in: 0..<5, using: &random)]
            }
            let text = counted(raw)
            let stored = String(decoding: text.text.bytes, as: UTF8.self)
            for reading in text.readings {
                let scale = text.scale(reading)
                for place in places {
                    let before = String(raw.unicodeScalars.prefix(place.lower))
                    var lower = reading.unit == .utf16 ? before.utf16.count : before.unicodeScalars.count
                    if !reading.countsReturns {
                        lower -= before.unicodeScalars.count - before.replacing("\r\n", with: "\n").unicodeScalars.count
                    }
                    let upper = lower + (reading.unit == .utf16 ? place.word.utf16.count : place.word.unicodeScalars.count)
                    let range = try #require(scale.range(lower, upper))
                    #expect(stored.text(at: range) == place.word)
                }
            }
        }
    }
}
