import StudyModel
import Yams

extension SurveyMap {
    /// Reads a map as `import --map` takes it (Docs/Formats.md, the survey map); `file` names it in messages.
    ///
    /// - Throws: `Refusal` with line and column, at the first thing that is not understood.
    package init(yaml: String, file: String) throws {
        let document = try YAMLDocument(yaml, file: file, whereEmpty: "begin with a line such as 'respondent: Nr'")
        var reader = SurveyMapReader(fields: YAMLFields(document))
        let map = reader.map()
        if let first = reader.fields.diagnostics.first { throw Refusal(first) }
        self = map
    }
}

/// Makes a map of a YAML document.
private struct SurveyMapReader {
    var fields: YAMLFields

    mutating func map() -> SurveyMap {
        let members = fields.members(
            of: fields.document.root, "a map", keys: ["survey", "sheet", "record", "header", "respondent", "case", "columns"])
        var map = SurveyMap()
        map.survey = fields.string(members["survey"], "the name of the survey")
        map.sheet = fields.string(members["sheet"], "the name of the sheet")
        map.record = fields.string(members["record"], "the element that is a respondent")
        map.respondent = fields.string(members["respondent"], "the respondent's column")
        map.caseTemplate = fields.string(members["case"], "the name of the case")
        if let node = members["header"], let text = fields.string(node, "header") {
            if let rows = Int(text), (0...100).contains(rows) {
                map.header = rows
            } else {
                fields.report(.badHeader, at: node, remedy: "write how many rows stand above the answers, such as 1")
            }
        }
        let columns = fields.pairs(
            of: members["columns"], "'columns'", remedy: "write one line a column, such as 'Ort: { as: attribute }'")
        map.columns = columns.compactMap { column(named: $0.key, $0.value) }
        let naming = map.columns.filter { column in
            guard case .actor(let naming) = column.role else { return false }
            return !naming.isSelf
        }.map(\.name)
        for (key, _) in columns {
            guard let column = map.columns.first(where: { $0.name == key.scalar?.string }), let detail = column.detail,
                !naming.contains(detail.question)
            else { continue }
            fields.report(
                .namesNobody(detail.question), at: key,
                remedy: naming.isEmpty
                    ? "give that column 'as: actor'" : detail.question.suggestion(among: naming, "columns that name actors are")
            )
        }
        return map
    }

    private mutating func column(named key: Node, _ node: Node) -> SurveyMap.Column? {
        guard let name = fields.string(key, "the name of a column") else { return nil }
        let members = fields.members(
            of: node, "a column",
            keys: ["as", "type", "labels", "missing", "findings", "tie", "kind", "self", "several", "of", "tells"],
            remedy: "write '{ as: attribute }', '{ as: open }' or the like")
        guard case .mapping(let settings) = node else { return nil }
        var column = SurveyMap.Column(name: name, role: .skip)
        column.labels = labels(members["labels"])
        column.missing = list(members["missing"], "missing")
        column.findings = findings(members["findings"])
        guard let word = members["as"] else {
            fields.report(.noRole(name), at: key, remedy: "add 'as: attribute', open, actor or skip")
            return nil
        }
        guard let role = fields.word(word, "role of a column", among: ["attribute", "open", "actor", "skip"]) else {
            return nil
        }
        let kind = fields.word(members["type"], "type of an answer", among: Self.types).flatMap(Question.Kind.init)
        let naming = ActorNaming(
            isSelf: fields.boolean(members["self"], "self", default: false),
            tieKind: fields.string(members["tie"], "the kind of a tie"),
            actorKind: fields.string(members["kind"], "the kind of an actor"),
            separators: list(members["several"], "several"))
        for (key, _) in settings where role != "actor" {
            if let word = key.scalar?.string, ["self", "tie", "kind", "several"].contains(word) {
                fields.report(.onlyActors(word), at: key, remedy: "write 'as: actor', or remove it")
            }
        }
        if naming.isSelf, naming.tieKind != nil {
            fields.report(
                .tieToSelf, at: node, remedy: "keep 'self' for the respondent's own column, 'tie' for the others")
        }
        switch role {
        case "open": column.role = .open
        case "actor": column.role = .actor(naming)
        case "skip": column.role = .skip
        default: column.role = .attribute(kind ?? (column.labels.isEmpty ? .text : .single))
        }
        column.detail = detail(members, isAttribute: role == "attribute")
        return column
    }

