package import StudyModel

/// A line of a file of actors:
/// `{"name": "Dorfcafé", "kind": "Initiative", "place": "Kupferau", "reach": "local", "aliases": ["das Café"], "case": "Initiative 1"}`.
package struct ActorLine: Decodable, Sendable {
    private enum Key: String, CodingKey {
        case name, kind, place, reach, aliases, `case`
    }

    package let actor: Actor

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let name = try values.decode(String.self, forKey: .name).normalizedName
        guard !name.isEmpty else { throw LineProblem("the name is empty") }
        actor = Actor(
            name: name, aliases: try values.decodeIfPresent([String].self, forKey: .aliases) ?? [],
            kind: try values.decodeIfPresent(String.self, forKey: .kind),
            place: try values.decodeIfPresent(String.self, forKey: .place),
            reach: try Reach(decoding: try values.decodeIfPresent(String.self, forKey: .reach)),
            caseName: try values.decodeIfPresent(String.self, forKey: .case))
    }
}

extension Reach {
    init?(decoding text: String?) throws {
        guard let text else { return nil }
        guard let reach = Reach(rawValue: text) else {
            throw LineProblem("the reach is not one of local, regional, supraregional")
        }
        self = reach
    }
}
