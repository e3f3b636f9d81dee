import FileFormats
import Importers
import StudyModel
import Testing

struct PlainTextFormatTests {
    private let format = PlainTextFormat()

    @Test func readsTurnsByLabelAndPointsIntoTheFilesOwnText() throws {
        let text = "I: Wie heißen Sie?\nB: Änne Öhler.\n"
        let transcript = try read(format, text)
        #expect(transcript.text == text)
        #expect(transcript.script == ["I: Wie heißen Sie?", "B: Änne Öhler."])
        #expect(transcript.cues.map(\.range) == [TextRange(3, 18), TextRange(22, 33)])
        #expect(transcript.speakers == [.init(name: "I", role: .interviewer), .init(name: "B", role: .respondent)])
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func countsScalarsWhateverStandsBefore() throws {
        let transcript = try read(format, "\u{FEFF}I: 👍🏽 e\u{301}\r\nB: Ziel\r\n")
        #expect(transcript.text == "I: 👍🏽 e\u{301}\nB: Ziel\n")
        #expect(transcript.cues.map(\.range) == [TextRange(3, 8), TextRange(12, 16)])
    }

    @Test func joinsUnlabelledParagraphsToTheTurnAbove() throws {
        let transcript = try read(format, "I: Und?\n\nB: Eins.\nZwei.\n\nDrei.\n\nI: Gut.\n\nB: Ja.")
        #expect(transcript.script == ["I: Und?", "B: Eins.\nZwei.\n\nDrei.", "I: Gut.", "B: Ja."])
    }

    @Test func keepsParagraphsOfOneSpeakerApartWhereTheLabelIsRepeated() throws {
        let transcript = try read(format, "B: Eins.\n\nB: Zwei.\n\nI: Drei?")
        #expect(transcript.cues.count == 3)
        #expect(transcript.turns.map(\.cues) == [0..<2, 2..<3])
    }

    @Test func takesWordsBelowALabelThatStandsAlone() throws {
        #expect(try read(format, "I:\nWie war das?\n\nB:\nGut.\n").script == ["I: Wie war das?", "B: Gut."])
    }

    @Test func leavesOutALabelWithoutWords() throws {
        let transcript = try read(format, "Ana: Ja.\n\nAna: Gut.\n\nTom:\n\nTom:\n")
        #expect(transcript.script == ["Ana: Ja.", "Ana: Gut."])
        #expect(transcript.names == ["Ana"])
    }

    @Test func namesPeopleByAnyShortRepeatedLabel() throws {
        let transcript = try read(
            format,
            """
            Frau Müller: Ja.
            Dr. Weiß: Nein.
            kim: Doch.
            Frau Müller: Gut.
            Dr. Weiß: Eben.
            kim: Also.
            """)
        #expect(transcript.names == ["Frau Müller", "Dr. Weiß", "kim"])
        #expect(transcript.cues.count == 6)
    }

    @Test func doesNotTakeOtherWordsWithAColonForLabels() throws {
        let transcript = try read(
            format,
            """
            I: Gut.
            B: Wir fahren um
            10:30 Uhr: also früh.
            Zum Beispiel: der Bus.
            Zum Beispiel: die Bahn.
            Also: der Bus.
            Also: die Bahn.
            http://harz.example
            Er sagte, ja: so.
            Und was war der Grund dafür: das Geld.
            - Video: eins
            - Video: zwei
            Q1: eins
            Q1: zwei
            I: Danke.
            B: Bitte.
            """)
        #expect(transcript.names == ["I", "B"])
        #expect(transcript.cues.count == 4)
    }

    @Test func obeysTheSpeakersThatAreAskedFor() throws {
        let text = "Datum: Montag.\nFee: Hallo.\nRabe: Ach.\nRabe: So.\nFee: Ja."
        let transcript = try read(format, text, speakers: ["Fee", "Datum"])
        #expect(transcript.names == ["Datum", "Fee"])
        #expect(transcript.script == ["Datum: Montag.", "Fee: Hallo.\nRabe: Ach.\nRabe: So.", "Fee: Ja."])
    }

    @Test func takesASpeakerThatIsAskedForInAnyShape() throws {
        let transcript = try read(format, "Roth, Ada: Gut.\nDoer, Jo: [00:07] Ja.", speakers: ["Roth, Ada", "Doer, Jo", "Fee"])
        #expect(transcript.script == ["Roth, Ada: Gut.", "7.0– Doer, Jo: Ja."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                interview.txt: warning: the speaker 'Fee' does not occur in this transcript
                  write the label as the file does, without its colon
                """
            ])
    }

    @Test func namesTheLineOfALabelThatOccursOnlyOnce() throws {
        let transcript = try read(format, "I: Gut?\n\nB: Ja.\n\nHerr Klein: Nein.\n\nAlso: gut.\n\nI: Ach.")
        #expect(transcript.script == ["I: Gut?", "B: Ja.\n\nHerr Klein: Nein.\n\nAlso: gut.", "I: Ach."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                interview.txt:5: note: this line begins as a speaker's would, but only once; it was read as speech
                  if it is one, pass --speakers
                """
            ])
    }

    @Test func refusesAnEmptyFileAndOneOfWhiteSpace() throws {
        for text in ["", "\n \t\r\n"] {
            let refusal = try #require(throws: Refusal.self) { try read(format, text) }
            #expect(refusal.diagnostic.description == "interview.txt: error: is empty\n  fetch or export the file again")
        }
    }

    @Test func saysWhichCharacterSetItGuessed() throws {
        let transcript = try read(format, [0x42, 0x3A, 0x20, 0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72])
        #expect(transcript.text == "B: Müller")
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                interview.txt: note: the text is not UTF-8 and was read as windows-1252
                  if letters look wrong, name the character set with --encoding
                """
            ])
    }

    @Test func reportsReplacedCharactersOnce() throws {
        let transcript = try read(format, "I: Gut.\nB: \u{1B}[31mrot\u{1B}[0m")
        #expect(transcript.text == "I: Gut.\nB: \u{FFFD}[31mrot\u{FFFD}[0m")
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                interview.txt:2: warning: 2 control characters that XML forbids were replaced by U+FFFD, first in this line
                  if they meant something, mend the file and import it again
                """
            ])
    }

    @Test func refusesAFileAboveTheLimit() throws {
        var options = ImportOptions()
        options.limits.transcriptBytes = 10
        let refusal = try #require(throws: Refusal.self) { try read(format, Array("B: elf Bytes".utf8), options: options) }
        #expect(refusal.diagnostic.message == "holds more than 10 bytes")
    }

    @Test func recognizesTextByItsExtension() {
        #expect(format.recognizes(InputFile(path: "a/B.MD"), head: []))
        #expect(format.recognizes(InputFile(path: "interview.txt"), head: []))
        #expect(!format.recognizes(InputFile(path: "interview.vtt"), head: []))
    }
}
