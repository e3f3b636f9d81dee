/// JSON Schemas, draft 2020-12, with the keywords that those in `Docs/Schemas` use.
///
/// A keyword that is not among them is refused, so that none is passed over unseen.
struct JSONSchema {
    /// A place in a value, and what is wrong there.
    struct Problem: Hashable, CustomStringConvertible {
        /// A JSON pointer (RFC 6901).
        var place: String
        var what: String

        var description: String { "\(place.isEmpty ? "the line" : place): \(what)" }
    }

    struct Outcome {
        var problems: [Problem] = []
        /// The schemas that said something of the value and did not refuse it, as `file#/pointer`.
        var reached: Set<String> = []
    }

    /// A schema that cannot be used.
    struct Flaw: Error, Hashable {
        var place: String
        var what: String
    }

    /// The places of all schemas that say something of a value, those inside of others too, in the order of their files.
    let places: [String]
    private let files: [String: JSONValue]
    /// What references lead to, and patterns, each worked out once.
    private let targets: [String: JSONValue]
    private let patterns: [String: Regex<AnyRegexOutput>]

    static let keywords: Set = [
        "$schema", "$defs", "$ref", "title", "description", "type", "enum", "const", "oneOf", "anyOf", "properties", "required",
        "additionalProperties", "propertyNames", "items", "minItems", "maxItems", "minimum", "maximum", "exclusiveMinimum",
        "pattern",
    ]

    /// - Parameter files: schemas by the names by which they refer to each other.
    init(_ files: [String: JSONValue]) throws {
        self.files = files
        var walk = Walk(files: files)
        for (name, schema) in files.sorted(by: { $0.key < $1.key }) { try walk.walk(schema, at: name + "#") }
        (places, targets, patterns) = (walk.places, walk.targets, walk.patterns)
    }

    /// Whether `value` is as the schema of `file` says.
    func check(_ value: JSONValue, by file: String) -> Outcome {
        guard let schema = files[file] else {
            return Outcome(problems: [.init(place: "", what: "there is no schema \(file)")])
        }
        return check(value, "", by: schema, at: file + "#")
    }

    // MARK: - Values

    private func check(_ value: JSONValue, _ at: String, by schema: JSONValue, at place: String) -> Outcome {
        var outcome = Outcome(reached: [place])
        if schema == .boolean(false) {
            outcome.problems.append(.init(place: at, what: "may not stand there"))
        }
        for keyword in schema.members ?? [] {
            outcome.take(check(value, at, keyword, of: schema, at: place))
        }
        if !outcome.problems.isEmpty { outcome.reached = [] }
        return outcome
    }

    private func check(
        _ value: JSONValue, _ at: String, _ keyword: JSONValue.Member, of schema: JSONValue, at place: String
    ) -> Outcome {
        let inner = "\(place)/\(keyword.name)"
        switch keyword.name {
        case "$ref":
            let target = Walk.target(of: keyword.value.text ?? "", from: place)
            return check(value, at, by: targets[target] ?? .boolean(false), at: target)
        case "oneOf", "anyOf":
            return checkShapes(value, at, keyword.value.elements ?? [], inner, onlyOne: keyword.name == "oneOf")
        case "properties", "additionalProperties", "propertyNames", "required":
            guard let members = value.members else { return Outcome() }
            return checkMembers(members, at, keyword, of: schema, inner)
        case "items":
            var outcome = Outcome()
            for (index, element) in (value.elements ?? []).enumerated() {
                outcome.take(check(element, "\(at)/\(index)", by: keyword.value, at: inner))
            }
            return outcome
        case "pattern":
            guard let text = value.text, let form = keyword.value.text, let pattern = patterns[form],
                text.firstMatch(of: pattern) == nil
            else { return Outcome() }
            return Outcome(problems: [.init(place: at, what: "is not of the form \(form)")])
        default:
            return Outcome(problems: value.breach(of: keyword).map { [.init(place: at, what: $0)] } ?? [])
        }
    }

