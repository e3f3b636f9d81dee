package import StudyModel

/// A line of a file of codings.
///
/// `{"source": "interview-03", "range": [120, 180], "codes": ["Öffentlicher Raum"], "coder": "AB"}`, or in place of `range`
/// `"quote"` (with `"occurrence"` or `"turn"` where it is not unique) or `"turn"`. What `anker codings --json` prints is read
/// back; where a line has range and quote, the words at the range must be the quote.
package struct CodingLine: Decodable, Sendable {
    private enum Key: String, CodingKey, CaseIterable {
        case source, range, quote, occurrence, turn, codes, coder, weight, id, time, `case`, revision, state
    }

    private let source: String
    private let target: CodingRequest.Target
    private let expectedQuote: String?
    private let codes: [String]
    private let coder: String?
    private let weight: Int?

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        source = try values.decode(String.self, forKey: .source)
        codes = try values.decode([String].self, forKey: .codes)
        coder = try values.decodeIfPresent(String.self, forKey: .coder)
        weight = try values.decodeIfPresent(Int.self, forKey: .weight)
        if let weight, !(0...100).contains(weight) { throw LineProblem("the weight is not between 0 and 100") }
        let place = try PlaceLine(from: decoder)
        (target, expectedQuote) = (place.target, place.expectedQuote)
    }

    /// - Parameter coder: who codes where the line does not say.
    package func request(coder: String, line: Int) -> CodingRequest {
        var request = CodingRequest(
            source: source, target: target, codes: codes, coder: self.coder ?? coder, weight: weight, line: line)
        request.expectedQuote = expectedQuote
        return request
    }
}

/// Which passage of a source a line means: `range`, else `quote` (with `turn` or `occurrence`), else `turn`.
struct PlaceLine: Decodable {
    private enum Key: String, CodingKey {
        case range, quote, occurrence, turn
    }

    let target: CodingRequest.Target
    /// The words that must stand at the range; nil where nobody said.
    let expectedQuote: String?

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let quote = try values.decodeIfPresent(String.self, forKey: .quote)
        let occurrence = try values.decodeIfPresent(Int.self, forKey: .occurrence)
        let turns = try Self.turns(in: values)
        if let bounds = try values.decodeIfPresent([Int].self, forKey: .range) {
            guard bounds.count == 2, let range = TextRange(bounds[0], bounds[1]) else { throw LineProblem.range }
            target = .range(range)
            expectedQuote = quote
        } else if let quote {
            if let turns, turns.lowerBound < turns.upperBound {
                throw LineProblem("a quote stands in one turn, not in several", remedy: "name the turn that it begins in")
            }
            target = .quote(quote, turn: turns?.lowerBound, occurrence: occurrence)
            expectedQuote = nil
        } else if let turns {
            target = .turns(turns)
            expectedQuote = nil
        } else {
            throw LineProblem.noPlace
        }
    }

    /// A turn is a number, or a text such as `14-16`.
    private static func turns(in values: KeyedDecodingContainer<Key>) throws -> ClosedRange<Int>? {
        guard values.contains(.turn), try !values.decodeNil(forKey: .turn) else { return nil }
        if let number = try? values.decode(Int.self, forKey: .turn) {
            guard number > 0 else { throw LineProblem.turn }
            return number...number
        }
        guard let turns = TurnRange.parse(try values.decode(String.self, forKey: .turn)) else { throw LineProblem.turn }
        return turns
    }
}

/// Where a tie's evidence stands: a passage as in a line of codings, or the answer to a question.
struct EvidenceLine: Decodable, Sendable {
    private enum Key: String, CodingKey {
        case source, survey, respondent, question, instance
    }

    let evidence: TieRequest.Evidence

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let survey = try values.decodeIfPresent(String.self, forKey: .survey) {
            evidence = .response(
                survey: survey, respondent: try values.decode(String.self, forKey: .respondent),
                question: try values.decode(String.self, forKey: .question),
                instance: try values.decodeIfPresent(Int.self, forKey: .instance))
            return
        }
        let source = try values.decode(String.self, forKey: .source)
        let place = try PlaceLine(from: decoder)
        evidence = .passage(source: source, target: place.target, quote: place.expectedQuote)
    }
}

extension LineProblem {
    static let range = LineProblem(
        "the range is not two whole numbers, the first below the second", remedy: "write it as [120, 180]")
    static let turn = LineProblem("the turn is neither a number from 1 nor two of them", remedy: "write it as 14 or \"14-16\"")
    static let noPlace = LineProblem("no passage is named", remedy: "give a 'range', a 'quote' or a 'turn'")
}
