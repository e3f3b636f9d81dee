import FileFormats
import Importers
import StudyModel
import StudyStore

/// What an edge rests on, line by line.
struct EdgeTrace {
    struct Line {
        var citation: String
        /// Who says it was so: the kind of the tie, or the code.
        var name: String
        /// Nil where nobody coded it: a turn as it was spoken.
        var coder: String?
        var words: String
        var range: TextRange?

        var text: String { "  \(citation)  \(name)\(coder.map { " (\($0))" } ?? ""): \(words.visible)" }

        func json(of edge: FoundEdge) -> JSONWriter {
            var line = JSONWriter()
            line.beginObject()
            line.member("edge", edge.id)
            line.member("source", edge.source.label)
            line.member("target", edge.target.label)
            line.member("citation", citation)
            line.member("name", name)
            line.member("coder", coder)
            if let range {
                line.key("range")
                line.range(range)
            }
            line.member("quote", words)
            line.endObject()
            return line
        }
    }

    private(set) var lines: [Line] = []

    /// The ties between both actors, of the kinds that the edge names, as far as they rest on its evidence.
    init(actors edge: FoundEdge, at places: Set<String>, in study: Study) throws {
        let ends = edge.ends
        let kinds = Set((edge.values["relation"] ?? "").split(separator: ";").map { String($0).normalizedName })
        try add(ties: study.ties(), at: places) { tie in
            kinds.contains(tie.kind.normalizedName)
                && Set(["a\(tie.from.shortDigits)", "a\(tie.to.shortDigits)"]) == ends
        }
    }

    /// The codings of the codes at the ends, or of those that bear on the finding there, in the turns that the edge names.
    init(codes edge: FoundEdge, at places: Set<String>, in study: Study) throws {
        let bearing: Finding.Bearing = edge.values["sign"] == "negative" ? .contradicting : .supporting
        try addCodings(at: places, in: study) { code in
            edge.ends.contains("c\(code.id.shortDigits)")
                || edge.target.id.hasPrefix("f") && code.findings[edge.target.label] == bearing
        }
    }

    /// What ties both ends to the nodes that they share: ties with these, and codings of the codes that are ends or shared, or bear
    /// on findings that are.
    init(shared edge: FoundEdge, at places: Set<String>, in study: Study) throws {
        let names = Set((edge.values["shared"] ?? "").split(separator: ";").map { String($0).normalizedName })
        let findings = names.union([edge.source.label, edge.target.label])
        let shared = Set(try study.actors().filter { names.contains($0.name) }.map { "a\($0.id.shortDigits)" })
        try add(ties: study.ties(), at: places) { tie in
            let (from, to) = ("a\(tie.from.shortDigits)", "a\(tie.to.shortDigits)")
            return edge.ends.contains(from) && shared.contains(to) || edge.ends.contains(to) && shared.contains(from)
        }
        try addCodings(at: places, in: study) { code in
            edge.ends.contains("c\(code.id.shortDigits)") || names.contains(code.name)
                || !findings.isDisjoint(with: code.findings.keys)
        }
    }

    /// The turns that the edge names, with who has them.
    init(speakers edge: FoundEdge, at places: Set<String>, in study: Study) throws {
        var turns: [(source: String, turn: Int)] = []
        for place in places {
            guard let colon = place.lastIndex(of: ":"), let turn = Int(place[place.index(after: colon)...]) else { continue }
            turns.append((String(place[..<colon]), turn))
        }
        turns.sort { ($0.source, $0.turn) < ($1.source, $1.turn) }
        let known = Set(try study.namedTurns().map(\.citation.source))
        var text: SourceText?
        for (source, turn) in turns where known.contains(source) {
            if text?.name != source { text = try study.text(of: source) }
            guard let text else { continue }
            let cues = text.cues.filter { $0.turn == turn }
            guard let first = cues.first, let last = cues.last,
                let range = TextRange(first.range.lowerBound, last.range.upperBound)
            else { continue }
            let scalars = text.text.unicodeScalars
            let words = scalars.dropFirst(range.lowerBound).prefix(range.upperBound - range.lowerBound)
            lines.append(
                .init(
                    citation: "\(source):\(turn)", name: first.speaker ?? "", coder: nil,
                    words: String(String.UnicodeScalarView(words)), range: range))
        }
    }

    private mutating func add(ties: [Tie], at places: Set<String>, where isMeant: (Tie) -> Bool) {
        for tie in ties where isMeant(tie) {
            for evidence in tie.evidence where places.contains(evidence.citation.description) {
                let words =
                    switch evidence {
                    case .passage(_, let quote): quote
                    case .response(_, let answer): answer
                    }
                lines.append(
                    .init(
                        citation: evidence.citation.description, name: tie.kind, coder: tie.coder, words: words,
                        range: evidence.citation.range))
            }
        }
    }

    private mutating func addCodings(at places: Set<String>, in study: Study, of isMeant: (Code) -> Bool) throws {
        let names = Set(try study.codebook().codes.filter(isMeant).map(\.name))
        try study.forEachCoding(CodingFilter()) { coding in
            guard names.contains(coding.code), places.contains(coding.citation.description) else { return }
            lines.append(
                .init(
                    citation: coding.citation.description, name: coding.code, coder: coding.coder, words: coding.quote,
                    range: coding.range))
        }
    }
}

extension FoundEdge {
    fileprivate var ends: Set<String> { [source.id, target.id] }
}
