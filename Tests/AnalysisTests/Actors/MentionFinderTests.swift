import StudyModel
import Testing

@testable import Analysis

struct MentionFinderTests {
    private static let actors = [
        Actor(name: "Dorfcafé Kupferau", aliases: ["Dorfcafé", "das Café"]), Actor(name: "Gemeinde Kupferau"),
        Actor(name: "Kupferau"), Actor(name: "Grundschule Kupferau", aliases: ["die Schule"]),
        Actor(name: "Oberschule Altbergen", aliases: ["die Schule"]), Actor(name: "Mühle"), Actor(name: "ER"),
        Actor(name: "Heimatverein e. V.", aliases: ["Heimatverein"]), Actor(name: "Landkreis"), Actor(name: "Berg"),
    ]

    /// The words of each mention with the names of those who are meant.
    private func mentions(_ text: String, _ actors: [Actor] = Self.actors) -> [String] {
        var text = text
        let finder = MentionFinder(actors)
        return text.withUTF8 { buffer in
            finder.mentions(in: buffer[...]).map { found in
                let words = String(decoding: buffer[found.range], as: UTF8.self)
                return "\(words): \(found.actors.map { actors[$0].name }.joined(separator: " | "))"
            }
        }
    }

    @Test func wholeWordsAreFoundInReadingOrder() {
        #expect(
            mentions("In Kupferau? Das Dorfcafé, und DAS CAFE. Kupferauer nicht, Dorfcafés schon.") == [
                "Kupferau: Kupferau", "Dorfcafé: Dorfcafé Kupferau", "DAS CAFE: Dorfcafé Kupferau",
                "Dorfcafés: Dorfcafé Kupferau",
            ])
    }

    @Test func theLongestNameWins() {
        #expect(mentions("die Gemeinde Kupferau") == ["Gemeinde Kupferau: Gemeinde Kupferau"])
        #expect(mentions("Dorfcafé Kupferaus Leute") == ["Dorfcafé Kupferaus: Dorfcafé Kupferau"])
        // The one that begins first is shorter.
        #expect(
            mentions("Rat der Stadt Harz Nord", [Actor(name: "Rat der"), Actor(name: "der Stadt Harz Nord")]) == [
                "der Stadt Harz Nord: der Stadt Harz Nord"
            ])
        #expect(mentions("Dorfcafé am Markt") == ["Dorfcafé: Dorfcafé Kupferau"])
    }

    @Test func umlautsMayBeSpelledOut() {
        #expect(mentions("an der Muehle, der mühle, der Muhle") == ["Muehle: Mühle", "mühle: Mühle", "Muhle: Mühle"])
        #expect(mentions("Strasse", [Actor(name: "Straße")]) == ["Strasse: Straße"])
        #expect(mentions("Mu\u{308}hle") == ["Mu\u{308}hle: Mühle"])
    }

    @Test func theGenitiveIsTaken() {
        #expect(
            mentions("Landkreises, Landkreise, Bergs, Berges") == ["Landkreises: Landkreis", "Bergs: Berg", "Berges: Berg"])
        // Who is called so is meant before who would be in the genitive.
        #expect(mentions("Bergs", [Actor(name: "Berg"), Actor(name: "Bergs")]) == ["Bergs: Bergs"])
        #expect(mentions("Hofs", [Actor(name: "Ho")]) == [])
    }

    @Test func aNameOfSeveralIsSaidToBe() {
        #expect(mentions("in die Schule") == ["die Schule: Grundschule Kupferau | Oberschule Altbergen"])
        // A name goes before another name.
        #expect(mentions("im Hof", [Actor(name: "Hof"), Actor(name: "Gut", aliases: ["Hof"])]) == ["Hof: Hof"])
    }

    @Test func aShortNameInCapitalsStandsInCapitals() {
        #expect(mentions("er und ER und Er") == ["ER: ER"])
    }

    @Test func whatStandsBetweenWordsIsLittle() {
        #expect(mentions("der Heimatverein e.V. und") == ["Heimatverein e.V: Heimatverein e. V."])
        #expect(mentions("Dorfcafé\nKupferau") == ["Dorfcafé\nKupferau: Dorfcafé Kupferau"])
        #expect(mentions("Dorfcafé? Kupferau") == ["Dorfcafé: Dorfcafé Kupferau", "Kupferau: Kupferau"])
        #expect(mentions("Dorfcafé\n\nKupferau") == ["Dorfcafé: Dorfcafé Kupferau", "Kupferau: Kupferau"])
        #expect(mentions("") == [])
        #expect(mentions("nichts", []) == [])
    }
}
