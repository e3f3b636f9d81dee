import StudyModel
import Testing

@testable import Analysis

struct ActorDuplicatesTests {
    private func reasons(_ first: Actor, _ second: Actor) throws -> [ActorDuplicate.Kind] {
        let found = ActorDuplicates.find(among: [second, first])
        #expect(found.count <= 1)
        return found.first?.reasons.map(\.kind) ?? []
    }

    private func reasons(_ first: String, _ second: String) throws -> [ActorDuplicate.Kind] {
        try reasons(Actor(name: first), Actor(name: second))
    }

    @Test(arguments: [
        ("Dorfcafé Kupferau", "Dorfcafe Kupferau", ActorDuplicate.Kind.sameLetters),
        ("Mühle Süd", "Muehle Sued", .sameLetters), ("Straßenfest Ort", "STRASSENFEST ORT", .sameLetters),
        ("Dorf-Café", "Dorfcafé", .sameLetters), ("Heimatverein Altbergen e. V.", "Heimatverein Altbergen", .smallWords),
        ("Heimatverein Altbergen e.V.", "Heimatverein Altbergen eingetragener Verein", .smallWords),
        ("Offene Werkstatt gGmbH", "Offene Werkstatt", .smallWords),
        ("Holzbau Krüger GmbH & Co. KG", "Holzbau Krüger", .smallWords),
        ("Die Grundschule in Kupferau", "Grundschule Kupferau", .smallWords),
        ("Kunst & Kultur", "Kunst und Kultur", .smallWords),
        ("Festivalverbund Mitte (Halle)", "Festivalverbund Mitte e. V.", .brackets),
        ("Grundschule Kupferau", "Kupferau, Grundschule", .wordOrder), ("Berg, Anna", "Anna Berg", .wordOrder),
        ("Theaterscheune Wiesenrode", "Theaterscheune Wisenrode", .spelling), ("Seldenfeld", "Seldnefeld", .spelling),
        ("Gartenbund Grüne Mitte", "Gartnbund Grüne Mite", .spelling), ("FRB", "Freie Radiowelle Bodenrode", .abbreviation),
        ("Bund der Landfrauen", "BDL", .abbreviation), ("A. Berg", "Anna Berg", .initial),
        ("Gemeinde Kupferau", "Kupferau", .sortOfActor), ("Frau Lindner", "Lindner", .sortOfActor),
    ])
    func namesThatMayBeOneAreFound(first: String, second: String, kind: ActorDuplicate.Kind) throws {
        #expect(try reasons(first, second).first == kind)
        #expect(try reasons(second, first).first == kind)
    }

    @Test(arguments: [
        ("Initiative 1", "Initiative 2"), ("Haus A", "Haus B"), ("Gemeinde Kupferau", "Landkreis Kupferau"),
        ("Verein Kupferau", "Gemeinde Kupferau"), ("Grundschule Kupferau", "Grundschule Altbergen"),
        ("Feuerwehr (Steinthal)", "Feuerwehr (Kupferau)"), ("(Halle)", "Halle an der Elbe"), ("Anna Berg", "Andreas Berg"),
        ("Hof", "Hub"), ("Hort", "Hart"), ("der Verein", "die Initiative"),
        ("Bürgergarten", "Gemeinschaftsgarten"), ("🎉", "👍🏽"), ("frb", "Freie Radiowelle Bodenrode"),
    ])
    func namesOfTwoAreNot(first: String, second: String) throws {
        #expect(try reasons(first, second) == [])
    }

    @Test func anotherNameCountsToo() throws {
        let café = Actor(name: "Dorfcafé Kupferau", aliases: ["das Café", "Kaffeehaus"])
        #expect(try reasons(café, Actor(name: "Kaffeehaus")) == [.nameOfOther])
        #expect(try reasons(café, Actor(name: "Unser Ort", aliases: ["Das Cafe"])) == [.sharedAlias])
        #expect(try reasons(café, Actor(name: "Kaffehaus")) == [.spelling])
        // Their own other names are no duplicates.
        #expect(ActorDuplicates.find(among: [Actor(name: "Café", aliases: ["Cafe"])]) == [])
    }

