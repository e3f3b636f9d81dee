package import StudyModel

/// Where the texts of a study come from.
package protocol QueryTexts {
    /// The revisions whose text may hold what an expression for the full-text index says, of the newest ones.
    func indexed(_ expression: String) throws -> Set<Int64>

    /// What `body` makes of the texts of some revisions, as UTF-8, in the order of the revisions; on several cores.
    func map<Result: Sendable>(
        _ revisions: [Int64], _ body: @escaping @Sendable (_ revision: Int64, _ text: [UInt8]) throws -> Result
    ) throws -> [Result]
}

/// Answers a query of all units of one sort, as rows of truth values that are joined, and by sorted sweeps for relations.
package struct QueryEvaluation {
    let material: QueryMaterial
    let texts: any QueryTexts
    private var spans: [QueryUnit: QuerySpans] = [:]
    private var coordinates: [CoordinatesKey: QueryCoordinates] = [:]
    private var sweep = RelationSweep()

    private struct CoordinatesKey: Hashable {
        var unit: QueryUnit
        var measure: QueryRelation.Distance.Measure
    }

    package init(_ material: QueryMaterial, texts: any QueryTexts) {
        self.material = material
        self.texts = texts
    }

    /// The units for which the query holds, in the order of documents and places.
    ///
    /// - Throws: `QueryError` for a name that the study does not know, and what reading texts throws.
    package mutating func hits(_ query: Query, unit: QueryUnit) throws -> [QueryHit] {
        let plan = try QueryResolver(material: material).plan(query)
        let spans = spans(unit)
        // Turns, paragraphs and sources are those of the newest text.
        var wanted = Array(repeating: true, count: spans.count)
        if !unit.isCoded {
            for (document, value) in material.documents.enumerated() where !value.isNewest {
                for place in spans.units(of: document) { wanted[place] = false }
            }
        }
        return QueryHits(material, unit: unit, spans: spans).hits(try evaluate(plan, unit, wanted))
    }

    /// The row numbers of the codings for which the query holds.
    package mutating func codings(_ query: Query) throws -> RowSet {
        let plan = try QueryResolver(material: material).plan(query)
        let hits = try evaluate(plan, .coding, Array(repeating: true, count: material.codings.count))
        var rows = RowSet()
        for (index, isHit) in hits.enumerated() where isHit { rows.insert(material.codings[index].row) }
        return rows
    }

    /// - Throws: `QueryError` for a name that the study does not know.
    package func check(_ query: Query) throws { _ = try QueryResolver(material: material).plan(query) }

    /// Those of the wanted units for which the plan holds.
    private mutating func evaluate(_ plan: QueryPlan, _ unit: QueryUnit, _ wanted: [Bool]) throws -> [Bool] {
        switch plan {
        case .all(let plans):
            var left = wanted
            for plan in plans where left.contains(true) { left = try evaluate(plan, unit, left) }
            return left
        case .any(let plans):
            var left = wanted
            for plan in plans where left.contains(true) {
                let hits = try evaluate(plan, unit, left)
                for place in left.indices where hits[place] { left[place] = false }
            }
            return zip(wanted, left).map { $0 && !$1 }
        case .not(let plan):
            let hits = try evaluate(plan, unit, wanted)
            return zip(wanted, hits).map { $0 && !$1 }
        case .relation(let relation, let plan): return try evaluate(relation, plan, unit, wanted)
        case .codings(let codings): return lift(codings: codings, to: unit, wanted)
        case .documents(let documents):
            var hits = wanted
            let spans = spans(unit)
            for document in 0..<spans.documents where !documents[document] {
                for place in spans.units(of: document) { hits[place] = false }
            }
            return hits
        case .speakers(let rows):
            let paragraphs = spans(.paragraph)
            return relate(
                QueryRelation(.overlaps), unit, wanted, .paragraph, paragraphs.speakers.map { rows.contains($0) },
                isItself: false)
        case .memo(let matcher): return memos(matcher, unit, wanted)
        case .text(let matcher):
            return try QueryTextSearch(material: material, texts: texts, spans: spans(unit)).matches(matcher, wanted)
        }
    }

    private mutating func evaluate(
        _ relation: QueryRelation, _ plan: QueryPlan, _ unit: QueryUnit, _ wanted: [Bool]
    ) throws -> [Bool] {
        let other = unit.others(in: relation)
        let (spans, others) = (spans(unit), spans(other))
        var asked = Array(repeating: false, count: others.count)
        for document in 0..<spans.documents where spans.units(of: document).contains(where: { wanted[$0] }) {
            for place in others.units(of: document) { asked[place] = true }
        }
        let hits = try evaluate(plan, other, asked)
        return relate(relation, unit, wanted, other, hits, isItself: unit == other)
    }

    /// - Parameter isItself: whether a unit is one of the others, and does not stand in a relation to itself.
    private mutating func relate(
        _ relation: QueryRelation, _ unit: QueryUnit, _ wanted: [Bool], _ other: QueryUnit, _ hits: [Bool], isItself: Bool
    ) -> [Bool] {
        let (spans, others) = (spans(unit), spans(other))
        let measure = relation.distance?.measure
        let (own, foreign) = (coordinates(unit, measure), coordinates(other, measure))
        // What lies side by side is set apart by 1 in characters, of which each has its place.
        let distance = relation.distance.map { $0.count + ($0.measure == .scalars ? 1 : 0) }
        var result = Array(repeating: false, count: wanted.count)
        for document in 0..<spans.documents {
            let found = others.units(of: document).filter { hits[$0] }
            guard !found.isEmpty else { continue }
            let asked = spans.units(of: document).filter { wanted[$0] }
            guard !asked.isEmpty else { continue }
            let length = material.documents[document].length
            sweep.run(
                relation.kind, distance: distance,
                units: asked.map { spans.span($0, own, isItself: isItself, length: length) },
                others: found.map { others.span($0, foreign, isItself: isItself) }
            ) { result[asked[$0]] = true }
        }
        return result
    }

    /// Those of the units that hold one of the codings.
    private mutating func lift(codings: [Bool], to unit: QueryUnit, _ wanted: [Bool]) -> [Bool] {
        if unit == .coding { return zip(wanted, codings).map { $0 && $1 } }
        var passages = Array(repeating: false, count: material.passages.count)
        for passage in passages.indices {
            for coding in material.codings(ofPassage: passage) where codings[coding] { passages[passage] = true }
        }
        if unit == .passage { return zip(wanted, passages).map { $0 && $1 } }
        return relate(QueryRelation(.overlaps), unit, wanted, .passage, passages, isItself: false)
    }

    private mutating func memos(_ matcher: TextMatcher, _ unit: QueryUnit, _ wanted: [Bool]) -> [Bool] {
        var (passageRows, codingRows, sources) = (RowSet(), RowSet(), Set<Int64>())
        for memo in material.memos where matcher.matches(memo.text) {
            switch memo.subject {
            case .passage(let row): passageRows.insert(row)
            case .coding(let row): codingRows.insert(row)
            case .source(let row): sources.insert(row)
            case .caseRow: break
            }
        }
        var codings = material.codings.map { codingRows.contains($0.row) }
        for (place, passage) in material.passages.enumerated() where passageRows.contains(passage.row) {
            for coding in material.codings(ofPassage: place) { codings[coding] = true }
        }
        var hits = lift(codings: codings, to: unit, wanted)
        if unit == .source {
            for (place, document) in material.documents.enumerated() where wanted[place] && sources.contains(document.source) {
                hits[place] = true
            }
        }
        return hits
    }

    private mutating func spans(_ unit: QueryUnit) -> QuerySpans {
        if let known = spans[unit] { return known }
        let made = QuerySpans(unit, of: material)
        spans[unit] = made
        return made
    }

    /// Nil for characters.
    private mutating func coordinates(
        _ unit: QueryUnit, _ measure: QueryRelation.Distance.Measure?
    ) -> QueryCoordinates? {
        guard let measure, measure != .scalars else { return nil }
        let key = CoordinatesKey(unit: unit, measure: measure)
        if let known = coordinates[key] { return known }
        let made = QueryCoordinates(spans(unit), measure, of: material)
        coordinates[key] = made
        return made
    }
}

extension QuerySpans {
    /// - Parameter length: where a text as a whole ends.
    fileprivate func span(
        _ place: Int, _ measured: QueryCoordinates?, isItself: Bool, length: Int32 = .max
    ) -> RelationSweep.Span {
        let (first, last) = (Int(lowers[place]), Int(min(uppers[place], length)) - 1)
        return RelationSweep.Span(
            number: isItself ? place : -1, first: first, last: last,
            measuredFirst: measured.map { Int($0.firsts[place]) } ?? first,
            measuredLast: measured.map { Int($0.lasts[place]) } ?? last)
    }
}
