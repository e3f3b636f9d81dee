import StudyModel

/// Finds the cases for which something holds of an attribute or of their answer to a question.
struct AttributeResolver {
    private let attributes: [QueryMaterial.Attribute]

    /// - Throws: `QueryError` where there is no attribute or question of that name.
    init(material: QueryMaterial, name: QueryName) throws {
        let key = name.text.normalizedName
        attributes = material.attributes.filter { $0.name == key }
        guard attributes.isEmpty else { return }
        let names = material.attributeNames
        throw name.error(
            "no attribute '\(name.text)'", names.isEmpty ? "no case has one" : name.text.suggestion(among: names, "there are"))
    }

    /// The rows of the cases; where a value is asked to be missing, of those that have one, to be denied.
    func cases(_ test: QueryTest.AttributeTest) throws -> CaseSet {
        switch test {
        case .isMissing:
            return CaseSet(rows: Set(attributes.flatMap { $0.values.map(\.caseRow) }), isComplement: true)
        case .oneOf(let values):
            try values.forEach(requireKnown)
            return CaseSet(rows: try cases { try $0.equals(any: values) })
        case .compares(.unequal, let value):
            try requireKnown(value)
            let equal = try cases { try $0.equals(any: [value]) }
            return CaseSet(rows: Set(attributes.flatMap { $0.values.map(\.caseRow) }).subtracting(equal))
        case .compares(let comparison, let value): return CaseSet(rows: try cases { try $0.compares(comparison, value) })
        case .matches(let pattern):
            let matcher = try pattern.matcher()
            return CaseSet(
                rows: try cases { attribute in { value in attribute.words(for: value).contains { matcher.matches($0) } } })
        }
    }

    /// Words that no case has and no list of answers offers would find nothing, and look like a result.
    private func requireKnown(_ value: QueryName) throws {
        let words = attributes.map(\.knownWords)
        let name = value.text.normalizedName
        guard !words.contains(where: { $0?.contains(name) ?? true }) else { return }
        let known = Set(words.compactMap(\.self).joined()).sorted(by: inNameOrder)
        throw value.error(
            "no case has '\(value.text)' for '\(attributes[0].name)'",
            known.isEmpty ? "no case has anything" : value.text.suggestion(among: known, "there are"))
    }

    struct CaseSet {
        var rows: Set<Int32>
        var isComplement = false

        func contains(_ row: Int32) -> Bool { rows.contains(row) != isComplement }
    }

    private func cases(
        _ test: (QueryMaterial.Attribute) throws -> (QueryMaterial.Attribute.Value) -> Bool
    ) throws -> Set<Int32> {
        var rows: Set<Int32> = []
        for attribute in attributes {
            let holds = try test(attribute)
            for (row, value) in attribute.values where holds(value) { rows.insert(row) }
        }
        return rows
    }
}

extension QueryMaterial.Attribute {
    typealias Test = (Value) -> Bool

    /// A value in words: as it is stored, each code of an answer of several, and what it is labelled with.
    func words(for value: Value) -> [String] {
        switch value {
        case .number(let number): [number.shortest] + (labels[number.shortest] ?? [])
        case .text(let text):
            [text] + (labels[text] ?? [])
                + (kind == .choices ? text.split(separator: " ").flatMap { [String($0)] + (labels[String($0)] ?? []) } : [])
        }
    }

    /// The words that a value can be equal to; nil where it can be any number, date or truth value.
    fileprivate var knownWords: Set<String>? {
        if kind == .boolean || isDate || isNumeric && labels.isEmpty { return nil }
        var words = Set(labels.keys).union(labels.values.joined().map(\.normalizedName))
        for (_, value) in values { words.formUnion(self.words(for: value).map(\.normalizedName)) }
        return words
    }

    /// A value is equal to a number that is as large, and to words that it is stored or labelled with.
    func equals(any values: [QueryName]) throws -> Test {
        let names = Set(values.map(\.text.normalizedName))
        let numbers = Set(names.compactMap(Double.init))
        if kind == .boolean {
            let truths = try Set(values.map { try Self.truth(of: $0) })
            return { truths.contains($0.isTrue) }
        }
        if isDate {
            let dates = try values.map { try Self.date($0) }
            return { value in dates.contains { value.date?.hasPrefix($0) ?? false } }
        }
        if isNumeric, labels.isEmpty, let wrong = values.first(where: { Double($0.text.normalizedName) == nil }) {
            throw wrong.error("'\(wrong.text)' is no number", "attribute '\(name)' holds numbers")
        }
        return { value in
            if case .number(let number) = value, numbers.contains(number) { return true }
            return self.words(for: value).contains { names.contains($0.normalizedName) }
        }
    }

    func compares(_ comparison: QueryTest.Comparison, _ name: QueryName) throws -> Test {
        if isDate {
            let date = try Self.date(name)
            // As exact as the date that was typed: every day of 2020 is '<= 2020'.
            return { value in value.date.map { comparison.holds(String($0.prefix(date.count)), date) } ?? false }
        }
        guard isNumeric || values.contains(where: { $0.value.number != nil }) else {
            throw name.error(
                "attribute '\(self.name)' holds no numbers and dates, so nothing is '\(comparison.rawValue)'",
                "compare it with '=', '!=', 'in' or '~'")
        }
        guard let number = Double(name.text.normalizedName), number.isFinite else {
            throw name.error("'\(name.text)' is no number", "attribute '\(self.name)' holds numbers")
        }
        return { value in value.number.map { comparison.holds($0, number) } ?? false }
    }

    private var isNumeric: Bool { kind == .integer || kind == .decimal }
    private var isDate: Bool { kind == .date || kind == .dateTime }

    private static func truth(of name: QueryName) throws -> Bool {
        switch name.text.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default: throw name.error("'\(name.text)' is neither true nor false", "write true or false")
        }
    }

    private static func date(_ name: QueryName) throws -> String {
        let text = name.text.normalizedName
        let shape = text.prefix(10).map { $0.isASCII && $0.isNumber ? "0" : $0 }
        guard ["0000", "0000-00", "0000-00-00"].contains(String(shape)),
            text.count == 10 || text.count == shape.count || text.dropFirst(10).first == "T"
        else { throw name.error("'\(name.text)' is no date", "write 2020, 2020-05 or 2020-05-17") }
        return text
    }
}

extension QueryMaterial.Attribute.Value {
    fileprivate var number: Double? {
        switch self {
        case .number(let number): number
        case .text(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    fileprivate var date: String? { if case .text(let text) = self { text } else { nil } }

    fileprivate var isTrue: Bool {
        switch self {
        case .number(let number): number != 0
        case .text(let text): ["true", "yes", "1"].contains(text.lowercased())
        }
    }
}

extension Double {
    /// Whole numbers without a fraction.
    fileprivate var shortest: String {
        Int64(exactly: self).map(String.init) ?? String(self)
    }
}
