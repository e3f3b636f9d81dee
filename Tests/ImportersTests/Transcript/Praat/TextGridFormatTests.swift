import Importers
import StudyModel
import Testing

struct TextGridFormatTests {
    private func grid(_ tiers: [(name: String, isPoints: Bool, entries: String, count: Int)]) -> String {
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n10\n<exists>\n\(tiers.count)\n"
            + tiers.map {
                "\"\($0.isPoints ? "TextTier" : "IntervalTier")\"\n\"\($0.name)\"\n0\n10\n\($0.count)\n\($0.entries)\n"
            }
            .joined()
    }

    private func read(_ text: String, tiers: [String] = [], encoding: String? = nil) throws -> Transcript {
        try read(Array(text.utf8), tiers: tiers, encoding: encoding)
    }

    private func read(_ bytes: [UInt8], tiers: [String] = [], encoding: String? = nil) throws -> Transcript {
        var options = ImportOptions()
        options.tiers = tiers
        options.encoding = encoding
        return try ImportersTests.read(TextGridFormat(), bytes, named: "dorf.TextGrid", options: options)
    }

    private var talk: String {
        grid([
            ("Ida", false, "0 1 \"\" 1 2 \" Gut?\n\" 2 10 \" \"", 3),
            ("Herr Barth", false, "0 1.0005 \"äh\" 1.5 3 \"Ja,\nso.\"", 2),
        ])
    }

    @Test func readsATierAsASpeakerInOrderOfTime() throws {
        let transcript = try read(talk)
        #expect(transcript.format == "textgrid")
        #expect(transcript.script == ["0.0–1.001 Herr Barth: äh", "1.0–2.0 Ida: Gut?", "1.5–3.0 Herr Barth: Ja, so."])
        #expect(transcript.durationMs == 10_000)
        #expect(transcript.tiers.map(\.name) == ["Ida", "Herr Barth"])
        #expect(transcript.tiers.map(\.type) == ["interval", "interval"])
        #expect(transcript.tiers[1].entries.map(\.text) == ["äh", "Ja,\nso."])
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func leavesOutWordsAndSoundsBesideSpeech() throws {
        let text = grid([
            ("Ida - words", false, "0 1 \"Gut\"", 1), ("Ida - phones", false, "0 1 \"g\"", 1),
            ("Ida", false, "0 1 \"Gut?\"", 1),
            ("Ton", true, "0.5 \"h\"", 1),
        ])
        let transcript = try read(text)
        #expect(transcript.script == ["0.0–1.0 Ida: Gut?"])
        #expect(transcript.tiers.map(\.type) == ["interval", "interval", "interval", "point"])
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                dorf.TextGrid: note: 3 entries of the tiers 'Ida - words', 'Ida - phones', 'Ton' were left out
                  choose the tiers to be read with --tier
                """
            ])
        #expect(try read(text, tiers: ["Ton"]).script == ["0.5– Ton: h"])
    }

    @Test func wordsAloneAreReadAndNameNobody() throws {
        let transcript = try read(grid([("phone", false, "0 1 \"m\"", 1), ("word", false, "0 1 \"mary\"", 1)]))
        #expect(transcript.script == ["0.0–1.0 mary"])
        #expect(transcript.names == [])
    }

    @Test(arguments: [
        ("macintosh", 0x8A as UInt8), ("iso-8859-1", 0xE4),
    ])
    func readsOldCharacterSets(encoding: String, byte: UInt8) throws {
        let bytes = Array(talk.utf8)
        let start = try #require(bytes.firstIndex(of: 0xC3))
        #expect(try read(bytes[..<start] + [byte] + bytes[(start + 2)...], encoding: encoding).text == "äh\nGut?\nJa, so.")
    }

    @Test func readsBothByteOrdersOfUTF16() throws {
        let units = Array(("\u{FEFF}" + talk).utf16)
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for bytes in [big, little] {
            #expect(try read(bytes).text == "äh\nGut?\nJa, so.")
            #expect(TextGridFormat().recognizes(InputFile(path: "a"), head: Array(bytes.prefix(200))))
        }
    }

    @Test(arguments: [
        (
            "\"ooTextFile\" \"TextGrid\" 0 1 <exists> 0",
            "dorf.TextGrid: error: nothing that anybody says was found in it\n  name the tiers that hold speech with --tier"
        ),
        (
            "\"ooTextFile\"\n\"TextGrid\"\n0\n",
            "dorf.TextGrid:3: error: the TextGrid is broken here: a number is missing\n  open it in Praat, and save it again"
        ),
        (
            "ooBinaryFile\u{8}TextGrid",
            "dorf.TextGrid:byte 21: error: the TextGrid is broken here: it ends too early\n  open it in Praat, and save it with 'Save as text file…'"
        ),
    ])
    func refusesWhatHoldsNoSpeechOrIsBroken(text: String, expected: String) throws {
        let refusal = try #require(throws: Refusal.self) { try read(text) }
        #expect(refusal.diagnostic.description == expected)
    }

    @Test func recognizesItsFirstWordsOrTheExtension() {
        func takes(_ name: String, _ head: String) -> Bool {
            TextGridFormat().recognizes(InputFile(path: name), head: Array(head.utf8))
        }
        #expect(takes("a.txt", "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n"))
        #expect(takes("a", "ooBinaryFile\u{8}TextGrid"))
        #expect(takes("a.textgrid", ""))
        #expect(!takes("a", "File type = \"ooTextFile\"\nObject class = \"Sound 2\"\n"))
    }

    @Test func tellsTiersOfOneNameApart() throws {
        let transcript = try read(
            grid([
                ("Anna", false, "0 1 \"Ja.\"", 1), ("Otto", false, "1 2 \"Hm.\"", 1), ("Anna", false, "2 3 \"Nein.\"", 1),
            ]))
        #expect(transcript.script == ["0.0–1.0 Anna (tier 1): Ja.", "1.0–2.0 Otto: Hm.", "2.0–3.0 Anna (tier 3): Nein."])
        #expect(transcript.diagnostics.count == 1)
        #expect(
            transcript.diagnostics[0].description.contains(
                "the speakers 'tier 1', 'tier 3' share a name; the id stands behind it"))
    }
}
