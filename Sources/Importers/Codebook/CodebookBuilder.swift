import Foundation
import StudyModel
import Yams

/// Makes a codebook of a YAML document.
struct CodebookBuilder {
    private var fields: YAMLFields
    private var languages: [String] = []
    private var findings: Set<String> = []
    private var codes: [Code] = []
    /// Where each name of a sort of thing was first given, by the sort and the name.
    private var firstLines: [String: [String: Int]] = [:]

    var diagnostics: [Diagnostic] { fields.diagnostics }

    init(_ document: YAMLDocument) { fields = YAMLFields(document) }

    mutating func codebook() -> Codebook {
        let members = fields.members(
            of: fields.document.root, "a codebook",
            keys: ["codebook", "languages", "findings", "actorKinds", "tieKinds", "codes"])
        for node in fields.items(of: members["languages"], "languages") {
            guard let language = fields.string(node, "a language"), isNew(language, "language", at: node) else { continue }
            languages.append(language)
        }
        let name = fields.string(members["codebook"], "the name of the codebook") ?? ""
        let findings = fields.items(of: members["findings"], "findings").compactMap { finding($0) }
        self.findings = Set(findings.map(\.name))
        let actorKinds = fields.items(of: members["actorKinds"], "actor kinds").compactMap { actorKind($0) }
        let tieKinds = fields.items(of: members["tieKinds"], "tie kinds").compactMap { tieKind($0) }
        readCodes(members["codes"], parent: nil, depth: 0)
        return Codebook(
            name: name, languages: languages, findings: findings, actorKinds: actorKinds, tieKinds: tieKinds, codes: codes)
    }

    private mutating func finding(_ node: Node) -> Finding? {
        let members = fields.members(of: node, "a finding", keys: ["id", "title", "claim"])
        guard let name = fields.name(members["id"], "a finding", in: node), isNew(name, "finding", at: members["id"] ?? node)
        else { return nil }
        return Finding(name: name, title: text(members["title"], "title"), claim: text(members["claim"], "claim"))
    }

    private mutating func actorKind(_ node: Node) -> ActorKind? {
        let members = fields.members(of: node, "an actor kind", keys: ["name", "labels"])
        guard let name = fields.name(members["name"], "an actor kind", in: node),
            isNew(name, "actor kind", at: members["name"] ?? node)
        else { return nil }
        return ActorKind(name: name, labels: text(members["labels"], "labels"))
    }

    private mutating func tieKind(_ node: Node) -> TieKind? {
        let members = fields.members(
            of: node, "a tie kind", keys: ["name", "directed", "sign", "labels", "definition"])
        guard let name = fields.name(members["name"], "a tie kind", in: node),
            isNew(name, "tie kind", at: members["name"] ?? node)
        else { return nil }
        var sign = Tie.Sign.positive
        if let node = members["sign"], let text = fields.string(node, "sign") {
            if let known = Tie.Sign(rawValue: text) {
                sign = known
            } else {
                fields.report(.unknownSign(text), at: node, remedy: "write \"+\" or \"-\"")
            }
        }
        return TieKind(
            name: name, isDirected: fields.boolean(members["directed"], "directed", default: false), sign: sign,
            labels: text(members["labels"], "labels"), definition: text(members["definition"], "definition"))
    }

    private mutating func readCodes(_ node: Node?, parent: Code.ID?, depth: Int) {
        guard let node else { return }
        guard depth < Codebook.maximumDepth else {
            return fields.report(.tooDeep, at: node, remedy: "put the codes higher up in the tree")
        }
        var order = 0
        for item in fields.items(of: node, "codes") {
            guard let code = readCode(item, parent: parent, order: order, depth: depth) else { continue }
            codes.append(code)
            order += 1
        }
    }

    /// Appends the codes below it; the code itself is returned.
    private mutating func readCode(_ node: Node, parent: Code.ID?, order: Int, depth: Int) -> Code? {
        let members = fields.members(
            of: node, "a code",
            keys: [
                "name", "id", "labels", "colour", "codable", "findings", "definition", "include", "exclude", "example", "memos",
                "codes",
            ])
        let name = fields.name(members["name"], "a code", in: node)
        let id = members["id"].flatMap { identifier($0) } ?? name.map { Code.ID(of: "code", $0) }
        var code = Code(id: id, name: name ?? "", parent: parent, order: order)
        code.labels = text(members["labels"], "labels")
        code.definition = text(members["definition"], "definition")
        code.include = text(members["include"], "include")
        code.exclude = text(members["exclude"], "exclude")
        code.example = text(members["example"], "example")
        code.colour = colour(members["colour"])
        code.isCodable = fields.boolean(members["codable"], "codable", default: true)
        code.findings = bearings(members["findings"])
        code.memos = fields.items(of: members["memos"], "memos").compactMap { memo($0) }
        let isUsable =
            name != nil && isNew(code.name, "code", at: members["name"] ?? node)
            && isNew("\(code.id)", "id", at: members["id"] ?? node)
        readCodes(members["codes"], parent: code.id, depth: depth + 1)
        return isUsable ? code : nil
    }

