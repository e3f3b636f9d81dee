import StudyModel

/// Holds a pattern against the words of units, reading no text in which the index says that it cannot be.
struct QueryTextSearch {
    let material: QueryMaterial
    let texts: any QueryTexts
    let spans: QuerySpans

    func matches(_ matcher: TextMatcher, _ wanted: [Bool]) throws -> [Bool] {
        var result = Array(repeating: false, count: wanted.count)
        var documents = (0..<spans.documents).filter { spans.units(of: $0).contains { wanted[$0] } }
        if documents.count > 4, case .words(let pattern) = matcher, let expression = pattern.indexExpression {
            let indexed = try texts.indexed(expression)
            // Earlier revisions are not in the index.
            documents.removeAll { material.documents[$0].isNewest && !indexed.contains(material.documents[$0].revision) }
        }
        let places = Dictionary(
            documents.map { (material.documents[$0].revision, $0) }, uniquingKeysWith: { first, _ in first })
        let found = try texts.map(documents.map { material.documents[$0].revision }) { [spans] revision, text in
            guard let document = places[revision] else { return [Int]() }
            let text = IndexedText(text)
            return spans.units(of: document).filter { unit in
                guard wanted[unit], let range = TextRange(Int(spans.lowers[unit]), Int(spans.uppers[unit])) else {
                    return false
                }
                return matcher.matches(text[range])
            }
        }
        for unit in found.joined() { result[unit] = true }
        return result
    }
}
