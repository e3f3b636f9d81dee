/// A reference of an XForm to an element of the primary instance, such as `/data/g1/t1`, `../t1` or `t1`.
///
/// Prefixes and predicates are left out, since local names and places are what answers are told by.
enum XFormReference {
    /// The names from the root down; nil where the reference leads elsewhere, or is an expression.
    ///
    /// - Parameter context: The names from the root down to where a relative reference begins.
    static func steps(_ reference: String, from context: [String]) -> [String]? {
        var path = withoutPredicates(reference)
        path.removeAll { $0 == " " || $0 == "\n" || $0 == "\t" }
        if path.hasPrefix("current()/") { path.removeFirst("current()/".count) }
        let isPath = path.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.value > 0x7F || "0123456789_-.:/".unicodeScalars.contains($0)
        }
        guard isPath, !path.isEmpty else { return nil }
        var steps = path.hasPrefix("/") ? [] : context
        for step in path.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = steps.popLast()
            default: steps.append(String(step.split(separator: ":").last ?? step))
            }
        }
        return steps
    }

    /// The path below the root; nil where there is none.
    static func path(_ reference: String?, from context: [String]) -> String? {
        guard let reference, let steps = steps(reference, from: context), steps.count > 1 else { return nil }
        return steps.dropFirst().joined(separator: "/")
    }

    /// What stands between `before` and the next quotation mark like the one that `before` ends before: the `x` of
    /// `instance('x')` and `jr:itext('x')`.
    static func quoted(after before: String, in expression: String) -> String? {
        guard let start = expression.firstRange(of: before)?.upperBound else { return nil }
        let rest = expression[start...].drop { $0 == " " }
        guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
        let text = rest.dropFirst().prefix { $0 != quote }
        return text.endIndex < rest.endIndex ? String(text) : nil
    }

    private static func withoutPredicates(_ reference: String) -> String {
        var result = ""
        var depth = 0
        for character in reference {
            if character == "[" { depth += 1 }
            if depth == 0 { result.append(character) }
            if character == "]" { depth = max(0, depth - 1) }
        }
        return result
    }
}
