import StudyModel

extension Query {
    /// Reads a query.
    ///
    /// - Throws: `QueryError`.
    package init(_ text: QueryText) throws {
        var parser = QueryParser(text, tokens: try QueryLexer.tokens(of: text))
        self = try parser.whole()
    }
}

/// Reads the language of queries, whose grammar stands in `Docs/Queries.md`.
struct QueryParser {
    let query: QueryText
    private let tokens: [QueryToken]
    private var position = 0
    private var depth = 0

    private static let quoting = "a name of several words stands in quotation marks: \"two words\""

    init(_ query: QueryText, tokens: [QueryToken]) {
        self.query = query
        self.tokens = tokens
    }

    var next: QueryToken { tokens[position] }
    var afterNext: QueryToken { tokens[min(position + 1, tokens.count - 1)] }

    /// The words that come next, up to the first sign.
    var wordsAhead: [String] {
        tokens[position...].prefix { $0.keyword != nil }.compactMap { if case .word(let word) = $0.kind { word } else { nil } }
    }

    @discardableResult
    mutating func take() -> QueryToken {
        defer { position = min(position + 1, tokens.count - 1) }
        return next
    }

    func error(_ problem: String, _ suggestion: String?) -> QueryError { error(at: next, problem, suggestion) }

    func error(at token: QueryToken, _ problem: String, _ suggestion: String?) -> QueryError {
        QueryError(in: query, at: token.column, problem, suggestion: suggestion)
    }

    mutating func expect(_ sign: String, _ problem: String) throws {
        guard next.sign == sign else {
            // Two words beside one another are mostly one name.
            let isWord = next.keyword.map { !QueryLexer.reserved.contains($0) } ?? false
            throw error("\(problem) before \(next.told)", isWord ? Self.quoting : nil)
        }
        take()
    }

    mutating func whole() throws -> Query {
        guard next.kind != .end else { throw error("the query is empty", "write a code, such as code(Resonanz)") }
        let query = try either()
        if next.kind == .end { return query }
        if next.sign == ")" { throw error("')' has no '('", "take it out, or open one") }
        if next.sign != nil { throw error("\(next.told) does not belong here", nil) }
        throw error("'and' or 'or' is missing before \(next.told)", Self.quoting)
    }

    /// What `or` joins.
    private mutating func either() throws -> Query {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Query.maximumDepth else {
            throw error("the query is nested more than \(Query.maximumDepth) deep", "keep a part of it with 'anker query save'")
        }
        var parts = [try both()]
        while next.keyword == "or" {
            take()
            parts.append(try both())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    /// What `and` joins.
    private mutating func both() throws -> Query {
        var parts = [try negated()]
        while next.keyword == "and" {
            take()
            parts.append(try negated())
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negated() throws -> Query {
        guard next.keyword == "not" else { return try single() }
        take()
        depth += 1
        defer { depth -= 1 }
        guard depth <= Query.maximumDepth else {
            throw error("the query is nested more than \(Query.maximumDepth) deep", "keep a part of it with 'anker query save'")
        }
        return .not(try negated())
    }

    private mutating func single() throws -> Query {
        switch next.kind {
        case .quoted: return .test(.code(.init(try name("a code"))))
        case .expression: throw error("a regular expression stands behind 'text ~'", nil)
        case .sign("("):
            take()
            let query = try either()
            try expect(")", "')' is missing")
            return query
        case .sign("@"):
            take()
            return .saved(try name("a saved query"))
        case .sign, .end: throw error("a condition is missing before \(next.told)", "write one, such as code(Resonanz)")
        case .word: return try worded()
        }
    }

    /// A condition that begins with a word.
    private mutating func worded() throws -> Query {
        let word = next.keyword ?? ""
        if afterNext.sign == "(" {
            if let kind = QueryRelation.Kind(rawValue: word) { return try relation(kind) }
            switch word {
            case "code": return .test(.code(try code()))
            case "finding": return .test(try finding())
            default: throw unknown(word, among: QueryRelation.Kind.allCases.map(\.rawValue) + ["code", "finding"], "operator")
            }
        }
        let isField = Self.fields.contains(word) || word.hasPrefix("case.")
        if afterNext.isComparison || isField { return try field(word) }
        if QueryRelation.Kind(rawValue: word) != nil {
            let token = take()
            throw error(
                "'(' is missing behind \(token.told)", "write \(word)(\(word == "within" ? "2 turns, " : "")code(NAME))")
        }
        return .test(.code(.init(try name("a code"))))
    }

    private mutating func relation(_ kind: QueryRelation.Kind) throws -> Query {
        take()
        take()
        var distance: QueryRelation.Distance?
        if case .word(let word) = next.kind, let first = word.unicodeScalars.first, ("0"..."9").contains(first) || first == "-",
            afterNext.keyword != nil
        {
            distance = try self.distance(kind)
        }
        if kind == .within, distance == nil {
            throw error("'within' does not say how far", "write within(2 turns, …), or scalars or paragraphs")
        }
        let query = try either()
        try expect(")", "')' is missing")
        return .relation(QueryRelation(kind, distance), query)
    }

    private mutating func distance(_ kind: QueryRelation.Kind) throws -> QueryRelation.Distance {
        guard kind.takesDistance else { throw error("'\(kind.rawValue)' has no distance", "take it out, or use 'within'") }
        guard case .word(let digits) = next.kind, let count = Int(digits), (0...1_000_000_000).contains(count) else {
            throw error("\(next.told) is no distance", "write a whole number from 0, as in within(2 turns, …)")
        }
        take()
        let word = next.keyword ?? ""
        let measures = QueryRelation.Distance.Measure.allCases
        guard let measure = measures.first(where: { $0.rawValue == word || $0.rawValue.dropLast() == word }) else {
            throw unknown(word, among: measures.map(\.rawValue), "measure")
        }
        take()
        try expect(",", "',' is missing")
        return .init(count, measure)
    }

    func unknown(_ word: String, among known: [String], _ what: String) -> QueryError {
        error("no \(what) \(next.told)", word.suggestion(among: known, "there are"))
    }

    /// A name as a word or in quotation marks.
    mutating func name(_ what: String) throws -> QueryName {
        switch next.kind {
        case .word(let text), .quoted(let text):
            if case .word = next.kind, QueryLexer.reserved.contains(text.lowercased()) {
                throw error(
                    "\(what) is missing before \(next.told)", "a name such as this stands in quotation marks: \"\(text)\"")
            }
            guard !text.normalizedName.isEmpty else { throw error("the name of \(what) is empty", nil) }
            return QueryName(text, in: query, at: take().column)
        default: throw error("\(what) is missing before \(next.told)", nil)
        }
    }
}
