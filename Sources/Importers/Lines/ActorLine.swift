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

/// A line of a file of ties: who is tied to whom, how, and the evidence; see Docs/Commands.md, `anker tie add`.
package struct TieLine: Decodable, Sendable {
    private enum Key: String, CodingKey {
        case from, to, kind, sign, reach, strength, first, last, coder, evidence
    }

    private let values: TieRequest

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let sign = try values.decodeIfPresent(String.self, forKey: .sign).map { text in
            guard let sign = Tie.Sign(rawValue: text) else { throw LineProblem("the sign is neither + nor -") }
            return sign
        }
        let strength = try values.decodeIfPresent(Double.self, forKey: .strength)
        if let strength, !(strength > 0) { throw LineProblem("the strength is not greater than 0") }
        self.values = TieRequest(
            from: try values.decode(String.self, forKey: .from), to: try values.decode(String.self, forKey: .to),
            kind: try values.decode(String.self, forKey: .kind), sign: sign,
            reach: try Reach(decoding: try values.decodeIfPresent(String.self, forKey: .reach)), strength: strength,
            first: try values.decodeIfPresent(String.self, forKey: .first),
            last: try values.decodeIfPresent(String.self, forKey: .last),
            coder: try values.decodeIfPresent(String.self, forKey: .coder) ?? "",
            evidence: try values.decode([EvidenceLine].self, forKey: .evidence).map(\.evidence))
    }

    /// - Parameter coder: who codes where the line does not say.
    package func request(coder: String, line: Int) -> TieRequest {
        var request = values
        if request.coder.isEmpty { request.coder = coder }
        request.line = line
        return request
    }
}

extension Reach {
    fileprivate init?(decoding text: String?) throws {
        guard let text else { return nil }
        guard let reach = Reach(rawValue: text) else {
            throw LineProblem("the reach is not one of local, regional, supraregional")
        }
        self = reach
    }
}
