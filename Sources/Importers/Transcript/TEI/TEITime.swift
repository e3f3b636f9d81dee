/// Times and lengths as TEI files write them, in seconds.
enum TEITime {
    /// `12.5` in units of `unit` seconds, `12.5s`, `01:02:03.4`, or ISO 8601's `PT1H2M3.4S`; nil for anything else, such as a date.
    static func seconds(_ text: String, unit: Double = 1) -> Double? {
        let text = text.filter { !$0.isWhitespace }
        if let number = Double(text) { return number.isFinite ? number * unit : nil }
        if text.hasSuffix("s"), let number = Double(text.dropLast()), number.isFinite { return number }
        if text.hasPrefix("PT") { return duration(text.dropFirst(2)) }
        let fields = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard (2...3).contains(fields.count) else { return nil }
        var total = 0.0
        for field in fields {
            guard let field, field.isFinite, field >= 0 else { return nil }
            total = total * 60 + field
        }
        return total
    }

    private static func duration(_ text: Substring) -> Double? {
        var total = 0.0
        var digits = ""
        var isEmpty = true
        for character in text {
            let factor: Double
            switch character {
            case "H": factor = 3600
            case "M": factor = 60
            case "S": factor = 1
            default:
                digits.append(character)
                continue
            }
            guard let number = Double(digits), number.isFinite, number >= 0 else { return nil }
            total += number * factor
            digits = ""
            isEmpty = false
        }
        return digits.isEmpty && !isEmpty ? total : nil
    }

    /// Of the unit that a timeline counts in; seconds where it says nothing that is known.
    static func seconds(ofUnit unit: String?) -> Double {
        switch unit {
        case "ms", "milliseconds": 0.001
        case "min", "minutes": 60
        case "h", "hours": 3600
        default: 1
        }
    }
}
