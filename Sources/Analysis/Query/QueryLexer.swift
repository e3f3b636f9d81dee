/// The words, names and signs of a query.
struct QueryToken: Hashable {
    enum Kind: Hashable {
        case word(String)
        /// In quotation marks, so it is a name and no word of the language.
        case quoted(String)
        /// What stands between slashes, behind `~`.
        case expression(String, ignoresCase: Bool)
        case sign(String)
        case end
    }

    var kind: Kind
    /// Unicode scalars, counted from 1.
    var column: Int

    var sign: String? { if case .sign(let sign) = kind { sign } else { nil } }
    /// A word of the language, which is read in any case.
    var keyword: String? { if case .word(let word) = kind { word.lowercased() } else { nil } }
    /// As it is told in a message.
    var told: String {
        switch kind {
        case .word(let text), .quoted(let text): "'\(text)'"
        case .expression: "the regular expression"
        case .sign(let sign): "'\(sign)'"
        case .end: "the end"
        }
    }
}

struct QueryLexer {
    private let query: QueryText
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var tokens: [QueryToken] = []

    static func tokens(of query: QueryText) throws -> [QueryToken] {
        var lexer = QueryLexer(query)
        try lexer.run()
        return lexer.tokens
    }

    /// Whether a name can stand without quotation marks.
    static func isPlain(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first != "@", first != "/" else { return false }
        return name.unicodeScalars.allSatisfy(isPartOfWord) && !reserved.contains(name.lowercased())
    }

    /// Words that are no names unless they stand in quotation marks.
    static let reserved: Set<String> = ["and", "or", "not", "in", "is"]

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(", ")", "=", "!", "<", ">", "~", ",", "\"", "'": false
        default: !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
        }
    }

    private init(_ query: QueryText) {
        self.query = query
        scalars = Array(query.text.unicodeScalars)
    }

    private mutating func run() throws {
        while position < scalars.count {
            let scalar = scalars[position]
            let column = position + 1
            switch scalar {
            case _ where scalar.properties.isWhitespace: position += 1
            case "(", ")", ",", "=", "~", "@":
                tokens.append(QueryToken(kind: .sign(String(scalar)), column: column))
                position += 1
                if scalar == "~" { try readExpression() }
            case "<", ">", "!":
                position += 1
                var sign = String(scalar)
                if position < scalars.count, scalars[position] == "=" {
                    sign += "="
                    position += 1
                }
                guard sign != "!" else { throw error(column, "'!' stands alone", "write '!=' or 'not'") }
                tokens.append(QueryToken(kind: .sign(sign), column: column))
            case "\"", "'": try readQuoted(until: scalar)
            default:
                guard Self.isPartOfWord(scalar) else { throw error(column, "a control character stands here", "take it out") }
                var word = String.UnicodeScalarView()
                while position < scalars.count, Self.isPartOfWord(scalars[position]) {
                    word.append(scalars[position])
                    position += 1
                }
                tokens.append(QueryToken(kind: .word(String(word)), column: column))
            }
        }
        tokens.append(QueryToken(kind: .end, column: scalars.count + 1))
    }

    private mutating func readQuoted(until end: Unicode.Scalar) throws {
        let column = position + 1
        position += 1
        guard let text = readText(until: end, keepingBackslashes: false) else {
            throw error(column, "the quotation mark is not closed", "put another \(end) behind the name")
        }
        tokens.append(QueryToken(kind: .quoted(text), column: column))
    }

    /// `/…/` or `/…/i`, where it stands next.
    private mutating func readExpression() throws {
        while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
        guard position < scalars.count, scalars[position] == "/" else { return }
        let column = position + 1
        position += 1
        guard let text = readText(until: "/", keepingBackslashes: true) else {
            throw error(column, "the regular expression is not closed", "put another / behind it")
        }
        guard !text.isEmpty else { throw error(column, "the regular expression is empty", "write it between the slashes") }
        var ignoresCase = false
        while position < scalars.count, Self.isPartOfWord(scalars[position]) {
            guard scalars[position] == "i", !ignoresCase else {
                throw error(
                    position + 1, "'\(scalars[position])' is no option of a regular expression",
                    "there is only 'i', for any case")
            }
            ignoresCase = true
            position += 1
        }
        tokens.append(QueryToken(kind: .expression(text, ignoresCase: ignoresCase), column: column))
    }

    /// The text up to `end`, which a backslash takes for a part of it; nil where it does not come.
    private mutating func readText(until end: Unicode.Scalar, keepingBackslashes: Bool) -> String? {
        var text = String.UnicodeScalarView()
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == end { return String(text) }
            guard scalar == "\\", position < scalars.count else {
                text.append(scalar)
                continue
            }
            let next = scalars[position]
            position += 1
            // In a regular expression a backslash has a meaning of its own, but for the slash.
            if keepingBackslashes ? next != end : next != end && next != "\\" { text.append(scalar) }
            text.append(next)
        }
        return nil
    }

    private func error(_ column: Int, _ problem: String, _ suggestion: String) -> QueryError {
        QueryError(in: query, at: column, problem, suggestion: suggestion)
    }
}
