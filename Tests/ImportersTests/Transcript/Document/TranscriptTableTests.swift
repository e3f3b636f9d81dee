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

    @Test(arguments: [["Zeile", "Transkript", "Memo"], ["Nr", "Transkript", "Kommentar"], ["Zeile", "Interview", "Codes"]])
    func labelsMayStandInTheColumnThatATitleTells(titles: [String]) throws {
        let transcript = try read([
            titles, ["1", "I: Wie war es?", "Einstieg"], ["2", "B: Gut.", "wirkt nervös"], ["3", "und schön", "lacht"],
            ["4", "I: Und dann?", ""],
        ])
        #expect(transcript.script == ["I: Wie war es?", "B: Gut.", "B: und schön", "I: Und dann?"])
    }

    @Test func aTranslationBesideLabelledWordsIsNotSaid() throws {
        let transcript = try read([
            ["Original", "Übersetzung"], ["I: How was it?", "I: Wie war es?"], ["B: Good.", "B: Gut."], ["I: And?", "I: Und?"],
        ])
        #expect(transcript.script == ["I: How was it?", "B: Good.", "I: And?"])
    }

    @Test(arguments: [("Person", "Gesagtes", "Analyse"), ("Wer", "Beitrag", "Beobachtung"), ("Wer", "Was", "Wie")])
    func anInterpretationIsNotSaidHoweverLong(speaker: String, words: String, remark: String) throws {
        let transcript = try read([
            [speaker, words, remark], ["I", "Wie war das?", "Einstiegsfrage, offen gestellt, gute Reaktion"],
            ["B", "Schwer.", "schaut weg, lange Pause, seufzt hörbar"], ["I", "Warum?", ""], ["B", "Darum.", "wieder ruhig"],
        ])
        #expect(transcript.script == ["I: Wie war das?", "B: Schwer.", "I: Warum?", "B: Darum."])
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func titlesOfATableWithoutSpeakersAreNotSaid() throws {
        let transcript = try read([
            ["Zeit", "Verbal", "Nonverbal"], ["00:00:01", "Wie war das?", "Einstiegsfrage, offen gestellt"],
            ["00:00:04", "Schwer.", "schaut weg, lange Pause, seufzt hörbar"], ["00:00:09", "Warum?", ""],
        ])
        #expect(transcript.script == ["1.0– Wie war das?", "4.0– Schwer.", "9.0– Warum?"])
    }

    @Test func aTableOfTasksIsNoTranscript() throws {
        let transcript = try read([
            ["Wer", "Was", "Bis wann"], ["Anna", "Protokoll schreiben", "3. Mai"], ["Bernd", "Raum buchen", "4. Mai"],
        ])
        #expect(transcript.names.isEmpty)
    }

    @Test func aColumnThatWasTakenWithoutATitleIsTold() throws {
        let transcript = try read([
            ["I", "Wie war das denn?", "Einstiegsfrage, offen"], ["B", "Schwer war es.", "schaut weg, seufzt"],
            ["I", "Und warum das?", "hakt nach"], ["B", "Darum eben.", "wieder ruhig"],
        ])
        let note = try #require(transcript.diagnostics.first)
        #expect(
            note.description.hasSuffix(
                """
                note: no title tells which column of a table is what was said; column 3 was taken, others were left out
                  if another column is what was said, title them 'Person', 'Text' and 'Memo'
                """))
    }

    @Test(arguments: ["Frau Weber, Herr Weber", "I + Frau Weber", "(Kind)", "[unklar]", "?"])
    func aNameOfAnUnknownFormIsAnotherWho(name: String) throws {
        let rows = [
            ["I", "Wie war es?"], ["Frau Weber", "Gut."], [name, "Ja!"], ["", "Genau."], ["I", "Und?"], ["Frau Weber", "So."],
        ]
        let script = [
            "I: Wie war es?", "Frau Weber: Gut.", "\(name): Ja!", "\(name): Genau.", "I: Und?", "Frau Weber: So.",
        ]
        #expect(try read(rows).script == script)
        #expect(
            try read([["Person", "Text"]] + rows + [["–", "Und so."]]).script == script + ["Frau Weber: Und so."])
    }
}
