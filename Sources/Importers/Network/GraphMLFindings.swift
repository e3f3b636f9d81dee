import StudyModel

/// What was found, each sort once with its first place.
struct GraphMLFindings {
    struct Finding {
        var severity: Diagnostic.Severity
        var line: Int?
        var message: String
        var remedy: String
        var count = 1
    }

    private var found: [String: Finding] = [:]

    mutating func add(_ severity: Diagnostic.Severity, _ line: Int?, _ message: String, _ remedy: String) {
        found[message, default: Finding(severity: severity, line: line, message: message, remedy: remedy, count: 0)].count += 1
    }

    var all: [Finding] {
        found.values.sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
    }

    /// What readers make of a value.
    ///
    /// - Parameters:
    ///   - name: of its attribute.
    ///   - type: as it is declared.
    ///   - owner: the element that has it.
    mutating func addValue(_ text: String, of name: String, type: String?, in owner: String, line: Int) {
        let isNumber = ["int", "long", "float", "double"].contains(type ?? "")
        if text.isEmpty {
            add(
                isNumber || type == "boolean" ? .error : .warning, line,
                "has empty values of '\(name)': readers take them for different things", "leave the element out")
            return
        }
        switch type {
        case "boolean" where text != "true" && text != "false":
            add(
                .error, line, "has values of '\(name)' that are neither true nor false: readers disagree on them",
                "write true or false")
        case "int" where Int32(text) == nil:
            add(
                .error, line, "has values of '\(name)' that are no whole numbers of 32 bits",
                "take long or double, or correct them")
        case "long" where Int64(text) == nil:
            add(.error, line, "has values of '\(name)' that are no whole numbers", "take double, or correct them")
        case "float", "double":
            guard let number = Double(text) else {
                add(.error, line, "has values of '\(name)' that are no numbers", "take string, or correct them")
                break
            }
            if !number.isFinite {
                add(.warning, line, "has values of '\(name)' that are not finite", "leave them out")
            }
        case "string" where name != "label":
            if text.contains("INF") || text.lowercased() == "null" {
                add(
                    .warning, line, "has texts of '\(name)' with INF or null, which Gephi changes",
                    "write them otherwise, or put them into the label")
            }
        default: break
        }
        if owner == "edge", name == "weight", let weight = Double(text), weight <= 0 {
            add(
                weight == 0 ? .error : .warning, line,
                weight == 0
                    ? "has edges of weight 0: Gephi removes them" : "has edges of a weight below 0: Gephi warns of them",
                "write the amount, and the sign as an attribute")
        }
    }
}
