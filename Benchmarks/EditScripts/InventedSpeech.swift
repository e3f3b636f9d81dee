import StudyModel

/// Invented German talk: frequent words are frequent, rare ones rare, and many turns are the same few words.
struct InventedSpeech {
    private static let small = """
        und die der das ist ich wir nicht auch so da haben mit auf ein eine es dann war ja was man sich in zu den von hat noch \
        aber wie schon mal bei nur einfach immer für als aus oder wenn doch sehr über nach um am im mehr wieder alle
        """.split(separator: " ").map(String.init)
    private static let stems = """
        Dorf Markt Schul Wald Feuer Jugend Kultur Handwerk Kirch Sommer Winter Garten Theater Nachbar Wasser Heimat Musik Straßen \
        Vereins Gemeinde Bürger Bau Kreis Berg
        """.split(separator: " ").map(String.init)
    private static let ends = """
        platz café haus verein fest weg laden raum amt gruppe kreis tag abend leute bühne küche brücke förderung größe übung
        """.split(separator: " ").map(String.init)
    private static let verbs = """
        gemacht gesagt gebaut geöffnet geschlossen gefragt erzählt gegründet gefördert verändert geholfen getroffen gespielt \
        gekocht gesammelt gewonnen verloren begonnen gezogen geblieben überlegt gewünscht
        """.split(separator: " ").map(String.init)
    static let names = ["Brandt", "Lindner", "Özdemir", "Krüger", "Sørensen", "Weiß", "Hoàng", "Petrova"]
    private static let short = [
        "Ja.", "Mhm.", "Genau.", "Nein.", "Ja, ja.", "Ach so.", "Ja, genau.", "Und dann?", "Gut.", "Okay.", "Hm, ja.",
        "Das stimmt.", "Wie meinen Sie das?", "Ja, das stimmt.",
    ]
    private static let signs = ["🙂", "👍🏽", "👩‍👧", "🇩🇪", "(lacht)", "…", "– „na ja“ –", "❤️"]

    static func word(_ random: inout SplitMix) -> String {
        switch random.below(100) {
        case 0..<55:
            // The first are the most frequent.
            let place = min(random.below(small.count), random.below(small.count))
            return small[place]
        case 55..<80: return random.pick(stems) + random.pick(ends)
        case 80..<96: return random.pick(verbs)
        case 96..<98: return "Frau " + random.pick(names)
        case 98: return random.pick(signs)
        default: return "\(random.between(1950...2025))"
        }
    }

    static func sentence(_ random: inout SplitMix) -> String {
        var words = (0..<random.between(3...18)).map { _ in word(&random) }
        words[0] = words[0].prefix(1).uppercased() + words[0].dropFirst()
        if words.count > 6, random.chance(50) { words[words.count / 2] += "," }
        return words.joined(separator: " ") + (random.chance(10) ? "?" : ".")
    }

    static func turn(_ random: inout SplitMix) -> String {
        if random.chance(15) { return random.pick(short) }
        return (0..<random.between(1...4)).map { _ in sentence(&random) }.joined(separator: " ")
    }
}