    /// 23 letters of which one is missing: 1 - 2/23. By another name it is 0.9 of that.
    @Test func theScoreSaysHowAlike() throws {
        let scores = ActorDuplicates.find(
            among: [
                Actor(name: "Theaterscheune Wiesenrode"), Actor(name: "Theaterscheune Wisenrode"), Actor(name: "Kupferau"),
                Actor(name: "Gemeinde Kupferau"), Actor(name: "Ortsrat", aliases: ["Gemeinde Kupferau e. V."]),
            ])
        #expect(scores.map(\.score) == [0.91, 0.81, 0.65, 0.59])
        #expect(
            scores[1].reasons == [
                .init(kind: .smallWords, names: ["Gemeinde Kupferau", "Gemeinde Kupferau e. V."], score: 0.9 * 0.9)
            ])
    }

    @Test func whatBothAreKnownByAndDifferInSpeaksAgainstIt() throws {
        let school = Actor(name: "Grundschule Kupferau", kind: "Schule", place: "Kupferau", caseName: "A")
        let other = Actor(name: "Kupferau Grundschule", kind: "Verein", place: "Altbergen")
        let found = try #require(ActorDuplicates.find(among: [school, other]).first)
        #expect(found.doubts == [.kind, .place])
        #expect(found.score == 0.54)
        #expect(ActorDuplicates.find(among: [school, other], atLeast: 0.55) == [])
    }

    @Test func theOneStaysOnWhichMoreRests() throws {
        let (plain, known) = (Actor(name: "A-Haus"), Actor(name: "Ahaus", kind: "Verein"))
        #expect(ActorDuplicates.find(among: [plain, known]).map(\.kept.name) == ["Ahaus"])
        let found = ActorDuplicates.find(among: [plain, known], uses: [plain.id: 2, known.id: 1])
        #expect(found.map(\.kept.name) == ["A-Haus"])
        #expect(found.first?.reasons.first?.names == ["A-Haus", "Ahaus"])
    }

    @Test func whatFortyOneHaveInCommonSaysNothing() {
        func actors(_ count: Int) -> [Actor] {
            (0..<count).map { Actor(name: "Ort \($0)", aliases: ["der Verein"]) }
        }
        #expect(ActorDuplicates.find(among: actors(5)).count == 10)
        #expect(ActorDuplicates.find(among: actors(41)) == [])
    }

    /// Names of random letters with copies in which up to two are changed: what a comparison of all pairs finds is found, in
    /// whatever order they come.
    @Test(arguments: 0..<10)
    func spellingsAreFoundAsByComparingAllPairs(seed: Int) {
        var numbers = SplitMix(seed: UInt64(seed))
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        func letter() -> Character { letters[Int.random(in: 0..<26, using: &numbers)] }
        var names: Set<String> = []
        while names.count < 200 {
            var name = (0..<Int.random(in: 4...14, using: &numbers)).map { _ in letter() }
            names.insert(String(name))
            for _ in 0..<Int.random(in: 0...2, using: &numbers) {
                let place = name.indices.randomElement(using: &numbers) ?? 0
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0: name[place] = letter()
                case 1: name.insert(letter(), at: place)
                case 2 where name.count > 4: name.remove(at: place)
                default: if place > 0 { name.swapAt(place, place - 1) }
                }
            }
            names.insert(String(name))
        }
        let sorted = names.sorted()
        var expected: Set<[String]> = []
        for (place, left) in sorted.enumerated() {
            for right in sorted[(place + 1)...] {
                let length = min(left.count, right.count)
                let limit = length < 5 ? 0 : length < 10 ? 1 : 2
                if editDistance(left, right, limit: limit) != nil { expected.insert([left, right]) }
            }
        }
        let found = ActorDuplicates.find(among: sorted.shuffled(using: &numbers).map { Actor(name: $0) })
        let spelled = found.filter { $0.reasons.contains { $0.kind == .spelling } }
        #expect(Set(spelled.map { [$0.kept.name, $0.other.name].sorted() }) == expected)
        #expect(found == ActorDuplicates.find(among: sorted.map { Actor(name: $0) }))
    }
}
