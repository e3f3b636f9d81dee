/// Writes the few forms of YAML that a codebook needs: block mappings and lists, and short ones in a line.
struct YAMLEmitter {
    private(set) var text = ""
    private var depth = 0
    /// True at the first key of a list's item, which stands behind its dash.
    private var isAfterDash = false

    mutating func value(_ key: String, _ value: String) {
        beginLine(key)
        scalar(value)
    }

    mutating func boolean(_ key: String, _ value: Bool) {
        beginLine(key)
        text += value ? " true\n" : " false\n"
    }

    /// `key: [a, b]`
    mutating func flowList(_ key: String, _ values: [String]) {
        beginLine(key)
        text += " [" + values.map { $0.yamlScalar(inFlow: true) }.joined(separator: ", ") + "]\n"
    }

    /// `key: { a: b }`; writes nothing and returns false where the line would be longer than `width` scalars.
    @discardableResult
    mutating func flowMap(_ key: String, _ pairs: [(String, String)], within width: Int = .max) -> Bool {
        let members = pairs.map { "\($0.yamlScalar(inFlow: true)): \($1.yamlScalar(inFlow: true))" }
        let line = " { " + members.joined(separator: ", ") + " }\n"
        guard 2 * depth + key.unicodeScalars.count + line.unicodeScalars.count <= width else { return false }
        beginLine(key)
        text += line
        return true
    }

    /// One pair a line, below the key.
    mutating func map(_ key: String, _ pairs: [(String, String)]) {
        beginLine(key)
        text += "\n"
        depth += 1
        for (key, value) in pairs { self.value(key, value) }
        depth -= 1
    }

    /// A list of mappings below the key; nothing where it is empty.
    mutating func list<Item>(_ key: String, _ items: [Item], _ write: (inout YAMLEmitter, Item) -> Void) {
        guard !items.isEmpty else { return }
        beginLine(key)
        text += "\n"
        depth += 2
        for item in items {
            text += String(repeating: "  ", count: depth - 1) + "- "
            isAfterDash = true
            write(&self, item)
        }
        depth -= 2
    }

    private mutating func beginLine(_ key: String) {
        if !isAfterDash { text += String(repeating: "  ", count: depth) }
        isAfterDash = false
        text += key.yamlScalar(inFlow: false) + ":"
    }

    private mutating func scalar(_ value: String) {
        guard value.canBeYAMLBlock else {
            text += " " + value.yamlScalar(inFlow: false) + "\n"
            return
        }
        text += value.hasSuffix("\n") ? " |\n" : " |-\n"
        let indentation = String(repeating: "  ", count: depth + 1)
        for line in value.split(separator: "\n", omittingEmptySubsequences: false).dropLast(value.hasSuffix("\n") ? 1 : 0) {
            text += line.isEmpty ? "\n" : indentation + line + "\n"
        }
    }
}

extension String {
    /// The text as it stands on one line: plain where every reader takes it for that text, else in double quotes.
    fileprivate func yamlScalar(inFlow: Bool) -> String { canBePlainYAML(inFlow: inFlow) ? self : quotedYAML }

    /// True for several lines that can stand below the key as they are.
    fileprivate var canBeYAMLBlock: Bool {
        guard contains("\n"), !hasSuffix("\n\n"), let first = unicodeScalars.first, first != " ", first != "\n" else {
            return false
        }
        if split(separator: "\n").contains(where: { $0.allSatisfy { $0 == " " } }) { return false }
        return unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainYAML }
    }

    private func canBePlainYAML(inFlow: Bool) -> Bool {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last, last != " ", last != ":",
            first.value > 0x7F || first.properties.isAlphabetic, !yamlWords.contains(lowercased())
        else { return false }
        var previous: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            guard scalar.isPlainYAML else { return false }
            if scalar == "#", previous == " " { return false }
            if previous == ":", scalar == " " || inFlow { return false }
            if inFlow, "[]{},".unicodeScalars.contains(scalar) { return false }
            previous = scalar
        }
        return true
    }

    private var quotedYAML: String {
        var result = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.isPlainYAML: result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result + "\""
    }
}

extension Unicode.Scalar {
    /// False for what YAML takes for a line end or does not allow unescaped (YAML 1.2.2, section 5.1).
    fileprivate var isPlainYAML: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}

/// Words that some reader takes for something else than text.
private let yamlWords: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "inf", "nan"]
