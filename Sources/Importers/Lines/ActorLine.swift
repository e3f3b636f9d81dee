package import StudyModel

/// A line of a file of actors:
/// `{"name": "Dorfcafé", "kind": "Initiative", "place": "Kupferau", "reach": "local", "aliases": ["das Café"], "case": "Initiative 1",
/// "attributes": {"founded": 2019}}`.
package struct ActorLine: Decodable, Sendable {
    private enum Key: String, CodingKey {
        case name, kind, place, reach, aliases, `case`, attributes
    }

    package let actor: Actor
    /// What it is to have for attributes, as it would be typed; by name.
    package let values: [String: [String]]

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
        self.values = try (values.decodeIfPresent([String: AttributeTexts].self, forKey: .attributes) ?? [:])
            .mapValues(\.texts).filter { !$0.value.isEmpty }
    }
}

/// One value of an attribute, or a list of several.
private struct AttributeTexts: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var texts: [String] = []
            while !list.isAtEnd { texts.append(try list.decode(AttributeTexts.self).texts.joined(separator: "; ")) }
            self.texts = texts
            return
        }
        let value = try decoder.singleValueContainer()
        if let truth = try? value.decode(Bool.self) {
            texts = [truth ? "true" : "false"]
        } else if let number = try? value.decode(Int64.self) {
            texts = ["\(number)"]
        } else if let number = try? value.decode(Double.self) {
            texts = [number.shortest]
        } else {
            texts = [try value.decode(String.self)]
        }
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
