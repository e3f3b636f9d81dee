import Importers
import StudyModel
import Testing

/// Signs of people in a group who were not recognised.
struct UnknownSpeakerTests {
    @Test(arguments: [
        ("?m", "?m"), ("?w", "?w"), ("m?", "m?"), ("w2?", "w2?"), ("?B1", "?B1"), ("??", "??"), ("?", "?"), ("(?)", "?"),
        ("[?]", "?"),
        ("(?m)", "?m"),
    ])
    func aSignWithAQuestionMarkIsASpeaker(label: String, name: String) throws {
        #expect(
            try read(PlainTextFormat(), "I: Gut.\nB1: Ja.\n\(label): Doch.\nI: Danke.\n").script == [
                "I: Gut.", "B1: Ja.", "\(name): Doch.", "I: Danke.",
            ])
    }

    @Test func wordsWithAQuestionMarkAreSaid() throws {
        for words in ["Ja?: Doch.", "????: Doch.", "?? Doch.", "(?) Doch: ja.", "(?: Doch."] {
            #expect(try read(PlainTextFormat(), "I: Gut.\nB1: Ja.\n\(words)\nI: Danke.\n").names == ["I", "B1"])
        }
    }

    @Test func onlyThoseWhoAreAskedForSpeak() throws {
        #expect(
            try read(PlainTextFormat(), "I: Gut.\n?m: Doch.\n?w: Ja.\nI: Danke.\n", speakers: ["I", "?w"]).script == [
                "I: Gut.\n?m: Doch.", "?w: Ja.", "I: Danke.",
            ])
    }
}