    /// A mapping, or a text alone.
    private mutating func memo(_ node: Node) -> Code.Memo? {
        var members = ["text": node]
        if case .scalar = node {
        } else {
            members = fields.members(of: node, "a memo", keys: ["coder", "time", "title", "text"])
        }
        guard let text = fields.string(members["text"], "the text of a memo"), !text.normalizedName.isEmpty else {
            fields.report(.emptyMemo, at: node, remedy: "write its 'text', or remove it")
            return nil
        }
        let time = fields.string(members["time"], "time") ?? ""
        if let node = members["time"], time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) == nil {
            fields.report(.notATime(time), at: node, remedy: "write it in UTC, as 2026-01-31T12:00:00Z, or leave it out")
        }
        return Code.Memo(
            coder: fields.string(members["coder"], "coder")?.normalizedName ?? "", time: time,
            title: fields.string(members["title"], "title") ?? "", text: text)
    }

    /// False, with a message, where the name was given before.
    private mutating func isNew(_ name: String, _ what: String, at node: Node) -> Bool {
        if let line = firstLines[what]?[name] {
            fields.report(.repeated(what, name, line: line), at: node, remedy: "rename it, or remove it")
            return false
        }
        firstLines[what, default: [:]][name] = node.mark?.line ?? 0
        return true
    }

    private mutating func identifier(_ node: Node) -> Code.ID? {
        guard let text = fields.string(node, "id") else { return nil }
        guard let uuid = UUID(uuidString: text) else {
            fields.report(.notAnID, at: node, remedy: "leave it out, and it follows from the name")
            return nil
        }
        return Code.ID(uuid)
    }

    private mutating func colour(_ node: Node?) -> String? {
        guard let node, let text = fields.string(node, "colour") else { return nil }
        if let colour = text.colour { return colour }
        fields.report(.notAColour(text), at: node, remedy: "write it as \"#1b9e77\", in quotes")
        return nil
    }

    private mutating func bearings(_ node: Node?) -> [String: Finding.Bearing] {
        let known = findings
        return fields.bearings(node) { fields, node in
            guard let name = fields.string(node, "a finding")?.normalizedName else { return nil }
            if known.contains(name) { return name }
            let remedy = name.nearest(among: known.sorted(by: inNameOrder)).map { "did you mean '\($0)'?" }
            fields.report(.unknownFinding(name), at: node, remedy: remedy ?? "add it under 'findings'")
            return nil
        }
    }

    private mutating func text(_ node: Node?, _ what: String) -> LocalizedText {
        guard let node else { return LocalizedText() }
        guard case .mapping(let pairs) = node else {
            return fields.string(node, what).map { LocalizedText($0, language: languages.first ?? "") } ?? LocalizedText()
        }
        var result = LocalizedText()
        for (key, value) in pairs where !value.isNull {
            guard let language = fields.string(key, "a language"), let text = fields.string(value, what) else { continue }
            if !languages.contains(language), !language.isEmpty {
                let remedy = language.nearest(among: languages).map { "did you mean '\($0)'?" }
                fields.warn(.unknownLanguage(language), at: key, remedy: remedy ?? "add it under 'languages'")
            }
            result[language] = text
        }
        return result
    }
}

extension Diagnostic.Message {
    fileprivate static func repeated(_ what: String, _ name: String, line: Int) -> Self {
        "\(what) '\(name)' stands already in line \(line)"
    }
    fileprivate static var tooDeep: Self { "codes are nested more than \(Codebook.maximumDepth) deep" }
    fileprivate static var notAnID: Self { "'id' is not a uuid" }
    fileprivate static var emptyMemo: Self { "a memo has no text" }
    fileprivate static func notATime(_ text: String) -> Self { "'\(text)' is not a time" }
    fileprivate static func notAColour(_ text: String) -> Self { "'\(text)' is not a colour" }
    fileprivate static func unknownSign(_ text: String) -> Self { "'\(text)' is not a sign" }
    fileprivate static func unknownFinding(_ name: String) -> Self { "finding '\(name)' is not in this codebook" }
    fileprivate static func unknownLanguage(_ language: String) -> Self {
        "language '\(language)' is not among the codebook's languages"
    }
}