    /// What a column says of those whom another one names.
    private mutating func detail(_ members: [String: Node], isAttribute: Bool) -> NamedDetail? {
        guard let of = members["of"] ?? members["tells"] else { return nil }
        guard isAttribute else {
            fields.report(.onlyAttributes, at: of, remedy: "write 'as: attribute', or remove it")
            return nil
        }
        guard let question = fields.string(members["of"], "the column that names them"),
            let word = fields.string(members["tells"], "what the column tells")
        else {
            fields.report(.halfDetail, at: of, remedy: "write both, such as 'of: Partner 1, tells: strength'")
            return nil
        }
        guard let property = NamedDetail.Property(word: word) else {
            fields.report(
                .noProperty(word), at: members["tells"] ?? of,
                remedy:
                    "write kind, place, reach, alias or 'attribute NAME' of the actor, or tie kind, tie reach, strength, sign, first or last"
            )
            return nil
        }
        return NamedDetail(of: question, property)
    }

    private static let types = [
        "text", "integer", "decimal", "boolean", "date", "dateTime", "time", "duration", "single", "multiple",
        "choices",
    ]

    private mutating func labels(_ node: Node?) -> [ValueLabel] {
        let labels = fields.pairs(
            of: node, "'labels'", remedy: "write each code with its label, such as '{ 1: lokal, 2: regional }'")
        return labels.compactMap { key, value in
            guard let code = fields.string(key, "a code") else { return nil }
            var label = ValueLabel(code: code, label: .init())
            guard case .mapping(let parts) = value else {
                label.label = fields.string(value, "a label").map { LocalizedText($0) } ?? .init()
                return label
            }
            for (key, value) in parts {
                guard let word = fields.string(key, "a language") else { continue }
                switch word {
                case "findings": label.findings = findings(value)
                case "scale": label.scale = scale(value)
                default: label.label[word == "label" ? "" : word] = fields.string(value, "a label")
                }
            }
            return label
        }
    }

    private mutating func scale(_ node: Node) -> Int {
        guard let text = fields.string(node, "scale") else { return 0 }
        if let number = UInt8(text) { return Int(number) }
        fields.report(.badScale, at: node, remedy: "write 0 for the first scale of the question, 1 for the second")
        return 0
    }

    /// As a codebook has them; a single finding may stand without brackets. Which findings there are is not known here.
    private mutating func findings(_ node: Node?) -> [String: Finding.Bearing] {
        if case .scalar(let scalar) = node { return [scalar.string: .supporting] }
        return fields.bearings(node) { fields, node in fields.string(node, "a finding") }
    }

    private mutating func list(_ node: Node?, _ what: String) -> [String] {
        guard let node else { return [] }
        if case .scalar(let scalar) = node { return [scalar.string] }
        return fields.items(of: node, what).compactMap { fields.string($0, what) }
    }
}

extension Diagnostic.Message {
    fileprivate static var badHeader: Self { "'header' is no number from 0 to 100" }
    fileprivate static var badScale: Self { "'scale' is no number from 0 to 255" }
    fileprivate static func noRole(_ name: String) -> Self { "column '\(name)' does not say what it is" }
    fileprivate static func onlyActors(_ key: String) -> Self { "'\(key)' belongs to columns that name actors" }
    fileprivate static func namesNobody(_ name: String) -> Self {
        "column '\(name)' names no actors to whom the respondent is tied"
    }
    fileprivate static let onlyAttributes: Self = "'of' and 'tells' belong to columns of closed answers"
    fileprivate static let halfDetail: Self = "'of' and 'tells' belong together"
    fileprivate static func noProperty(_ word: String) -> Self {
        "'\(word)' is nothing that a column can tell of somebody named"
    }
    fileprivate static var tieToSelf: Self { "a column cannot name the respondent and someone tied to the respondent" }
}
