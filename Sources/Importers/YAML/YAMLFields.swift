import StudyModel
import Yams

/// Takes a YAML document apart, and collects what is not as it should be.
struct YAMLFields {
    let document: YAMLDocument
    private var found: [Diagnostic] = []

    /// What was reported, in the order of the file.
    var diagnostics: [Diagnostic] {
        found.sorted { left, right in
            (left.place.line ?? 0, left.place.column ?? 0) < (right.place.line ?? 0, right.place.column ?? 0)
        }
    }

    init(_ document: YAMLDocument) { self.document = document }

    mutating func report(_ message: Diagnostic.Message, at node: Node, remedy: String? = nil) {
        report(message, at: document.place(of: node), remedy: remedy)
    }

    mutating func report(_ message: Diagnostic.Message, at place: Diagnostic.Place, remedy: String? = nil) {
        found.append(.error(at: place, message, remedy: remedy))
    }

    mutating func warn(_ message: Diagnostic.Message, at node: Node, remedy: String? = nil) {
        found.append(.warning(at: document.place(of: node), message, remedy: remedy))
    }

    /// The keys of a mapping and their values, in the order of the file; anything else is reported.
    mutating func pairs(of node: Node?, _ what: String, remedy: String) -> [(key: Node, value: Node)] {
        guard let node else { return [] }
        guard case .mapping(let pairs) = node else {
            report(.notAMapping(what), at: node, remedy: remedy)
            return []
        }
        return pairs.map { ($0.key, $0.value) }
    }

    /// The members that have a value, by key. Keys outside `keys` are reported.
    mutating func members(of node: Node, _ what: String, keys: [String], remedy: String? = nil) -> [String: Node] {
        let pairs = pairs(of: node, what, remedy: remedy ?? "write '\(keys.first ?? ""):' and its value")
        var members: [String: Node] = [:]
        for (key, value) in pairs {
            guard case .scalar(let name) = key, keys.contains(name.string) else {
                reportUnknownKey(key, what, keys: keys)
                continue
            }
            if !value.isNull { members[name.string] = value }
        }
        return members
    }

    private mutating func reportUnknownKey(_ key: Node, _ what: String, keys: [String]) {
        guard case .scalar(let name) = key else {
            return report(.notAName(what), at: key, remedy: "keys are single words")
        }
        report(.unknownKey(name.string, what), at: key, remedy: name.string.suggestion(among: keys, "there are"))
    }

    mutating func items(of node: Node?, _ what: String) -> [Node] {
        guard let node else { return [] }
        guard case .sequence(let items) = node else {
            report(.notAList(what), at: node, remedy: "begin each item with a dash")
            return []
        }
        return Array(items)
    }

    /// Nil where there is no node, or no plain value.
    mutating func string(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        guard case .scalar(let scalar) = node else {
            report(.notAText(what), at: node, remedy: "write one value")
            return nil
        }
        return scalar.string
    }

    /// A name in normal form C; reported where there is none.
    mutating func name(_ node: Node?, _ what: String, in parent: Node) -> String? {
        guard let node else {
            report(.nameless(what), at: parent, remedy: "give it a name")
            return nil
        }
        guard let name = string(node, "the name of \(what)")?.normalizedName else { return nil }
        guard !name.isEmpty else {
            report(.nameless(what), at: node, remedy: "give it a name")
            return nil
        }
        return name
    }

    /// One of `words`; others are reported as no `what`.
    mutating func word(_ node: Node?, _ what: String, among words: [String]) -> String? {
        guard let node, let word = string(node, what) else { return nil }
        guard words.contains(word) else {
            report(.unknownWord(word, what), at: node, remedy: word.suggestion(among: words, "there are"))
            return nil
        }
        return word
    }

    /// What something says of findings: a list, all of them supporting, or a mapping to the bearing on each.
    ///
    /// - Parameter name: The finding that a node names; nil where it names none.
    mutating func bearings(_ node: Node?, name: (inout YAMLFields, Node) -> String?) -> [String: Finding.Bearing] {
        guard let node else { return [:] }
        var bearings: [String: Finding.Bearing] = [:]
        switch node {
        case .sequence(let items):
            for item in items {
                if let name = name(&self, item) { bearings[name] = .supporting }
            }
        case .mapping(let pairs):
            for (key, value) in pairs {
                guard let name = name(&self, key) else { continue }
                let word = word(value, "bearing on a finding", among: Finding.Bearing.allCases.map(\.rawValue))
                bearings[name] = word.flatMap(Finding.Bearing.init)
            }
        case .scalar, .alias: report(.findingsNotListed, at: node, remedy: "write '[F1]' or '{ F1: supporting }'")
        }
        return bearings
    }

    mutating func boolean(_ node: Node?, _ what: String, default value: Bool) -> Bool {
        guard let node, let text = string(node, what) else { return value }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default:
            report(.notABoolean(what), at: node, remedy: "write 'true' or 'false'")
            return value
        }
    }
}

extension Node {
    /// True for a key without a value, or with YAML's word for none.
    var isNull: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}

extension Diagnostic.Message {
    fileprivate static func notAMapping(_ what: String) -> Self { "\(what) is not a mapping of keys to values" }
    fileprivate static func notAName(_ what: String) -> Self { "a key of \(what) is not a word" }
    fileprivate static func unknownKey(_ key: String, _ what: String) -> Self { "'\(key)' is no key of \(what)" }
    fileprivate static func notAList(_ what: String) -> Self { "\(what) are not a list" }
    fileprivate static func notAText(_ what: String) -> Self { "\(what) is not a single value" }
    fileprivate static func nameless(_ what: String) -> Self { "\(what) has no name" }
    fileprivate static func unknownWord(_ word: String, _ what: String) -> Self { "'\(word)' is no \(what)" }
    fileprivate static var findingsNotListed: Self { "'findings' is neither a list nor a mapping" }
    fileprivate static func notABoolean(_ what: String) -> Self { "'\(what)' is neither true nor false" }
}
