package import StudyModel

extension QueryEvaluation {
    /// The rows of the cases for which the query holds.
    ///
    /// A case is asked as a source is: it has what its sources hold, and what is said in them by a speaker who is the case. Its
    /// name and attributes, and memos on it, are its own, so that one without any text is asked too.
    ///
    /// - Throws: `QueryError` for a name that the study does not know, and what reading texts throws.
    package mutating func cases(_ query: Query) throws -> Set<Int32> {
        switch query {
        case .all(let parts):
            return try parts.reduce(into: Set(material.cases.values)) { $0.formIntersection(try cases($1)) }
        case .any(let parts): return try parts.reduce(into: []) { $0.formUnion(try cases($1)) }
        case .not(let query): return Set(material.cases.values).subtracting(try cases(query))
        case .test(.caseName(let names)):
            return try QueryResolver(material: material).rows(of: names, in: material.cases, "case")
        case .test(.attribute(let name, let test)):
            let found = try AttributeResolver(material: material, name: name).cases(test)
            return found.isComplement ? Set(material.cases.values).subtracting(found.rows) : found.rows
        case .test(.memo(let pattern)):
            let matcher = try pattern.matcher()
            let noted = material.memos.compactMap { memo -> Int32? in
                guard case .caseRow(let row) = memo.subject, matcher.matches(memo.text) else { return nil }
                return row
            }
            return try casesWithPart(query).union(noted)
        case .test, .relation, .saved: return try casesWithPart(query)
        }
    }

    /// The cases with a source, or with words of theirs in one, for which it holds.
    private mutating func casesWithPart(_ query: Query) throws -> Set<Int32> {
        var found = Set(try hits(query, unit: .source).map { material.documents[$0.document].caseRow })
        if !material.speakerCases.isEmpty {
            let said = Set(try hits(query, unit: .paragraph).map { CuePlace(Int32($0.document), $0.lower, $0.upper) })
            for cue in material.cues {
                guard let row = material.speakerCases[cue.speaker] else { continue }
                if said.contains(CuePlace(cue.document, cue.lower, cue.upper)) { found.insert(row) }
            }
        }
        found.remove(-1)
        return found
    }
}

private struct CuePlace: Hashable {
    var document: Int32
    var lower: Int32
    var upper: Int32

    init(_ document: Int32, _ lower: Int32, _ upper: Int32) {
        self.document = document
        self.lower = lower
        self.upper = upper
    }
}

extension Query {
    /// What must be read to answer it of cases.
    package var needsOfCases: QueryNeeds {
        var needs = needs(of: .source)
        needs.cases = true
        return needs
    }

    /// Whether it asks at its top how near another one is, which of sources and cases is never so.
    package var asksForNeighbours: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains(where: \.asksForNeighbours)
        case .not(let query): query.asksForNeighbours
        case .relation(let relation, _): relation.kind.takesDistance
        case .test, .saved: false
        }
    }
}
