package import StudyModel

/// A query with its names looked up.
indirect enum QueryPlan {
    case all([QueryPlan])
    case any([QueryPlan])
    case not(QueryPlan)
    case relation(QueryRelation, QueryPlan)
    /// By coding.
    case codings([Bool])
    /// By document.
    case documents([Bool])
    /// By the row of a speaker.
    case speakers(Set<Int32>)
    case memo(TextMatcher)
    case text(TextMatcher)

    /// What is cheap is asked first, so that texts are read of few units only.
    var cost: Int {
        switch self {
        case .codings, .documents: 0
        case .speakers, .memo: 1
        case .text: 10
        case .not(let plan): plan.cost
        case .all(let plans), .any(let plans): plans.map(\.cost).max() ?? 0
        case .relation(_, let plan): plan.cost + 2
        }
    }
}

/// A pattern that is ready to be held against texts.
enum TextMatcher: Sendable {
    case words(WordPattern)
    case expression(RegularExpression)

    /// - Parameter text: valid UTF-8.
    func matches(_ text: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .words(let pattern): text.withUnsafeBufferPointer { pattern.firstMatch(in: $0[...]) != nil }
        case .expression(let expression): text.withUnsafeBufferPointer { expression.holds(of: $0[...]) }
        }
    }

    func matches(_ text: String) -> Bool { matches(Array(text.utf8)[...]) }
}

extension TextPattern {
    func matcher() throws -> TextMatcher {
        switch self {
        case .words(let pattern): return .words(pattern)
        case .expression(let pattern, let ignoresCase):
            guard let expression = try? RegularExpression(pattern.text, ignoresCase: ignoresCase) else {
                throw pattern.error(
                    "the regular expression cannot be understood", "look for a bracket or a sign that is not closed")
            }
            return .expression(expression)
        }
    }
}

extension Query {
    /// What must be read to answer it of a sort of units.
    package func needs(of unit: QueryUnit) -> QueryNeeds {
        var needs = QueryNeeds()
        collect(&needs)
        if !unit.isCoded {
            needs.everySource = true
            needs.cues = needs.cues || unit != .source
        } else {
            // Only texts as a whole need to know where they end.
            needs.lengths = false
        }
        return needs
    }

    private func collect(_ needs: inout QueryNeeds) {
        switch self {
        case .all(let parts), .any(let parts): for part in parts { part.collect(&needs) }
        case .not(let query): query.collect(&needs)
        case .relation(let relation, let query):
            if let distance = relation.distance, distance.measure != .scalars { needs.cues = true }
            if relation.kind == .inside { needs.lengths = true }
            query.collect(&needs)
        case .saved: break
        case .test(let test): test.collect(&needs)
        }
    }

    /// The saved queries that it names itself.
    package var savedNames: Set<String> {
        switch self {
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.savedNames) }
        case .not(let query), .relation(_, let query): query.savedNames
        case .test: []
        case .saved(let name): [name.text.normalizedName]
        }
    }

    /// The query with what is kept under names put in their places.
    ///
    /// - Parameter saved: the text of the query of that name; nil where there is none.
    /// - Throws: `QueryError` where one is not there, cannot be understood, or leads back to itself.
    package func expanded(_ names: [String], _ saved: (String) throws -> String?) throws -> Query {
        try expanded(names, saved, inside: [])
    }

    private func expanded(_ names: [String], _ saved: (String) throws -> String?, inside: [String]) throws -> Query {
        switch self {
        case .all(let parts): return .all(try parts.map { try $0.expanded(names, saved, inside: inside) })
        case .any(let parts): return .any(try parts.map { try $0.expanded(names, saved, inside: inside) })
        case .not(let query): return .not(try query.expanded(names, saved, inside: inside))
        case .relation(let relation, let query): return .relation(relation, try query.expanded(names, saved, inside: inside))
        case .test: return self
        case .saved(let name):
            let key = name.text.normalizedName
            guard !inside.contains(key) else {
                throw name.error(
                    "query @\(key) leads back to itself",
                    (inside.drop { $0 != key } + [key]).map { "@" + $0 }.joined(separator: " → "))
            }
            guard inside.count < Query.maximumDepth else {
                throw name.error("more than \(Query.maximumDepth) saved queries stand in one another", nil)
            }
            guard let text = try saved(key) else {
                throw name.error(
                    "no query '\(name.text)' is saved",
                    names.isEmpty ? "save one with 'anker query save'" : name.text.suggestion(among: names, "there are"))
            }
            return try Query(QueryText(text, name: key)).expanded(names, saved, inside: inside + [key])
        }
    }
}

extension QueryTest {
    fileprivate func collect(_ needs: inout QueryNeeds) {
        switch self {
        case .code(let test):
            needs.codebook = true
            if test.weight != nil { needs.weights = true }
        case .finding: needs.codebook = true
        case .weight: needs.weights = true
        case .coder, .text: break
        case .source: needs.sourceNames = true
        case .question: needs.questions = true
        case .caseName: needs.cases = true
        case .attribute(let name, _): needs.attributes.insert(name.text.normalizedName)
        case .speaker, .role:
            needs.speakers = true
            needs.cues = true
        case .memo: needs.memos = true
        }
    }
}
