import StudyModel

/// What the program itself has to say in a project, in German or English.
struct REFIWords {
    private let isGerman: Bool

    init(language: String) { isGerman = language == "de" || language.hasPrefix("de-") }

    var memo: String { isGerman ? "Memo" : "memo" }
    var actor: String { isGerman ? "Akteur" : "actor" }
    var network: String { isGerman ? "Netzwerk der Akteure" : "Network of actors" }
    var noCase: String {
        isGerman ? "Im Projekt ein Akteur, kein eigener Fall." : "In the study an actor, and no case of its own."
    }

    /// Definition, and below it when to use the code and when not, each in the language or the next best; nil where nothing is said.
    func description(of code: Code, in language: String) -> String? {
        let parts: [(label: String?, text: LocalizedText)] = [
            (nil, code.definition), (isGerman ? "Dazu gehört" : "Include", code.include),
            (isGerman ? "Nicht dazu gehört" : "Exclude", code.exclude), (isGerman ? "Beispiel" : "Example", code.example),
        ]
        let texts = parts.compactMap { part in
            part.text.preferring([language]).map { text in part.label.map { "\($0): \(text)" } ?? text }
        }
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }

    /// One line of what is known of an actor.
    func description(of actor: Actor) -> String {
        var parts = ["\(isGerman ? "Akteur" : "Actor"): \(actor.name)"]
        if let kind = actor.kind { parts.append("\(isGerman ? "Art" : "kind"): \(kind)") }
        if let place = actor.place { parts.append("\(isGerman ? "Ort" : "place"): \(place)") }
        if let reach = actor.reach { parts.append("\(isGerman ? "Reichweite" : "reach"): \(word(for: reach))") }
        if !actor.aliases.isEmpty {
            parts.append("\(isGerman ? "auch" : "also called"): \(actor.aliases.joined(separator: ", "))")
        }
        return parts.joined(separator: "; ")
    }

    private func word(for reach: Reach) -> String {
        guard isGerman else { return reach.rawValue }
        return switch reach {
        case .local: "lokal"
        case .regional: "regional"
        case .supraregional: "überregional"
        }
    }

    /// What a tie rests on: the words, and where they were said.
    func evidence(of tie: Tie) -> String {
        tie.evidence.map { evidence in
            switch evidence {
            case .passage(let citation, let quote): "\(isGerman ? "„\(quote)“" : "“\(quote)”")\n— \(citation)"
            case .response(let citation, let answer): "\(answer)\n— \(citation)"
            }
        }.joined(separator: "\n\n") + "\n"
    }
}
