import StudyModel
import Testing

@testable import Importers

struct TierChoiceTests {
    private let file = InputFile(path: "dorf.eaf")
    private let tiers = [
        Transcript.Tier(name: "I", entries: [.init(position: 0, text: "Und?")]),
        Transcript.Tier(name: "gloss", entries: [.init(position: 0, text: "and"), .init(position: 1, text: "yes")]),
        Transcript.Tier(name: "empty"),
    ]

    private func choose(_ asked: [String]) throws -> TierChoice {
        var options = ImportOptions()
        options.tiers = asked
        return try TierChoice(of: tiers, in: file, options: options) { $0 == 0 }
    }

    @Test func readsSpeechAndNamesTheOtherTiersThatHoldSomething() throws {
        let choice = try choose([])
        #expect(choice.read == [0])
        #expect(
            choice.diagnostics.map(\.description) == [
                "dorf.eaf: note: 2 entries of the tier 'gloss' were left out\n  choose the tiers to be read with --tier"
            ])
    }

    @Test func readsTheTiersThatAreAskedFor() throws {
        let choice = try choose(["gloss", "Otto"])
        #expect(choice.read == [1])
        #expect(
            choice.diagnostics.map(\.description) == [
                "dorf.eaf: warning: the file has no tier 'Otto'\n  it has 'I', 'gloss', 'empty'",
                "dorf.eaf: note: 1 entry of the tier 'I' was left out\n  choose the tiers to be read with --tier",
            ])
    }

    @Test func refusesAFileThatHasNoneOfThem() {
        #expect(throws: Refusal(at: file.place(), "the file has no tier 'Otto'", remedy: "it has 'I', 'gloss', 'empty'")) {
            try choose(["Otto"])
        }
    }
}
