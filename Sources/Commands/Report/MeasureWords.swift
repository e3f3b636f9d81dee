import Analysis
import StudyModel

/// What measures of a network are called and mean, in the language of a report.
struct MeasureWords {
    let language: Language

    /// Its name, as people say it.
    func name(of line: WholeMeasures.Line) -> String {
        (language == .german ? Self.german[line.name]?.name : Self.english[line.name]) ?? line.name.replacing("_", with: " ")
    }

    /// In a sentence without a full stop.
    func meaning(of line: WholeMeasures.Line) -> String {
        (language == .german ? Self.german[line.name]?.meaning : nil) ?? line.meaning
    }

    /// What was put in random order.
    func chance(of line: WholeMeasures.Line) -> String? {
        guard line.test != nil, let chance = line.chance else { return nil }
        return switch (chance, language) {
        case (.groups, .german): "Arten gemischt"
        case (.groups, .english): "kinds shuffled"
        case (.ties, .german): "Enden getauscht"
        case (.ties, .english): "ends swapped"
        }
    }

    private static let english = ["e_i": "E-I index", "multiplex_share": "multiplex pairs", "largest_share": "largest part"]

    private static let german: [String: (name: String, meaning: String)] = [
        "nodes": ("Knoten", "wie viele Knoten es gibt"),
        "edges": ("Kanten", "wie viele Paare verbunden sind; in einem gerichteten Netzwerk zählt jede Richtung"),
        "density": ("Dichte", "der Anteil der möglichen Paare, die verbunden sind"),
        "mean_degree": ("mittlerer Grad", "Beziehungen eines Knotens"),
        "components": ("Teile", "Teile, die keine Beziehung verbindet"),
        "largest_share": ("größter Teil", "der Anteil der Knoten im größten davon"),
        "fragmentation": ("Fragmentierung", "der Anteil der Paare, die einander nicht erreichen"),
        "articulations": ("Gelenkpunkte", "Knoten, ohne die ein Teil zerfällt"),
        "bridges": ("Brücken", "Beziehungen, ohne die ein Teil zerfällt"),
        "transitivity": ("Transitivität", "der Anteil der Paare mit gemeinsamem Nachbarn, die selbst verbunden sind"),
        "reciprocity": ("Gegenseitigkeit", "der Anteil der gerichteten Beziehungen, die erwidert werden"),
        "multiplexity": ("Multiplexität", "auf wie viele Arten ein verbundenes Paar im Mittel verbunden ist"),
        "multiplex_share": ("mehrfach Verbundene", "der Anteil der verbundenen Paare mit mehreren Arten von Beziehung"),
        "e_i": ("E-I-Index", "Beziehungen nach außen weniger denen in der eigenen Gruppe, als Anteil an allen: -1 bis 1"),
        "assortativity": (
            "Assortativität", "um wie viel mehr Beziehungen in Gruppen bleiben als durch Zufall: höchstens 1"
        ),
        "modularity": (
            "Modularität", "um wie viel mehr Beziehungen in Gemeinschaften bleiben als durch Zufall"
        ),
        "communities": ("Gemeinschaften", "Gruppen, die untereinander mehr Beziehungen haben"),
        "stability": ("Stabilität", "wie ähnlich die Suchläufe danach sind: 1, wo alle dasselbe fanden"),
    ]
}
