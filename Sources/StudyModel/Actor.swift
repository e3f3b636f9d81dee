/// A person, group, body or initiative that takes part in the networks of a study.
package struct Actor: Hashable, Sendable {
    package typealias ID = Identifier<Actor>

    package var id: ID
    package var name: String
    /// Other names under which it is spoken of.
    package var aliases: [String]
    /// One of the study's actor kinds, such as `Initiative` or `Kommune`.
    package var kind: String?
    package var place: String?
    package var reach: Reach?
    /// The case that speaks for it, if it was interviewed or answered a survey.
    package var caseName: String?
    /// What else is known of it, by the names of the attributes.
    package var attributes: [HeldAttribute]

    package init(
        id: ID? = nil, name: String, aliases: [String] = [], kind: String? = nil, place: String? = nil,
        reach: Reach? = nil, caseName: String? = nil, attributes: [HeldAttribute] = []
    ) {
        self.id = id ?? ID(of: "actor", name.normalizedName)
        self.name = name
        self.aliases = aliases
        self.kind = kind
        self.place = place
        self.reach = reach
        self.caseName = caseName
        self.attributes = attributes
    }
}

/// How far an actor or a tie reaches.
package enum Reach: String, Hashable, Sendable, CaseIterable {
    case local, regional, supraregional

    /// 1 local, 2 regional, 3 supra-regional.
    package var rank: Int {
        switch self {
        case .local: 1
        case .regional: 2
        case .supraregional: 3
        }
    }
}

extension Reach {
    /// As people write it, in English or German.
    package init?(word: String) {
        switch word.foldedKey.filter(\.isLetter) {
        case "local", "lokal": self = .local
        case "regional": self = .regional
        case "supraregional", "uberregional", "ueberregional": self = .supraregional
        default: return nil
        }
    }
}

/// A sort of actor.
package struct ActorKind: Hashable, Sendable {
    package var name: String
    package var labels: LocalizedText

    package init(name: String, labels: LocalizedText = .init()) {
        self.name = name
        self.labels = labels
    }
}
