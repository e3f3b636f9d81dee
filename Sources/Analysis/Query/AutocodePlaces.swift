package import StudyModel

/// What becomes a passage where text is coded by a query.
package enum AutocodeUnit: String, Hashable, Sendable, CaseIterable {
    /// The words that a `text ~` of the query matches.
    case match
    /// The sentence in which they stand.
    case sentence
    case turn, paragraph, passage

    /// What the query is asked of.
    package var asked: QueryUnit {
        switch self {
        case .match, .sentence, .paragraph: .paragraph
        case .turn: .turn
        case .passage: .passage
        }
    }

    package var isPartOfParagraph: Bool { self == .match || self == .sentence }
}

/// A range of a document that is to be coded.
package struct AutocodePlace: Hashable, Sendable {
    package var revision: Int64
    package var range: TextRange
}

extension Query {
    /// The patterns of which a unit must match one or some: those that stand neither behind `not` nor in a relation.
    package var textPatterns: [TextPattern] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.textPatterns)
        case .test(.text(let pattern)): [pattern]
        case .not, .test, .relation, .saved: []
        }
    }
}

extension QueryEvaluation {
    /// The ranges to be coded where these units were found, in the order of the documents.
    ///
    /// - Parameter patterns: those of the query; of a match or sentence only.
    /// - Throws: `QueryError` where a pattern cannot be understood, and what reading texts throws.
    package func places(_ hits: [QueryHit], _ unit: AutocodeUnit, patterns: [TextPattern]) throws -> [AutocodePlace] {
        let matchers = try patterns.map { try $0.matcher() }
        let byRevision = Dictionary(grouping: hits) { material.documents[$0.document].revision }
        return try texts.map(byRevision.keys.sorted()) { revision, bytes in
            let text = IndexedText(bytes)
            var ranges: Set<TextRange> = []
            for hit in byRevision[revision] ?? [] {
                guard let range = TextRange(Int(hit.lower), min(Int(hit.upper), text.length)) else { continue }
                guard unit.isPartOfParagraph else {
                    ranges.insert(range)
                    continue
                }
                let words = Array(text[range])
                let matches = Set(matchers.flatMap { $0.ranges(in: words) })
                for match in unit == .match ? matches : Self.sentences(of: words, around: matches) {
                    if let moved = TextRange(match.lowerBound + range.lowerBound, match.upperBound + range.lowerBound) {
                        ranges.insert(moved)
                    }
                }
            }
            return ranges.sorted().map { AutocodePlace(revision: revision, range: $0) }
        }.flatMap(\.self)
    }

    private static func sentences(of words: [UInt8], around matches: Set<TextRange>) -> Set<TextRange> {
        guard !matches.isEmpty else { return [] }
        let sentences = SentenceSplitter.sentences(of: String(decoding: words, as: UTF8.self))
        var found: Set<TextRange> = []
        var first = 0
        for match in matches.sorted() {
            while first < sentences.count, sentences[first].upperBound <= match.lowerBound { first += 1 }
            for sentence in sentences[first...].prefix(while: { $0.lowerBound < match.upperBound }) { found.insert(sentence) }
        }
        return found
    }
}

extension TextMatcher {
    /// Where it matches, in scalars from the start of the text.
    fileprivate func ranges(in bytes: [UInt8]) -> [TextRange] {
        let text = IndexedText(bytes)
        return bytes.withUnsafeBufferPointer { buffer in
            places(in: buffer[...]).compactMap {
                TextRange(text.scalars(before: $0.lowerBound), text.scalars(before: $0.upperBound))
            }
        }
    }

    /// The same in bytes.
    private func places(in text: Slice<UnsafeBufferPointer<UInt8>>) -> [Range<Int>] {
        switch self {
        case .expression(let expression): return expression.matches(in: text)
        case .words(let pattern):
            var found: [Range<Int>] = []
            var start = text.startIndex
            while let match = pattern.firstMatch(in: text, from: start) {
                found.append(match)
                start = match.upperBound
            }
            return found
        }
    }
}
