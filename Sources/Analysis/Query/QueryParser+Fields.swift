import StudyModel

extension QueryToken {
    var isComparison: Bool {
        switch kind {
        case .sign(let sign): sign == "~" || QueryTest.Comparison(rawValue: sign) != nil
        default: keyword == "in" || keyword == "is"
        }
    }
}

extension QueryParser {
    /// What can be asked with a sign of comparison.
    static let fields = ["coder", "weight", "finding", "source", "question", "case", "speaker", "speaker.role", "memo", "text"]

    /// A condition such as `coder = AB`.
    mutating func field(_ word: String) throws -> Query {
        switch word {
        case "coder": return try oneOf("a coder") { .coder($0) }
        case "source": return try oneOf("a source") { .source($0) }
        case "question": return try oneOf("a question") { .question($0) }
        case "case": return try oneOf("a case") { .caseName($0) }
        case "speaker": return try oneOf("a speaker") { .speaker($0) }
        case "speaker.role": return try role()
        case "finding":
            return try oneOf("a finding") { $0.count == 1 ? .finding($0[0], nil) : nil }
        case "weight":
            take()
            return .test(.weight(try weight()))
        case "text":
            take()
            return .test(.text(try pattern("text")))
        case "memo":
            take()
            return .test(.memo(try pattern("memo")))
        default:
            if word.hasPrefix("case.") { return try attribute() }
            if word == "code" {
                throw error(
                    at: afterNext, "'code' is not compared", "write code(NAME), or code(=NAME) without the codes under it")
            }
            throw unknown(word, among: Self.fields + ["case.NAME"], "field")
        }
    }

    /// `= NAME`, `!= NAME` or `in (NAME, …)`.
    private mutating func oneOf(_ what: String, _ test: ([QueryName]) -> QueryTest?) throws -> Query {
        let field = take()
        let sign = next
        let isNegated = sign.sign == "!="
        guard let made = test(try names(of: field, what)) else {
            throw error(at: sign, "\(field.told) is compared with one name", "join several with 'or'")
        }
        return isNegated ? .not(.test(made)) : .test(made)
    }

    private mutating func names(of field: QueryToken, _ what: String) throws -> [QueryName] {
        if next.sign == "=" || next.sign == "!=" {
            take()
            return [try name(what)]
        }
        guard next.keyword == "in" else {
            throw error("\(field.told) is compared with '=', '!=' or 'in (…)'", nil)
        }
        take()
        return try list(what)
    }

    private mutating func list(_ what: String) throws -> [QueryName] {
        try expect("(", "'(' is missing")
        var names = [try name(what)]
        while next.sign == "," {
            take()
            names.append(try name(what))
        }
        try expect(")", "')' is missing")
        return names
    }

    private mutating func role() throws -> Query {
        let field = take()
        let isNegated = next.sign == "!="
        let roles = try names(of: field, "a role").map { name in
            guard let role = Transcript.Speaker.Role(rawValue: name.text.lowercased()) else {
                throw name.error(
                    "no role '\(name.text)'", name.text.suggestion(among: ["interviewer", "respondent", "other"], "there are"))
            }
            return role
        }
        return isNegated ? .not(.test(.role(roles))) : .test(.role(roles))
    }

    private mutating func weight() throws -> QueryTest.WeightTest {
        guard let sign = next.sign, let comparison = QueryTest.Comparison(rawValue: sign) else {
            throw error("'weight' is compared with '=', '!=', '<', '<=', '>' or '>='", nil)
        }
        take()
        guard case .word(let text) = next.kind, let weight = Int(text), (0...100).contains(weight) else {
            throw error("a weight is missing before \(next.told)", "it is a whole number from 0 to 100")
        }
        take()
        return .init(comparison, weight)
    }

    private mutating func pattern(_ field: String) throws -> TextPattern {
        guard next.sign == "~" else {
            throw error("'\(field)' is compared with '~'", "write \(field) ~ \"words\" or \(field) ~ /expression/")
        }
        take()
        if case .expression(let text, let ignoresCase) = next.kind {
            return .expression(QueryName(text, in: query, at: take().column), ignoresCase: ignoresCase)
        }
        let words = try name("a word")
        guard let pattern = WordPattern(words.text) else {
            throw words.error(
                "'\(words.text)' is no row of words", "write words; a star can stand at the end of one, as in \"dorf*\"")
        }
        return .words(pattern)
    }

    private mutating func attribute() throws -> Query {
        let field = take()
        let attribute: QueryName
        if case .word(let text) = field.kind, text.utf8.count > "case.".utf8.count {
            attribute = QueryName(String(text.dropFirst("case.".count)), in: query, at: field.column + "case.".count)
        } else {
            attribute = try name("an attribute")
        }
        if next.keyword == "is" {
            take()
            let isNegated = next.keyword == "not"
            if isNegated { take() }
            guard next.keyword == "missing" else {
                throw error("'missing' is missing before \(next.told)", "write 'is missing'")
            }
            take()
            let test = Query.test(.attribute(attribute, .isMissing))
            return isNegated ? .not(test) : test
        }
        if next.sign == "~" { return .test(.attribute(attribute, .matches(try pattern("case.\(attribute.text)")))) }
        if next.keyword == "in" {
            take()
            return .test(.attribute(attribute, .oneOf(try list("a value"))))
        }
        guard let sign = next.sign, let comparison = QueryTest.Comparison(rawValue: sign) else {
            throw error(
                "a sign of comparison is missing before \(next.told)",
                "compare with '=', '!=', '<', '<=', '>', '>=', 'in', '~' or 'is missing'")
        }
        take()
        let value = try name("a value")
        return .test(.attribute(attribute, comparison == .equal ? .oneOf([value]) : .compares(comparison, value)))
    }

    /// `code(NAME)`, `code(=NAME)`, `code(NAME, coder = AB, weight >= 50)`.
    mutating func code() throws -> QueryTest.CodeTest {
        take()
        take()
        let isExact = next.sign == "="
        if isExact { take() }
        var test = QueryTest.CodeTest(try name("a code"), isExact: isExact)
        while next.sign == "," {
            take()
            switch next.keyword {
            case "coder" where test.coders.isEmpty:
                let field = take()
                guard next.sign != "!=" else { throw error("a coding's coder is compared with '=' or 'in (…)'", nil) }
                test.coders = try names(of: field, "a coder")
            case "weight" where test.weight == nil:
                take()
                test.weight = try weight()
            default:
                throw error("\(next.told) is nothing that is asked of a coding", "ask for its coder and its weight, once each")
            }
        }
        if case .word = next.kind {
            let name = ([test.name.text] + wordsAhead).joined(separator: " ")
            throw error("')' is missing before \(next.told)", "a name of several words stands in quotation marks: \"\(name)\"")
        }
        try expect(")", "')' is missing")
        return test
    }

    /// `finding(F2)`, `finding(F2, contradicting)`.
    mutating func finding() throws -> QueryTest {
        take()
        take()
        let finding = try name("a finding")
        var bearing: Finding.Bearing?
        if next.sign == "," {
            take()
            bearing = next.keyword.flatMap(Finding.Bearing.init)
            guard bearing != nil else {
                throw unknown(next.keyword ?? "", among: Finding.Bearing.allCases.map(\.rawValue), "bearing")
            }
            take()
        }
        try expect(")", "')' is missing")
        return .finding(finding, bearing)
    }
}
