import FileFormats
import StudyModel
import Testing

@testable import Importers

struct PlacementTests {
    private static let scalars = PositionReading(unit: .scalars)

    private static func words(_ placement: Placement, _ raw: String) -> [String?] {
        let text = String(decoding: PlacedText(raw).utf8, as: UTF8.self)
        return placement.ranges.map { $0.flatMap { text.text(at: $0) } }
    }

    @Test func countsScalarsUTF16OrBytes() {
        let raw = "a👍🏽é\u{0301}z"
        for (unit, lower, upper) in [(PositionReading.Unit.scalars, 3, 5), (.utf16, 5, 7), (.utf8, 9, 13)] {
            let placement = Placement(of: [.init(lower: lower, upper: upper)], in: PlacedText(raw), by: .init(unit: unit))
            #expect(Self.words(placement, raw) == ["é\u{0301}"])
        }
    }

    /// As Taguette does.
    @Test func takesAPositionInsideOfACharacterForTheOneBehindIt() {
        let placement = Placement(of: [.init(lower: 1, upper: 4)], in: PlacedText("äöü"), by: .init(unit: .utf8))
        #expect(placement.ranges == [TextRange(1, 2)])
    }

    @Test func countsOverWindowsLineEndsAndAByteOrderMarkThatAreNotStored() {
        let raw = "\u{FEFF}eins\r\nzwei\rdrei\r\n"
        let placement = Placement(
            of: [
                .init(lower: 7, upper: 11), .init(lower: 12, upper: 16), .init(lower: 11, upper: 12),
                .init(lower: 0, upper: 18),
            ],
            in: PlacedText(raw), by: Self.scalars)
        #expect(Self.words(placement, raw) == ["zwei", "drei", "\n", "eins\nzwei\ndrei\n"])
        #expect(
            Self.words(
                Placement(
                    of: [.init(lower: 6, upper: 10)], in: PlacedText(raw), by: .init(unit: .scalars, countsReturns: false)), raw
            ) == ["zwei"])
    }

    @Test func readsPositionsSoThatTheStoredWordsFit() {
        let raw = "👍👍 ja\r\nund 👍 nein"
        // Qt counts each 👍 as two, and a line end as one.
        let wanted = [CountedRange(lower: 5, upper: 7, words: "ja"), CountedRange(lower: 15, upper: 19, words: "nein")]
        let placement = Placement(of: wanted, in: PlacedText(raw), by: Self.scalars)
        #expect(placement.reading == PositionReading(unit: .utf16, countsReturns: false))
        #expect(Self.words(placement, raw) == ["ja", "nein"])
        #expect(placement.moved == 0 && placement.differing == 0)
    }

    @Test func placesWhereTheWordsStandOnceAndElseByThePosition() {
        let raw = "das Café, das Haus, das Feld"
        let wanted = [
            CountedRange(lower: 0, upper: 4, words: "Haus"), CountedRange(lower: 0, upper: 3, words: "Wald"),
            CountedRange(lower: 4, upper: 8, words: "das"), CountedRange(lower: 90, upper: 95, words: "Feld"),
            CountedRange(lower: 90, upper: 95, words: "Wiese"), CountedRange(lower: 4, upper: 4),
        ]
        let placement = Placement(of: wanted, in: PlacedText(raw), by: Self.scalars)
        #expect(Self.words(placement, raw) == ["Haus", "das", "Café", "Feld", nil, nil])
        #expect(placement.moved == 2 && placement.differing == 2)
    }

    @Test func mindsNoWhiteSpaceInStoredWords() {
        let placement = Placement(
            of: [.init(lower: 0, upper: 9, words: "ein\u{2029}Wort")], in: PlacedText("ein  Wort"), by: Self.scalars)
        #expect(placement.ranges == [TextRange(0, 9)])
        #expect(placement.moved == 0 && placement.differing == 0)
    }
}
