import Foundation
import Importers
import StudyModel
import Testing

struct WebVTTFormatTests {
    private func read(_ text: String, speakers: [String] = []) throws -> Transcript {
        try ImportersTests.read(WebVTTFormat(), text, named: "gespräch.vtt", speakers: speakers)
    }

    @Test func storesOneLineACueWithoutMarkup() throws {
        let transcript = try read(
            """
            WEBVTT - Gespräch
            Kind: captions
            Language: de

            NOTE Eine Anmerkung
            über zwei Zeilen.

            STYLE
            ::cue { color: lime }

            REGION
            id:unten

            eins
            00:01.000 --> 00:04.500 align:start position:0%
            <v.laut Ana>Das <i>ist</i> <00:02.000><c.gelb>ein</c>
            Satz.</v>

            01:00:04.500 --> 01:00:05.000
            <v Tom>A &amp; B &lt;3&nbsp;&#8364;
            """)
        #expect(transcript.text == "Das ist ein Satz.\nA & B <3\u{A0}€")
        #expect(transcript.script == ["1.0–4.5 Ana: Das ist ein Satz.", "3604.5–3605.0 Tom: A & B <3\u{A0}€"])
        #expect(transcript.language == "de")
        #expect(transcript.durationMs == 3_605_000)
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func readsTeamsWithNamesInSurnameFirstOrder() throws {
        let id = "4b1f0c7e-0000-4000-8000-000000000001"
        let transcript = try read(
            "WEBVTT\n\n\(id)/12-0\n00:00:01.000 --> 00:00:02.000\n<v Roth, Ada>Das ist</v>\n\n"
                + "\(id)/12-1\n00:00:02.000 --> 00:00:03.000\n<v Roth, Ada>ein Satz.</v>\n")
        #expect(transcript.script == ["1.0–2.0 Roth, Ada: Das ist", "2.0–3.0 Roth, Ada: ein Satz."])
        #expect(transcript.turns.map(\.cues) == [0..<2])
    }

    @Test func readsZoomWithNamesInTheWords() throws {
        let transcript = try read(
            """
            WEBVTT

            1
            00:00:01.000 --> 00:00:02.000
            Ada Roth: Hallo?

            2
            00:00:02.000 --> 00:00:03.000
            Jo Doer: 10:30 wäre gut: ja.

            3
            00:00:03.000 --> 00:00:04.000
            Ada Roth: Gut.

            4
            00:00:04.000 --> 00:00:05.000
            Jo Doer: Eben.

            5
            00:00:05.000 --> 00:00:06.000
            Kim Berg: Danke.
            """)
        #expect(transcript.names == ["Ada Roth", "Jo Doer", "Kim Berg"])
        #expect(transcript.text == "Hallo?\n10:30 wäre gut: ja.\nGut.\nEben.\nDanke.")
    }

    @Test func aTimeBeforeAColonNamesNobody() throws {
        let transcript = try read(
            """
            WEBVTT

            1
            00:00:01.000 --> 00:00:02.000
            Ada Roth: Was steht an?

            2
            00:00:02.000 --> 00:00:03.000
            10:30 Treffen: wir alle.

            3
            00:00:03.000 --> 00:00:04.000
            Ada Roth: Gut.

            4
            00:00:04.000 --> 00:00:05.000
            10:30 Treffen: ja.
            """)
        #expect(transcript.names == ["Ada Roth"])
        #expect(transcript.text == "Was steht an?\n10:30 Treffen: wir alle.\nGut.\n10:30 Treffen: ja.")
    }

    @Test func readsNoScribeWithItsNoteAndOverlaps() throws {
        let transcript = try read(
            """
            WEBVTT

            NOTE
            Transkribiert mit noScribe
            Audio: gespraech.wav

            1
            00:00:00.000 --> 00:00:12.120
            <v S01>Wie war das (..) damals? //S02: Ach. //</v>

            2
            00:00:34.570 --> 00:00:35.790
            <v S02>(12 Sekunden Pause) Schön.</v>
            """)
        #expect(
            transcript.script == [
                "0.0–12.12 S01: Wie war das (..) damals? //S02: Ach. //", "34.57–35.79 S02: (12 Sekunden Pause) Schön.",
            ])
    }

    @Test func splitsACueInWhichSeveralSpeak() throws {
        let transcript = try read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Ja?</v> <v Tom>Nein.\nNie.</v> (Lachen)\n")
        #expect(transcript.script == ["1.0–2.0 Ana: Ja?", "1.0–2.0 Tom: Nein. Nie.", "1.0–2.0 (Lachen)"])
    }

    @Test func takesAClassForTheLabelOfAVoiceWithoutAName() throws {
        let transcript = try read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v.sprecher1>Ja.</v>\n")
        #expect(transcript.names == ["sprecher1"])
    }

