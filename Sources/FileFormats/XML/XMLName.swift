/// The name of an element or attribute: its namespace and local name, never its prefix.
///
/// The reader hands out one object for each name of a document, so comparing `code` is comparing names.
package final class XMLName {
    /// The namespace URI; empty where there is none.
    package let namespace: String
    package let local: String
    /// The number that the reader's vocabulary gives this name; 0 for a name it does not hold.
    package let code: Int

    init(namespace: String, local: String, code: Int) {
        self.namespace = namespace
        self.local = local
        self.code = code
    }
}

/// The names that a format knows, each with a number of its own greater than 0.
package struct XMLVocabulary: Sendable {
    private var codes: [String: [String: Int]] = [:]

    package init() {}

    /// `names` maps a local name in `namespace` to its number.
    package init(namespace: String, names: [String: Int]) {
        codes = [namespace: names]
    }

    package mutating func add(_ namespace: String, _ local: String, _ code: Int) {
        codes[namespace, default: [:]][local] = code
    }

    package func code(namespace: String, local: String) -> Int {
        codes[namespace]?[local] ?? 0
    }
}