    private func checkMembers(
        _ members: [JSONValue.Member], _ at: String, _ keyword: JSONValue.Member, of schema: JSONValue, _ inner: String
    ) -> Outcome {
        var outcome = Outcome()
        if keyword.name == "required" {
            for name in keyword.value.texts where !members.contains(where: { $0.name == name }) {
                outcome.problems.append(.init(place: at, what: "'\(name)' is missing"))
            }
            return outcome
        }
        for member in members {
            let below = "\(at)/\(member.name.pointerToken)"
            switch keyword.name {
            case "properties":
                guard let schema = keyword.value[member.name] else { continue }
                outcome.take(check(member.value, below, by: schema, at: "\(inner)/\(member.name.pointerToken)"))
            case "propertyNames":
                outcome.take(check(.string(member.name), below, by: keyword.value, at: inner))
            default:
                if schema["properties"]?[member.name] == nil {
                    outcome.take(check(member.value, below, by: keyword.value, at: inner))
                }
            }
        }
        return outcome
    }

    private func checkShapes(_ value: JSONValue, _ at: String, _ shapes: [JSONValue], _ place: String, onlyOne: Bool) -> Outcome
    {
        let outcomes = shapes.enumerated().map { check(value, at, by: $1, at: "\(place)/\($0)") }
        let fitting = outcomes.filter(\.problems.isEmpty)
        guard !fitting.isEmpty else {
            let nearest = outcomes.map(\.problems).min { $0.count < $1.count } ?? []
            return Outcome(problems: [.init(place: at, what: "is of none of the \(shapes.count) shapes")] + nearest)
        }
        guard !onlyOne || fitting.count == 1 else {
            return Outcome(problems: [.init(place: at, what: "is of \(fitting.count) of the shapes at once")])
        }
        return fitting.reduce(into: Outcome()) { $0.take($1) }
    }
}

extension JSONSchema.Outcome {
    fileprivate mutating func take(_ other: Self) {
        problems += other.problems
        reached.formUnion(other.reached)
    }
}

extension JSONValue {
    /// What a keyword that is about this value alone finds wrong.
    fileprivate func breach(of keyword: Member) -> String? {
        let wanted = keyword.value
        switch keyword.name {
        case "type":
            let types = wanted.text.map { [$0] } ?? wanted.texts
            return types.contains(where: isOf) ? nil : "is not of type \(types.joined(separator: " or "))"
        case "enum": return wanted.elements?.contains(self) ?? false ? nil : "is none of the values that it may be"
        case "const": return self == wanted ? nil : "is another value"
        case "minItems": return (elements?.count).isUnder(wanted) ? "has too few elements" : nil
        case "maxItems": return (elements?.count).isOver(wanted) ? "has too many elements" : nil
        case "minimum": return number.map { $0 < wanted.number ?? 0 } ?? false ? "is too small" : nil
        case "maximum": return number.map { $0 > wanted.number ?? 0 } ?? false ? "is too great" : nil
        case "exclusiveMinimum": return number.map { $0 <= wanted.number ?? 0 } ?? false ? "is too small" : nil
        default: return nil
        }
    }

    private func isOf(type: String) -> Bool {
        switch self {
        case .object: type == "object"
        case .array: type == "array"
        case .string: type == "string"
        case .number(let number): type == "number" || type == "integer" && number.rounded() == number
        case .boolean: type == "boolean"
        case .null: type == "null"
        }
    }
}

extension Int? {
    fileprivate func isUnder(_ limit: JSONValue) -> Bool { map { Double($0) < limit.number ?? 0 } ?? false }
    fileprivate func isOver(_ limit: JSONValue) -> Bool { map { Double($0) > limit.number ?? 0 } ?? false }
}

extension String {
    /// As part of a JSON pointer.
    var pointerToken: String { replacing("~", with: "~0").replacing("/", with: "~1") }
}