    @Test func keepsAngleBracketsThatAreNoTags() throws {
        #expect(
            try read("WEBVTT\n\n00:01.000 --> 00:02.000\na < b und <ja> &unbekannt; &#0;\n").text
                == "a < b und <ja> &unbekannt; &#0;")
    }

    @Test func decodesTheNamedCharactersOfHTML() throws {
        let transcript = try read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v J&ouml;rg>Sch&ouml;n &hellip; 5&nbsp;&euro; &lrm;&apos;</v>\n")
        #expect(transcript.script == ["1.0–2.0 Jörg: Schön … 5\u{A0}€ \u{200E}'"])
    }

    @Test func notesANameThatOccursOnceBesideOthers() throws {
        let transcript = try read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Ja?\n\n00:02.000 --> 00:03.000\nTom Lenz: Nein.\n")
        #expect(transcript.script == ["1.0–2.0 Ana: Ja?", "2.0–3.0 Tom Lenz: Nein."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                gespräch.vtt:6: note: a line of this cue begins as a speaker's would, but only once; it was read as speech
                  if it is one, pass --speakers
                """
            ])
    }

    @Test func readsAFileWithoutABlankLineBehindTheHeader() throws {
        #expect(
            try read("WEBVTT\n1\n00:01.000 --> 00:02.000\nHallo.\n2\n00:02.000 --> 00:03.000\nJa.\n").script == [
                "1.0–2.0 Hallo.", "2.0–3.0 Ja.",
            ])
    }

    @Test func warnsWhereTheFirstLineIsMissing() throws {
        let transcript = try read("1\n00:01.000 --> 00:02.000\n<v Ana>Hallo.\n")
        #expect(transcript.script == ["1.0–2.0 Ana: Hallo."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "gespräch.vtt:1: warning: the line WEBVTT is missing at the start\n  begin the file with the line WEBVTT"
            ])
    }

    @Test func keepsTheWordsOfDamagedCuesAndNamesTheirLines() throws {
        let transcript = try read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Eins.\n\n00:0x --> 00:04.000\n<v Ana>Zwei.\n\n<v Ana>Drei.\n\n"
                + "00:09.000 --> 00:08.000\n<v Ana>Vier.\n")
        #expect(transcript.script == ["1.0–2.0 Ana: Eins.", "Ana: Zwei.", "Ana: Drei.", "9.0– Ana: Vier."])
        #expect(transcript.diagnostics.map { $0.place.line } == [6, 9, 11])
        #expect(
            transcript.diagnostics.map(\.message) == [
                "the times of this cue cannot be read", "this block has no time", "this cue ends before it begins",
            ])
    }

    @Test func refusesAFileWithoutAUsableCue() throws {
        let refusal = try #require(throws: Refusal.self) { try read("WEBVTT\n\nHallo.\n") }
        #expect(
            refusal.diagnostic.description == """
                gespräch.vtt: error: no cue with a time and words was found
                  a cue is a line such as 00:00:01.000 --> 00:00:04.000 and its words below it
                """)
    }

    @Test func saysThatNobodyIsNamed() throws {
        #expect(
            try read("WEBVTT\n\n00:01.000 --> 00:02.000\nHallo.\n").diagnostics.map(\.description) == [
                """
                gespräch.vtt: note: no speaker is named in this transcript
                  name each speaker as '<v Ana>', or pass --speakers
                """
            ])
    }

    @Test func recognizesTheFirstLineOrTheExtension() {
        #expect(WebVTTFormat().recognizes(InputFile(path: "a.txt"), head: Array("\u{FEFF}WEBVTT\n".utf8)))
        #expect(WebVTTFormat().recognizes(InputFile(path: "a.VTT"), head: []))
        #expect(!WebVTTFormat().recognizes(InputFile(path: "a.txt"), head: Array("Ana: WEBVTT".utf8)))
    }

    @Test func namesOfMeetingsAreLabelsWhereEachCueBeginsWithOne() throws {
        let names = [
            "Jo Roth", "iPhone (2)", "ada_kern", "Prof. Dr. Ada-Lena von der Heide (Uni Süd)", "+49*******12",
            "Lisa | Dorfcafé",
        ]
        let cues = (names + names.dropLast()).enumerated().map { number, name in
            "00:00:\(10 + number).000 --> 00:00:\(11 + number).000\n\(name): Satz \(number)."
        }
        let transcript = try read("WEBVTT\n\n" + cues.joined(separator: "\n\n") + "\n")
        // As everywhere, brackets without a number are no part of a name.
        #expect(transcript.names == names.map { $0.replacingOccurrences(of: " (Uni Süd)", with: "") })
        #expect(transcript.cues.allSatisfy { $0.speaker != nil } && transcript.cues.count == 11)
    }

    @Test func aSentenceWithAColonIsSpeechAlsoThere() throws {
        let cues = [
            "Jo: Gut.", "Ada: Ja.", "Jo: Also das Wichtigste ist doch: Geld.", "Ada: Nein.", "Jo: So.", "Ada: Ja.", "Jo: Na.",
            "Ada: Ei.", "Jo: Oh.", "Mir ist wichtig: Räume.",
        ]
        let text = cues.enumerated().map { "00:00:\(10 + $0).000 --> 00:00:\(11 + $0).000\n\($1)" }.joined(separator: "\n\n")
        let transcript = try read("WEBVTT\n\n\(text)\n")
        #expect(transcript.names == ["Jo", "Ada"])
        #expect(transcript.script.last == "19.0–20.0 Mir ist wichtig: Räume.")
    }
}
