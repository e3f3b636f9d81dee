import FileFormats
import Importers
import StudyModel
import Testing

/// Times that stand in plain text beside what is said.
struct TextTimesTests {
    @Test(arguments: [("", ""), ("[", "]")])
    func aTimeAloneBetweenBlankLinesBeginsWhatFollows(opening: String, closing: String) throws {
        let transcript = try read(
            PlainTextFormat(),
            """
            Besprechung – Transkript

            \(opening)00:00:00\(closing)

            Anna Schmidt: Hallo.
            Bernd Weber: Hallo.

            \(opening)00:05:07\(closing)

            Anna Schmidt: Weiter.
            Bernd Weber: Ja.

            \(opening)00:10:07\(closing)

            und so.
            Anna Schmidt: Gut.

            Meeting ended after 00:12:13 👋

            This editable transcript was computer generated and might contain errors. People can also change the text after it was created.
            """)
        #expect(
            transcript.script == [
                "0.0– Anna Schmidt: Hallo.", "Bernd Weber: Hallo.", "307.0– Anna Schmidt: Weiter.", "Bernd Weber: Ja.",
                "607.0– Bernd Weber: und so.", "Anna Schmidt: Gut.",
            ])
    }

    @Test func aTimeBelowWordsEndsThem() throws {
        let transcript = try read(
            PlainTextFormat(),
            """
            I: Wie war es?

            #00:00:05-0#

            B: Gut.

            #00:00:09-0#
            """)
        #expect(transcript.script == ["0.0–5.0 I: Wie war es?", "5.0–9.0 B: Gut."])
    }

    @Test func timesThatGoBackAreTold() throws {
        let transcript = try read(
            PlainTextFormat(),
            """
            I: Wie? #00:00:03-0#
            B: Gut. #00:00:09-0#
            I: Ok. #00:00:12-0#
            I: Da? #00:00:02-0#
            B: Ja. #00:00:05-0#
            """)
        #expect(
            transcript.script == [
                "0.0–3.0 I: Wie?", "3.0–9.0 B: Gut.", "9.0–12.0 I: Ok.", "12.0– I: Da?", "2.0–5.0 B: Ja.",
            ])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "interview.txt:4: warning: 1 cue ends before it begins and keeps only its start"
            ])
        let started = try read(
            PlainTextFormat(),
            "[00:00:03] I: Wie?\n[00:00:09] B: Gut.\n\n[00:00:02] I: Da?\n[00:00:05] B: Ja.\n[00:00:01] I: Ach.\n")
        #expect(started.script == ["3.0– I: Wie?", "9.0– B: Gut.", "2.0– I: Da?", "5.0– B: Ja.", "1.0– I: Ach."])
        #expect(
            started.diagnostics.map(\.description) == [
                """
                interview.txt:4: warning: the times go back at this line, and at 1 more place
                  where another recording begins, give each a file of its own; else mend the times
                """
            ])
    }

    @Test func noTurnEndsBeforeItBegins() throws {
        let transcript = try read(
            PlainTextFormat(),
            "I: Wie? #00:00:03-0#\nB: Gut. #00:00:09-0#\nI: Ok. #00:00:12-0#\n\nTeil 2\n\nI: Da? #00:00:02-0#\n")
        var lines: [String] = []
        try TranscriptInspection().inspect(transcript, turns: true) { lines.append($0.text) }
        #expect(lines.count == 4)
        #expect(lines[2].contains(#""startMs":9000,"range""#))
        #expect(transcript.diagnostics.count == 1)
    }

    @Test func aSpanAtTheEndOfATurnIsItsStartAndItsEnd() throws {
        let transcript = try read(
            PlainTextFormat(),
            "I: Hallo. [00:00:01 - 00:00:03]\nB: Guten Tag. [00:00:04 - 00:00:06]\nI: Los. [00:00:06 - 00:00:09]\n")
        #expect(transcript.script == ["1.0–3.0 I: Hallo.", "4.0–6.0 B: Guten Tag.", "6.0–9.0 I: Los."])
    }
}
