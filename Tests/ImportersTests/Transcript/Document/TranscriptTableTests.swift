import Importers
import StudyModel
import Testing

/// Tables of documents whose rows are what is said.
struct TranscriptTableTests {
    /// A table of HTML; a cell's paragraphs are parted by `¶`.
    private func read(_ rows: [[String]]) throws -> Transcript {
        let cells = rows.map { row in
            "<tr>"
                + row.map { cell in
                    "<td>" + cell.split(separator: "¶", omittingEmptySubsequences: false).map { "<p>\($0)</p>" }.joined()
                        + "</td>"
                }.joined() + "</tr>"
        }
        return try ImportersTests.read(
            HTMLFormat(), Array("<html><body><table>\(cells.joined())</table></body></html>".utf8), named: "gespräch.html")
    }

    @Test func aRowWithoutANameGoesOnBelowAllParagraphsOfTheOneAbove() throws {
        let transcript = try read([
            ["I", "Hallo?"], ["B", "Ja.¶Noch ein Absatz"], ["", "weiter"], ["I", "Gut."], ["B", "Ende"],
        ])
        #expect(transcript.script == ["I: Hallo?", "B: Ja.\nNoch ein Absatz", "B: weiter", "I: Gut.", "B: Ende"])
    }

    @Test func otherCellsAreNotSaid() throws {
        let transcript = try read([
            ["I", "Wie kam es dazu?", "00:00:01"], ["B", "Ja.¶Noch ein Absatz", "00:00:05"], ["I", "Gut.", "00:00:09"],
            ["B", "Ende", "00:00:12"],
        ])
        #expect(
            transcript.script == [
                "1.0– I: Wie kam es dazu?", "5.0– B: Ja.\nNoch ein Absatz", "9.0– I: Gut.", "12.0– B: Ende",
            ])
    }

    @Test(arguments: [("Sprecher", "Transkript", "Anmerkungen"), ("Wer", "Text", "Memo"), ("Speaker", "Original", "English")])
    func titlesTellWhichColumnIsSaid(speaker: String, words: String, remark: String) throws {
        let transcript = try read([
            [speaker, words, remark], ["I", "Wie war das?", "Einstiegsfrage, offen gestellt, gute Reaktion"],
            ["B", "Schwer.", "schaut weg, lange Pause, seufzt hörbar"], ["I", "Warum?", ""], ["B", "Darum.", "vgl. Memo 3"],
        ])
        #expect(transcript.script == ["I: Wie war das?", "B: Schwer.", "I: Warum?", "B: Darum."])
    }

    @Test func shortWordsAreWordsAllTheSame() throws {
        #expect(
            try read([["00:00:01 I", "Hallo?"], ["00:00:05 B", "Ja."], ["00:00:09 I", "Gut"], ["00:00:12 B", "so"]]).script
                == ["1.0– I: Hallo?", "5.0– B: Ja.", "9.0– I: Gut", "12.0– B: so"])
        #expect(
            try read([
                ["Start", "Ende", "Sprecher", "Text"], ["00:00:01", "00:00:04", "I", "Hallo?"],
                ["00:00:05", "00:00:08", "B", "Ja."], ["00:00:09", "00:00:12", "I", "gut"],
                ["00:00:15", "00:00:19", "B", "so"],
            ]).script == ["1.0–4.0 I: Hallo?", "5.0–8.0 B: Ja.", "9.0–12.0 I: gut", "15.0–19.0 B: so"])
    }

    @Test func labelsMayStandBeforeTheWordsBesideASpan() throws {
        #expect(
            try read([
                ["00:00:01-00:00:05", "I: Wie sind Sie dazu gekommen?"], ["00:00:05-00:00:14", "B: Durch eine Nachbarin."],
                ["00:00:14-00:00:19", "I: Und wer war dabei?"], ["00:00:19-00:00:33", "B: Die Leute aus dem Haus."],
            ]).script == [
                "1.0–5.0 I: Wie sind Sie dazu gekommen?", "5.0–14.0 B: Durch eine Nachbarin.",
                "14.0–19.0 I: Und wer war dabei?",
                "19.0–33.0 B: Die Leute aus dem Haus.",
            ])
    }

    @Test func aColumnForEachWhoSpeaksLosesNothing() throws {
        let transcript = try read([
            ["Zeit", "Interviewer", "Frau Kern"], ["00:00:01", "Hallo?", ""], ["00:00:05", "", "Ja, gern."],
            ["00:00:09", "Gut", "mhm"], ["00:00:12", "", "so"],
        ])
        let said = transcript.cues.map { transcript.text.text(at: $0.range) ?? "" }
        for words in ["Hallo?", "Ja, gern.", "Gut", "mhm", "so"] { #expect(said.contains(words)) }
    }

    /// A first row that says the word of a title is a row.
    @Test(arguments: ["Wer?", "Name?", "Text"])
    func aWordOfATitleMayBeSaid(words: String) throws {
        let transcript = try read([
            ["I", words], ["B", "Ich, und dann die anderen."], ["I", "Gut."], ["B", "Ja, so war das."],
        ])
        #expect(transcript.script == ["I: \(words)", "B: Ich, und dann die anderen.", "I: Gut.", "B: Ja, so war das."])
    }
}
