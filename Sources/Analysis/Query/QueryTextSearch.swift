import StudyModel

/// Holds a pattern against the words of units, reading no text in which the index says that it cannot be.
struct QueryTextSearch {
    let material: QueryMaterial
    let texts: QueryTexts
    let spans: QuerySpans

    /// How many texts are held in memory at once.
    private static let batch = 64

    func matches(_ matcher: TextMatcher, _ wanted: [Bool]) throws -> [Bool] {
        var result = Array(repeating: false, count: wanted.count)
        var documents = (0..<spans.documents).filter { spans.units(of: $0).contains { wanted[$0] } }
        if documents.count > 4, case .words(let pattern) = matcher, let expression = pattern.indexExpression {
            let indexed = try texts.indexed(expression)
            // Earlier revisions are not in the index.
            documents.removeAll { material.documents[$0].isNewest && !indexed.contains(material.documents[$0].revision) }
        }
        var start = 0
        while start < documents.count {
            let batch = documents[start..<min(start + Self.batch, documents.count)]
            start = batch.endIndex
            try search(Array(batch), matcher, wanted, &result)
        }
        return result
    }

    private func search(_ documents: [Int], _ matcher: TextMatcher, _ wanted: [Bool], _ result: inout [Bool]) throws {
        let byRevision = Dictionary(
            documents.map { (material.documents[$0].revision, $0) }, uniquingKeysWith: { first, _ in first })
        var loaded: [(document: Int, text: [UInt8])] = []
        try texts.read(documents.map { material.documents[$0].revision }) { revision, text in
            if let document = byRevision[revision] { loaded.append((document, text)) }
        }
        let spans = spans
        let found = concurrently(loaded.count) { [loaded] place in
            let text = IndexedText(loaded[place].text)
            return spans.units(of: loaded[place].document).filter { unit in
                guard wanted[unit], let range = TextRange(Int(spans.lowers[unit]), Int(spans.uppers[unit])) else {
                    return false
                }
                return matcher.matches(text[range])
            }
        }
        for unit in found.joined() { result[unit] = true }
    }
}
