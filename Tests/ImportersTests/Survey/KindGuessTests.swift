import StudyModel
import Testing

@testable import Importers

struct KindGuessTests {
    private func guess(_ texts: [String]) -> KindGuess {
        var guess = KindGuess()
        for text in texts { guess.look(at: Array(text.utf8)[...]) }
        return guess
    }

    @Test(arguments: [
        (["1", "-20"], Question.Kind.integer), (["1", "2.5"], .decimal), (["01", "2"], .text), ([".98", "-.5", "2"], .decimal),
        ([".", "2"], .text), (["1.1", "1.2", "1.10"], .text), (["2.50", "3.5"], .text), (["2.50", "3.00", "7"], .decimal),
        (["1.0", "2.25", "3.5"], .decimal), (["1.00", "2"], .integer), (["true", "false"], .boolean),
        (["2025-03-01"], .date), (["2025-03-01", "2025-03-01T08:30:00+02:00"], .text), (["2025-03-01 08:30"], .dateTime),
        (["08:30"], .time), (["ja", "nein"], .text), ([], .text),
        (["Wir treffen uns jeden Donnerstag im Dorfcafé, und jeder kann dazukommen."], .open), (["eins\nzwei"], .open),
    ])
    func takesAKindThatEveryAnswerHas(texts: [String], kind: Question.Kind) {
        #expect(guess(texts).kind == kind)
    }

    @Test func seesColumnsOfAddresses() {
        #expect(guess(["a@example.org", "b@example.org"]).holdsAddresses)
        #expect(guess(["192.0.2.1", "2001:db8::1"]).holdsAddresses)
        #expect(!guess(["08:30", "Haus 4.2"]).holdsAddresses)
    }
}
