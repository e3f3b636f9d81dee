import StudyModel
import Yams

/// Takes a YAML document apart, and collects what is not as it should be.
struct YAMLFields {
    let document: YAMLDocument
    private(set) var diagnostics: [Diagnostic] = []

    init(_ document: YAMLDocument) { self.document = document }

    mutating func report(_ message: Diagnostic.Message, at node: Node, remedy: String? = nil) {
        diagnostics.append(.error(at: document.place(of: node), message, remedy: remedy))
    }

    mutating func warn(_ message: Diagnostic.Message, at node: Node, remedy: String? = nil) {
        diagnostics.append(.warning(at: document.place(of: node), message, remedy: remedy))
    }

    /// The members that have a value, by key. Keys outside `keys` are reported.
    mutating func members(of node: Node, _ what: String, keys: [String]) -> [String: Node] {
        guard case .mapping(let pairs) = node else {
            report(.notAMapping(what), at: node, remedy: "write '\(keys.first ?? ""):' and its value")
            return [:]
        }
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
        let remedy = name.string.nearest(among: keys).map { "did you mean '\($0)'?" }
        report(.unknownKey(name.string, what), at: key, remedy: remedy ?? "there are \(keys.quoted)")
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

extension [String] {
    /// `'a', 'b'`
    var quoted: String { map { "'\($0)'" }.joined(separator: ", ") }
}

extension Diagnostic.Message {
    fileprivate static func notAMapping(_ what: String) -> Self { "\(what) is not a mapping of keys to values" }
    fileprivate static func notAName(_ what: String) -> Self { "a key of \(what) is not a word" }
    fileprivate static func unknownKey(_ key: String, _ what: String) -> Self { "'\(key)' is no key of \(what)" }
    fileprivate static func notAList(_ what: String) -> Self { "\(what) are not a list" }
    fileprivate static func notAText(_ what: String) -> Self { "\(what) is not a single value" }
    fileprivate static func nameless(_ what: String) -> Self { "\(what) has no name" }
    fileprivate static func notABoolean(_ what: String) -> Self { "'\(what)' is neither true nor false" }
}
