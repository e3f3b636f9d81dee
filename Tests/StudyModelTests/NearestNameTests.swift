import StudyModel
import Testing

struct NearestNameTests {
    private let names = ["Öffentlicher Raum", "Resonanz", "Verwandte"]

    @Test(arguments: [
        ("Resonans", "Resonanz"), ("Reosnanz", "Resonanz"), ("resonanz", "Resonanz"),
        ("Offentlicher Raum", "Öffentlicher Raum"),
        ("Verwandt", "Verwandte"),
    ])
    func findsTheNameThatWasMeant(typed: String, meant: String) {
        #expect(typed.nearest(among: names) == meant)
    }

    @Test func findsNothingNearAnotherWord() {
        #expect("Landwirtschaft".nearest(among: names) == nil)
        #expect("".nearest(among: names) == nil)
        #expect("Resonanz".nearest(among: [String]()) == nil)
    }

    @Test func prefersTheNearest() {
        #expect("Haus".nearest(among: ["Mus", "Hase", "Hauss"]) == "Hauss")
    }

    @Test func countsTwoSwappedLettersAsOneSlip() {
        // Four letters allow one slip; as two changes it would be too many.
        #expect("Karm".nearest(among: ["Kram"]) == "Kram")
    }

    @Test func listsTheNamesWhereNoneIsNear() {
        #expect("Resonans".suggestion(among: names, "there are") == "did you mean 'Resonanz'?")
        #expect(
            "Landwirtschaft".suggestion(among: names, "there are")
                == "there are: 'Öffentlicher Raum', 'Resonanz', 'Verwandte'")
        let many = (10..<24).map { "Nr. \($0)" }
        #expect("Landwirtschaft".suggestion(among: many, "there are").hasSuffix("'Nr. 21' and 2 more"))
    }
}
