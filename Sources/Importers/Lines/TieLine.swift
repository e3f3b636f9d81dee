package import StudyModel

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
        let dates = try [Key.first, .last].map { key in
            let date = try values.decodeIfPresent(String.self, forKey: key)
            if let date, !date.isYearMonthOrDay { throw LineProblem.date(key.rawValue) }
            return date
        }
        self.values = TieRequest(
            from: try values.decode(String.self, forKey: .from), to: try values.decode(String.self, forKey: .to),
            kind: try values.decode(String.self, forKey: .kind), sign: sign,
            reach: try Reach(decoding: try values.decodeIfPresent(String.self, forKey: .reach)), strength: strength,
            first: dates[0], last: dates[1],
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

extension LineProblem {
    fileprivate static func date(_ key: String) -> Self {
        LineProblem(Diagnostic.Message("the value of '\(key)' is no date"), remedy: "write it as 2019, 2019-05 or 2019-05-31")
    }
}
