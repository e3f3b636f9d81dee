import StudyModel

extension SurveyMap {
    /// The map as YAML, which reads back as an equal map; one line a column.
    package var yaml: String {
        var lines: [String] = []
        func add(_ key: String, _ value: String?) {
            if let value { lines.append("\(key): \(YAMLScalar.write(value))") }
        }
        add("survey", survey)
        add("sheet", sheet)
        add("record", record)
        lines.append("header: \(header)")
        add("respondent", respondent)
        add("case", caseTemplate)
        guard !columns.isEmpty else { return lines.joined(separator: "\n") + "\n" }
        lines.append("columns:")
        for column in columns {
            let name = YAMLScalar.write(column.name)
            // A simple key may be 1,024 characters long, quotes and escapes counted.
            if name.unicodeScalars.count > 1000 {
                lines.append("  ? \(name)")
                lines.append("  : \(column.settings)")
            } else {
                lines.append("  \(name): \(column.settings)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension SurveyMap.Column {
    fileprivate var settings: String {
        var parts: [String] = []
        switch role {
        case .attribute(let kind): parts = ["as: attribute", "type: \(kind.rawValue)"]
        case .open: parts = ["as: open"]
        case .skip: parts = ["as: skip"]
        case .actor(let naming):
            parts = ["as: actor"]
            if naming.isSelf { parts.append("self: true") }
            if let tie = naming.tieKind { parts.append("tie: \(YAMLScalar.write(tie))") }
            if let kind = naming.actorKind { parts.append("kind: \(YAMLScalar.write(kind))") }
            if !naming.separators.isEmpty {
                parts.append("several: [" + naming.separators.map(YAMLScalar.write).joined(separator: ", ") + "]")
            }
        }
        if !labels.isEmpty {
            parts.append(
                "labels: { " + labels.map { "\(YAMLScalar.write($0.code)): \($0.yaml)" }.joined(separator: ", ") + " }")
        }
        if !missing.isEmpty { parts.append("missing: [" + missing.map(YAMLScalar.write).joined(separator: ", ") + "]") }
        if !findings.isEmpty { parts.append("findings: \(findings.yaml)") }
        if let detail {
            parts.append("of: \(YAMLScalar.write(detail.question))")
            parts.append("tells: \(YAMLScalar.write(detail.property.word))")
        }
        return "{ " + parts.joined(separator: ", ") + " }"
    }
}

extension ValueLabel {
    fileprivate var yaml: String {
        if findings.isEmpty, scale == 0, label.languages == [""], let text = label[""] { return YAMLScalar.write(text) }
        var parts = label.languages.map { language in
            "\(language.isEmpty ? "label" : YAMLScalar.write(language)): \(YAMLScalar.write(label[language] ?? ""))"
        }
        if scale != 0 { parts.append("scale: \(scale)") }
        if !findings.isEmpty { parts.append("findings: \(findings.yaml)") }
        return "{ " + parts.joined(separator: ", ") + " }"
    }
}

extension [String: Finding.Bearing] {
    fileprivate var yaml: String {
        let names = keys.sorted()
        if values.allSatisfy({ $0 == .supporting }) {
            return "[" + names.map(YAMLScalar.write).joined(separator: ", ") + "]"
        }
        let pairs = names.map { "\(YAMLScalar.write($0)): \((self[$0] ?? .supporting).rawValue)" }
        return "{ " + pairs.joined(separator: ", ") + " }"
    }
}

/// One value in YAML: plain where nothing can be taken amiss, else in double quotes (YAML 1.2, section 7.3).
enum YAMLScalar {
    static func write(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    private static func isPlain(_ text: String) -> Bool {
        if let number = Int(text), String(number) == text { return true }
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
        guard !text.hasSuffix(" "), !words.contains(text.lowercased()) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " -_./()?".unicodeScalars.contains(scalar)
        } && !text.contains("  ")
    }

    /// What other readers take for something else than a text.
    private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"]

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where isHidden(scalar):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Controls, formats and separators that a reader of the file could not see.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        case .spaceSeparator: scalar != " "
        default: false
        }
    }
}
