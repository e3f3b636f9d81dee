import StudyModel
import Yams

extension SurveyMap {
    /// Reads a map as DESIGN of the command `import --map` describes it; `file` names it in messages.
    ///
    /// - Throws: `Refusal` with line and column, at the first thing that is not understood.
    package init(yaml: String, file: String) throws {
        let reader = SurveyMapReader(file: file, yaml: yaml)
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw reader.refusal(error)
        }
        guard let root, let mapping = root.mapping else {
            throw reader.refusal(root?.mark, .noMapping, remedy: "begin with a line such as 'respondent: Nr'")
        }
        self = try reader.map(mapping)
    }
}

/// Walks over the nodes of a map's YAML.
private struct SurveyMapReader {
    let file: String
    let yaml: String

    func map(_ mapping: Node.Mapping) throws -> SurveyMap {
        var map = SurveyMap()
        for (key, value) in mapping {
            switch try text(key) {
            case "survey": map.survey = try text(value)
            case "sheet": map.sheet = try text(value)
            case "header":
                guard let rows = Int(try text(value)), (0...100).contains(rows) else {
                    throw refusal(value.mark, .badHeader, remedy: "write how many rows stand above the answers, such as 1")
                }
                map.header = rows
            case "respondent": map.respondent = try text(value)
            case "case": map.caseTemplate = try text(value)
            case "columns":
                guard let columns = value.mapping else {
                    throw refusal(value.mark, .badColumns, remedy: "write one line a column, such as 'Ort: { as: attribute }'")
                }
                for (name, settings) in columns { map.columns.append(try column(named: name, settings)) }
            case let other:
                throw unknown("key", other, key, among: ["survey", "sheet", "header", "respondent", "case", "columns"])
            }
        }
        return map
    }

    private func column(named key: Node, _ node: Node) throws -> SurveyMap.Column {
        guard let settings = node.mapping else {
            throw refusal(node.mark, .badColumn(try text(key)), remedy: "write '{ as: attribute }', '{ as: open }' or the like")
        }
        var column = SurveyMap.Column(name: try text(key), role: .skip)
        var role: String?
        var kind: Question.Kind?
        var naming = ActorNaming()
        var actorKeys: [Node] = []
        for (key, value) in settings {
            switch try text(key) {
            case "as":
                let word = try text(value)
                guard Self.roles.contains(word) else { throw unknown("role", word, value, among: Self.roles) }
                role = word
            case "type":
                let word = try text(value)
                guard let found = Question.Kind(rawValue: word), Self.types.contains(word) else {
                    throw unknown("type", word, value, among: Self.types)
                }
                kind = found
            case "labels": column.labels = try labels(value)
            case "missing": column.missing = try list(value)
            case "findings": column.findings = try findings(value)
            case "tie":
                naming.tieKind = try text(value)
                actorKeys.append(key)
            case "kind":
                naming.actorKind = try text(value)
                actorKeys.append(key)
            case "self":
                guard let flag = value.bool else { throw refusal(value.mark, .badFlag, remedy: "write true or false") }
                naming.isSelf = flag
                actorKeys.append(key)
            case let other:
                throw unknown(
                    "key", other, key, among: ["as", "type", "labels", "missing", "findings", "tie", "kind", "self"])
            }
        }
        guard let role else {
            throw refusal(key.mark, .noRole(column.name), remedy: "add 'as: attribute', open, actor or skip")
        }
        if role != "actor", let key = actorKeys.first {
            throw refusal(key.mark, .onlyActors(try text(key)), remedy: "write 'as: actor', or remove it")
        }
        if naming.isSelf, naming.tieKind != nil {
            throw refusal(node.mark, .tieToSelf, remedy: "keep 'self' for the respondent's own column, 'tie' for the others")
        }
        switch role {
        case "open": column.role = .open
        case "actor": column.role = .actor(naming)
        case "skip": column.role = .skip
        default: column.role = .attribute(kind ?? (column.labels.isEmpty ? .text : .single))
        }
        return column
    }

    private static let roles = ["attribute", "open", "actor", "skip"]
    private static let types = [
        "text", "integer", "decimal", "boolean", "date", "dateTime", "time", "duration", "single", "multiple",
    ]

