import Importers
import StudyModel
import StudyStore

/// A line of a file of mentions: `{"actor": "Mühle", "source": "interview-03", "range": [120, 125], "quote": "Mühle"}`.
struct MentionLine: Decodable {
    private enum Key: String, CodingKey { case actor }

    private let actor: String
    private let place: MentionPlaceLine

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        guard values.contains(.actor) else {
            throw LineProblem("no actor is named", remedy: "name the one of its candidates that is meant, or take the line out")
        }
        actor = try values.decode(String.self, forKey: .actor)
        place = try MentionPlaceLine(from: decoder)
    }

    func request(line: Int) -> MentionRequest { place.request(actor, line: line) }
}

/// A line of a file of places that are no mentions; of a shared name all `candidates` are meant.
struct RejectedMentionLine: Decodable {
    private enum Key: String, CodingKey { case actor, candidates }

    private let actors: [String]
    private let place: MentionPlaceLine

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let actor = try values.decodeIfPresent(String.self, forKey: .actor) {
            actors = [actor]
        } else {
            actors = try values.decodeIfPresent([String].self, forKey: .candidates) ?? []
        }
        guard !actors.isEmpty else { throw LineProblem("no actor is named", remedy: "name it, or take the line out") }
        place = try MentionPlaceLine(from: decoder)
    }

    func requests(line: Int) -> [MentionRequest] { actors.map { place.request($0, line: line) } }
}

/// Where in a source a line finds an actor: `range`, else `quote` with `turn` or `occurrence`.
private struct MentionPlaceLine: Decodable {
    private enum Key: String, CodingKey { case source, range, quote, turn, occurrence }

    private let source: String
    private let target: CodingRequest.Target
    private let expectedQuote: String?

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        source = try values.decode(String.self, forKey: .source)
        let quote = try values.decodeIfPresent(String.self, forKey: .quote)
        if let bounds = try values.decodeIfPresent([Int].self, forKey: .range) {
            guard bounds.count == 2, let range = TextRange(bounds[0], bounds[1]) else {
                throw LineProblem(
                    "the range is not two whole numbers, the first below the second", remedy: "write it as [120, 180]")
            }
            (target, expectedQuote) = (.range(range), quote)
        } else if let quote {
            target = .quote(
                quote, turn: try values.decodeIfPresent(Int.self, forKey: .turn),
                occurrence: try values.decodeIfPresent(Int.self, forKey: .occurrence))
            expectedQuote = nil
        } else {
            throw LineProblem("no passage is named", remedy: "give a 'range' or a 'quote'")
        }
    }

    func request(_ actor: String, line: Int) -> MentionRequest {
        MentionRequest(actor: actor, source: source, target: target, expectedQuote: expectedQuote, line: line)
    }
}
