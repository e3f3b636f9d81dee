import StudyModel
import Testing

struct TextRangeTests {
    @Test func countsUnicodeScalars() throws {
        // 👍🏽 is two scalars: the hand and the tone of its skin.
        let range = try #require(TextRange(10, 12))
        #expect("Zoë said: 👍🏽 yes".text(at: range) == "👍🏽")
        #expect(range.count == 2)
    }

    @Test func countsAnAccentThatStandsAloneAsAScalar() throws {
        #expect("Zoe\u{308}!".text(at: try #require(TextRange(2, 4))) == "e\u{308}")
        #expect("Zo\u{EB}!".text(at: try #require(TextRange(2, 3))) == "\u{EB}")
    }

    @Test(arguments: [(0, 0), (5, 2), (-1, 3), (Int.max, Int.min)])
    func refusesEmptyAndReversedBounds(lower: Int, upper: Int) {
        #expect(TextRange(lower, upper) == nil)
    }

    @Test func hasNoTextPastTheEnd() throws {
        #expect("Dorf".text(at: try #require(TextRange(0, 4))) == "Dorf")
        #expect("Dorf".text(at: try #require(TextRange(3, 5))) == nil)
        #expect("Dorf".text(at: try #require(TextRange(9, 12))) == nil)
        #expect("".text(at: try #require(TextRange(0, 1))) == nil)
    }

    @Test func isHalfOpen() throws {
        let range = try #require(TextRange(3, 6))
        #expect([2, 3, 5, 6].map(range.contains) == [false, true, true, false])
        #expect(range.overlaps(try #require(TextRange(5, 9))))
        #expect(!range.overlaps(try #require(TextRange(6, 9))))
        #expect(!range.overlaps(try #require(TextRange(0, 3))))
    }

    @Test func sortsInReadingOrder() throws {
        let ranges = try [(4, 9), (0, 8), (4, 5), (0, 2)].map { try #require(TextRange($0.0, $0.1)) }
        #expect(ranges.sorted().map(\.description) == ["0..<2", "0..<8", "4..<5", "4..<9"])
    }

    @Test func readsWhatItWrites() throws {
        let range = try #require(TextRange(120, 180))
        #expect(range.description == "120..<180")
        #expect(TextRange(parsing: "120..<180") == range)
    }

    @Test(arguments: [
        "", "120", "120..180", "120...180", "120.<180", "180..<120", "5..<5", "-1..<4", "a..<b", "1..<2..<3",
        "1..<99999999999999999999", " 1..<2",
    ])
    func readsNothingElse(text: String) {
        #expect(TextRange(parsing: text) == nil)
    }
}
