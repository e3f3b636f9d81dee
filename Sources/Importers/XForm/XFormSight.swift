/// What the start of an XML file shows of ODK's kinds of files.
enum XFormSight {
    case form
    /// `key` says which form it was filled in for; `isCertain` is false where only its look speaks for it.
    case submission(key: String, isCertain: Bool)

    /// Nil where the file is neither.
    init?(_ head: [UInt8]) {
        guard let root = XMLRootTag(head) else { return nil }
        if root.name == "html" {
            guard head.holds("http://www.w3.org/2002/xforms") else { return nil }
            self = .form
            return
        }
        let attributes = root.attributes
        let key = Self.key(id: attributes["id"], namespace: root.namespace, root: root.name)
        let isMarked =
            attributes.values.contains { $0.hasPrefix("http://openrosa.org/") || $0.contains("opendatakit.org/") }
            || head.holds("http://openrosa.org/xforms") || head.holds("<formhub>")
            || attributes["id"] != nil && (attributes["encrypted"] == "yes" || head.holds("<instanceID>"))
        if isMarked {
            self = .submission(key: key, isCertain: true)
        } else if attributes["id"] != nil, attributes["version"] != nil || Self.beginsWithLeaf(root.rest) {
            self = .submission(key: key, isCertain: false)
        } else {
            return nil
        }
    }

    /// As a file carries it.
    var mark: String {
        switch self {
        case .form: "form"
        case .submission(let key, true): "submission " + key
        case .submission(let key, false): "perhaps " + key
        }
    }

    /// What a file carries.
    init?(mark: String) {
        let parts = mark.split(separator: " ", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("form", 1): self = .form
        case ("submission", 2): self = .submission(key: parts[1], isCertain: true)
        case ("perhaps", 2): self = .submission(key: parts[1], isCertain: false)
        default: return nil
        }
    }

    /// What a form and its submissions have in common: the form's id; without one the namespace, else the root's name.
    static func key(id: String?, namespace: String, root: String) -> String {
        if let id, !id.isEmpty { return id }
        let general = ["", "http://www.w3.org/2002/xforms", "http://opendatakit.org/submissions"]
        return general.contains(namespace) ? root : namespace
    }

    /// True where the first element has no attributes and no elements in it, as an answer has.
    private static func beginsWithLeaf(_ bytes: ArraySlice<UInt8>) -> Bool {
        let start = bytes.drop { $0 <= 0x20 }
        guard start.first == UInt8(ascii: "<"), let first = start.dropFirst().first, first > 0x40 || first == 0x5F else {
            return false
        }
        let name = start.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        let rest = start[name.endIndex...].drop { $0 <= 0x20 }
        if rest.starts(with: "/>".utf8) { return true }
        guard rest.first == UInt8(ascii: ">") else { return false }
        let end = rest.drop { $0 != UInt8(ascii: "<") }
        return end.starts(with: "</".utf8) && end.dropFirst(2).starts(with: name)
    }
}
