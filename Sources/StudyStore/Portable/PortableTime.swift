import StudyModel

/// How a time is written in a row of a study.
enum PortableTime {
    /// As a study writes it, `2025-12-01T00:00:00Z`.
    case utc
    /// Of a row with a question also as the file of a survey has it, `2025-12-01T00:00:00.5+01:00`, without a zone or clock or with them.
    case utcOrOfAnswer

    /// - Parameter isOfAnswer: whether the row names a question.
    func takes(_ cell: DataTable.Cell, isOfAnswer: Bool) -> Bool {
        guard case .text(let text) = cell else { return false }
        let mayBeOfFile = if case .utcOrOfAnswer = self { isOfAnswer } else { false }
        if mayBeOfFile, text.isYearMonthOrDay { return true }
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 10, String(parts[0]).isYearMonthOrDay,
            let rest = Self.behindClock(parts[1])
        else { return false }
        if rest == "Z" { return true }
        guard mayBeOfFile else { return false }
        var zone = rest
        if zone.first == "." {
            zone = zone.dropFirst().drop { $0.isASCII && $0.isNumber }
            guard rest.utf8.count - zone.utf8.count > 1 else { return false }
        }
        guard let sign = zone.first, sign != "Z" else { return zone.utf8.count < 2 }
        guard sign == "+" || sign == "-" else { return false }
        return Self.behindClock(zone.dropFirst() + ":00") == ""
    }

    /// What stands behind hours, minutes and seconds; nil where these are none.
    private static func behindClock(_ text: Substring) -> Substring? {
        let clock = text.prefix(8)
        let numbers = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard numbers.count == 3,
            numbers.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let isClock = zip(numbers.compactMap { Int($0) }, [24, 60, 60]).allSatisfy(<)
        return isClock ? text.dropFirst(8) : nil
    }
}

extension PortableTable {
    /// The columns with a time.
    var times: [(column: String, form: PortableTime)] {
        fields.compactMap { field in field.time.flatMap { form in field.cells.first.map { ($0.column.name, form) } } }
    }
}
