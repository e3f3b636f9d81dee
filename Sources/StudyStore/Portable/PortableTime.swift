import StudyModel

/// How a time is written in a row of a study.
enum PortableTime {
    /// As a study writes it, `2025-12-01T00:00:00Z`.
    case utc
    /// Of a row with a question whatever the file of the survey has, since that was taken in as it stood.
    case utcOrOfAnswer

    /// - Parameter isOfAnswer: whether the row names a question.
    func takes(_ cell: DataTable.Cell, isOfAnswer: Bool) -> Bool {
        guard case .text(let text) = cell else { return false }
        if isOfAnswer, case .utcOrOfAnswer = self { return !text.isEmpty }
        let bytes = Array(text.utf8)
        guard bytes.count == 20, text.hasSuffix("Z"), bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == bytes[13], String(text.prefix(10)).isYearMonthOrDay
        else { return false }
        let clock = [bytes[11...12], bytes[14...15], bytes[17...18]]
        return zip(clock, [24, 60, 60]).allSatisfy { digits, limit in
            digits.allSatisfy { (0x30...0x39).contains($0) } && digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } < limit
        }
    }
}

extension PortableTable {
    /// The columns with a time.
    var times: [(column: String, form: PortableTime)] {
        fields.compactMap { field in field.time.flatMap { form in field.cells.first.map { ($0.column.name, form) } } }
    }
}
