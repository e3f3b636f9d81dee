import StudyModel
import Testing

struct ActorNamingTests {
    @Test func anAnswerIsOneNameUnlessSomethingSetsSeveralApart() {
        #expect(ActorNaming().names(in: " Hof; Laden ") == ["Hof; Laden"])
        let naming = ActorNaming(separators: [";", " und "])
        #expect(naming.names(in: "Hof; Laden und Schule;; Hof") == ["Hof", "Laden", "Schule"])
    }

    @Test(arguments: ["keine", "Keine.", " - ", "–", "k.A.", "n/a", "weiß nicht", "???", "niemand", "Nobody"])
    func whoWritesThisNamesNobody(answer: String) {
        #expect(ActorNaming.isNobody(answer))
    }

    @Test(arguments: ["Keiner & Söhne", "Naturhof", "Nein zur Straße e.V.", "1860"])
    func aNameIsAName(answer: String) {
        #expect(!ActorNaming.isNobody(answer))
    }

    @Test(arguments: [
        "kind", "place", "reach", "alias", "attribute Alter", "tie kind", "tie reach", "strength", "sign", "first", "last",
    ])
    func whatAColumnTellsReadsBackAsItIsWritten(word: String) {
        #expect(NamedDetail.Property(word: word)?.word == word)
    }
}
