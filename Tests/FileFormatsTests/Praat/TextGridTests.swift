import FileFormats
import Testing

struct TextGridTests {
    private let long = #"""
        File type = "ooTextFile"
        Object class = "TextGrid"

        xmin = 0 
        xmax = 2.5 
        tiers? <exists> 
        size = 2 
        item []: 
            item [1]:
                class = "IntervalTier" 
                name = "Frau ""B""" 
                xmin = 0 
                xmax = 2.5 
                intervals: size = 2 
                intervals [1]:
                    xmin = 0 
                    xmax = 1 
                    text = "" 
                intervals [2]:
                    xmin = 1 
                    xmax = 2.5 
                    text = "Ja, ""so""
        ! und 3 <exists>" 
            item [2]:
                class = "TextTier" 
                name = "Ton" 
                xmin = 0 
                xmax = 2.5 
                points: size = 1 
                points [1]:
                    number = 0.5 
                    mark = "h" 

        """#

    private let short = #"""
        "ooTextFile"
        "TextGrid"
        0 2.5 ! the time "of" 7 all
        <exists>
        2 tiers
        "IntervalTier" "Frau ""B""" 0 2.5
        2 0 1 "" 1 2.5 "Ja, ""so""
        ! und 3 <exists>"
        "TextTier" "Ton" 0 2.5 1 .5 "h"
        """#

    private func problem(_ text: String) -> String? {
        do {
            _ = try TextGrid(text: Array(text.utf8))
            return nil
        } catch let error as FormatError {
            return "\(error.line ?? 0): \(error.problem)"
        } catch { return "\(error)" }
    }

    @Test func readsTheLongAndTheShortForm() throws {
        for text in [long, short] {
            let grid = try TextGrid(text: Array(text.utf8))
            #expect(grid.end == 2.5)
            #expect(grid.tiers.map(\.name) == ["Frau \"B\"", "Ton"])
            #expect(grid.tiers.map(\.isPoints) == [false, true])
            #expect(grid.tiers.flatMap(\.entries).map(\.text) == ["Ja, \"so\"\n! und 3 <exists>", "h"])
            #expect(grid.tiers.flatMap(\.entries).map(\.start) == [1, 0.5])
            #expect(grid.tiers.flatMap(\.entries).map(\.end) == [2.5, 0.5])
        }
    }

    @Test(arguments: [
        ("Guten Tag.", "1: is no text file of Praat"),
        ("\"ooTextFile\" \"Sound 2\"", "1: holds another object of Praat than a TextGrid"),
        ("\"ooTextFile\"\n\"TextGrid\"\n0", "3: the TextGrid is broken here: a number is missing"),
        ("\"ooTextFile\"\n\"TextGrid\"\n0 1 2", "3: the TextGrid is broken here: it does not say whether there are tiers"),
        ("\"ooTextFile\"\n\"TextGrid\"\n0 1 <exists> 1.5", "3: the TextGrid is broken here: a count is no whole number"),
        ("\"ooTextFile\"\n\"TextGrid\"\n0 1 <exists> -1", "3: the TextGrid is broken here: a count is no whole number"),
        (
            "\"ooTextFile\"\n\"TextGrid\"\n0 1 <exists> 1\n\"PitchTier\"",
            "4: the TextGrid is broken here: a tier is neither of intervals nor of points"
        ),
        (
            "\"ooTextFile\"\n\"TextGrid\"\n0 1 <exists> 1\n\"TextTier\" \"a\" 0 1 1000000000000 0 \"b\" 1",
            "4: the TextGrid is broken here: a text in quotes is missing"
        ),
        (
            "\"ooTextFile\"\n\"TextGrid\"\n0 1 <exists> 1\n\"TextTier\" \"a\n\n",
            "4: the TextGrid is broken here: a text has no closing quotation mark"
        ),
    ])
    func saysWhereItIsBroken(text: String, expected: String) {
        #expect(problem(text) == expected)
    }

    @Test func aGridWithoutTiersIsEmpty() throws {
        #expect(try TextGrid(text: Array("\"ooTextFile\" \"TextGrid\" 0 1 <absent>".utf8)).tiers.isEmpty)
    }

    @Test func refusesMoreEntriesThanTheLimit() {
        var limits = InputLimits()
        limits.cues = 1
        let text = "\"ooTextFile\" \"TextGrid\" 0 1 <exists> 1 \"TextTier\" \"a\" 0 1 3 0 \"\" 0 \"b\" 1 \"c\""
        #expect(throws: FormatError.self) { try TextGrid(text: Array(text.utf8), limits: limits) }
    }

    /// Built by hand from the layout in the comment of `TextGridBinary`.
    private var binary: [UInt8] {
        func double(_ value: Double) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (56 - 8 * $0)) } }
        func narrow(_ text: String) -> [UInt8] { [0, UInt8(text.utf8.count)] + text.utf8 }
        var bytes = Array("ooBinaryFile".utf8) + [8] + "TextGrid".utf8
        bytes += double(0) + double(2.5) + [1, 0, 0, 0, 2]
        bytes += [12] + "IntervalTier".utf8
        bytes += narrow("Ida") + double(0) + double(2.5) + [0, 0, 0, 2]
        bytes += double(0) + double(1) + narrow("")
        // „ä😀“ as UTF-16: two characters, three units.
        bytes += double(1) + double(2.5) + [0xFF, 0xFF, 0, 2, 0, 0xE4, 0xD8, 0x3D, 0xDE, 0x00]
        bytes += [8] + "TextTier".utf8
        bytes += narrow("Ton") + double(0) + double(2.5) + [0, 0, 0, 1]
        bytes += double(0.5) + narrow("h")
        return bytes
    }

    @Test func readsTheBinaryForm() throws {
        let grid = try TextGrid(binary: binary)
        #expect(grid.end == 2.5)
        #expect(grid.tiers.map(\.name) == ["Ida", "Ton"])
        #expect(grid.tiers.map(\.isPoints) == [false, true])
        #expect(grid.tiers.flatMap(\.entries).map(\.text) == ["ä😀", "h"])
        #expect(grid.tiers.flatMap(\.entries).map(\.start) == [1, 0.5])
    }

    @Test func aBinaryFileThatBreaksOffAnywhereIsRefused() {
        for count in 0..<binary.count {
            #expect(throws: FormatError.self) { try TextGrid(binary: Array(binary.prefix(count))) }
        }
    }

    @Test func aBinaryFileWithOtherBytesIsReadOrRefused() throws {
        var (read, refused) = (0, 0)
        for index in binary.indices {
            for byte: UInt8 in [0, 0x7F, 0x80, 0xFF] {
                var bytes = binary
                bytes[index] = byte
                do {
                    let grid = try TextGrid(binary: bytes)
                    #expect(grid.tiers.count <= 2 && grid.tiers.allSatisfy { $0.entries.count <= 2 })
                    read += 1
                } catch is FormatError {
                    refused += 1
                }
            }
        }
        #expect(read > 0 && refused > 0)
    }
}