    private func labels(_ node: Node) throws -> [ValueLabel] {
        guard let mapping = node.mapping else {
            throw refusal(node.mark, .badLabels, remedy: "write each code with its label, such as '{ 1: lokal, 2: regional }'")
        }
        return try mapping.map { key, value in
            var label = ValueLabel(code: try text(key), label: .init())
            guard let parts = value.mapping else {
                label.label = LocalizedText(try text(value))
                return label
            }
            for (key, value) in parts {
                switch try text(key) {
                case "label": label.label[""] = try text(value)
                case "findings": label.findings = try findings(value)
                case "scale": label.scale = Int(try text(value)) ?? 0
                case let language: label.label[language] = try text(value)
                }
            }
            return label
        }
    }

    private func findings(_ node: Node) throws -> [String: Finding.Bearing] {
        guard let mapping = node.mapping else {
            return Dictionary(try list(node).map { ($0, .supporting) }, uniquingKeysWith: { first, _ in first })
        }
        var result: [String: Finding.Bearing] = [:]
        for (key, value) in mapping {
            let word = try text(value)
            guard let bearing = Finding.Bearing(rawValue: word) else {
                throw unknown("bearing", word, value, among: Finding.Bearing.allCases.map(\.rawValue))
            }
            result[try text(key)] = bearing
        }
        return result
    }

    private func list(_ node: Node) throws -> [String] {
        guard let sequence = node.sequence else { return [try text(node)] }
        return try sequence.map(text)
    }

    /// The characters of a scalar as they were written: `007` stays `007`.
    private func text(_ node: Node) throws -> String {
        guard let scalar = node.scalar else {
            throw refusal(node.mark, .noText, remedy: "put a text with special characters in double quotes")
        }
        return scalar.string
    }

    private func unknown(_ sort: String, _ word: String, _ node: Node, among names: [String]) -> Refusal {
        refusal(node.mark, .unknown(sort, word), remedy: word.suggestion(among: names, "known are"))
    }

    func refusal(_ mark: Mark?, _ message: Diagnostic.Message, remedy: String) -> Refusal {
        refusal(line: mark?.line ?? 1, column: mark?.column, message, remedy: remedy)
    }

    private func refusal(line: Int, column: Int?, _ message: Diagnostic.Message, remedy: String) -> Refusal {
        Refusal(at: Diagnostic.Place(file: file, line: line, column: column), message, remedy: remedy)
    }

    func refusal(_ error: YamlError) -> Refusal {
        let remedy = "mend it there; a text with special characters goes in double quotes"
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return refusal(mark, .notYAML(problem), remedy: remedy)
        case .duplicatedKeysInMapping(let names, let context):
            let name = names.first ?? ""
            let place = secondPlace(of: name, from: context.mark.line) ?? (context.mark.line, context.mark.column)
            return refusal(line: place.line, column: place.column, .duplicate(name), remedy: "keep one of the two")
        case .reader(_, _, _, _):
            return refusal(nil, .notYAML("control characters are not allowed"), remedy: remedy)
        default: return refusal(nil, .notYAML("it cannot be parsed"), remedy: remedy)
        }
    }

    /// Where `key` stands for the second time at the start of a line, from line `first` on.
    private func secondPlace(of key: String, from first: Int) -> (line: Int, column: Int)? {
        var isSecond = false
        for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where index + 1 >= first
        {
            let start = line.drop { $0 == " " }
            guard [key + ":", "\"\(key)\":", "'\(key)':"].contains(where: { start.hasPrefix($0) }) else { continue }
            if isSecond { return (index + 1, line.count - start.count + 1) }
            isSecond = true
        }
        return nil
    }
}

extension Diagnostic.Message {
    fileprivate static var noMapping: Self { "the map holds no keys" }
    fileprivate static var badHeader: Self { "'header' is no number from 0 to 100" }
    fileprivate static var badColumns: Self { "'columns' holds no columns" }
    fileprivate static func badColumn(_ name: String) -> Self { "column '\(name)' has no settings" }
    fileprivate static func noRole(_ name: String) -> Self { "column '\(name)' does not say what it is" }
    fileprivate static var badFlag: Self { "'self' is neither true nor false" }
    fileprivate static func onlyActors(_ key: String) -> Self { "'\(key)' belongs to columns that name actors" }
    fileprivate static var tieToSelf: Self { "a column cannot name the respondent and someone tied to the respondent" }
    fileprivate static var badLabels: Self { "'labels' holds no codes" }
    fileprivate static var noText: Self { "a single value is expected here" }
    fileprivate static func unknown(_ sort: String, _ word: String) -> Self { "unknown \(sort) '\(word)'" }
    fileprivate static func duplicate(_ name: String) -> Self { "'\(name)' stands here twice" }
    fileprivate static func notYAML(_ problem: String) -> Self { "is no valid YAML: \(problem)" }
}
