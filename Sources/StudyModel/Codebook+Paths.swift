extension Codebook {
    /// How many levels a tree of codes may have.
    package static let maximumDepth = 64

    package func code(_ id: Code.ID) -> Code? { codes.first { $0.id == id } }

    /// The path as it is written: names from the top down, set apart by `/`.
    package func writtenPath(of code: Code) -> String { path(of: code).joined(separator: "/") }

    /// The code of that name, or else the one whose path is `text` or ends with it, as in `Räume/Öffentlicher Raum`.
    ///
    /// A name may itself have a `/` in it.
    package func code(at text: String) -> Code? {
        if let code = code(named: text) { return code }
        let text = text.normalizedPath
        guard text.contains("/") else { return nil }
        return codes.first { code in
            let path = writtenPath(of: code)
            return path == text || path.hasSuffix("/" + text)
        }
    }

    /// The codes below `id`, in tree order.
    package func descendants(of id: Code.ID) -> [Code] {
        var above: Set<Code.ID> = [id]
        return codes.filter { code in
            guard let parent = code.parent, above.contains(parent), code.id != id else { return false }
            return above.insert(code.id).inserted
        }
    }
}

extension String {
    /// Names of a path in the form in which names are stored.
    fileprivate var normalizedPath: String {
        split(separator: "/", omittingEmptySubsequences: false).map { String($0).normalizedName }.joined(separator: "/")
    }
}
