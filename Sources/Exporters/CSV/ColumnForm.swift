import StudyModel

/// The type and format of a column by Table Schema: what it was meant to hold, widened where a cell that was met is not of it.
///
/// A number that is none makes the column one of `any`, a time that is none one of `string`.
struct ColumnForm: Hashable {
    private(set) var type: DataTable.ColumnType
    /// The formats that all cells so far are of, the standard's own first.
    private var formats: [TimeFormat]

    init(_ type: DataTable.ColumnType) {
        self.type = type
        formats = TimeFormat.all[type] ?? []
    }

    /// Of dates and times that are not in the form of the standard, the form in `strptime`'s letters.
    var format: String? { formats.first?.pattern }

    mutating func meet(_ cell: DataTable.Cell) {
        switch (cell, type) {
        case (.empty, _), (_, .any), (_, .string), (.integer, .integer), (.integer, .number), (.number, .number),
            (.boolean, .boolean):
            return
        case (.text(let text), .date), (.text(let text), .datetime), (.text(let text), .time), (.text(let text), .duration):
            formats.removeAll { !$0.fits(text) }
            if formats.isEmpty { type = .string }
        default:
            type = .any
            formats = []
        }
    }
}

/// A way in which dates, times or durations are written.
private struct TimeFormat: Hashable {
    /// What stands where: `d` a digit, anything else itself.
    let shape: String
    /// In `strptime`'s letters; nil for the one that a type has by itself.
    let pattern: String?

    static let all: [DataTable.ColumnType: [TimeFormat]] = [
        .date: [.init(shape: "dddd-dd-dd", pattern: nil)],
        .datetime: [
            .init(shape: "dddd-dd-ddTdd:dd:ddZ", pattern: nil),
            .init(shape: "dddd-dd-ddTdd:dd:dd", pattern: "%Y-%m-%dT%H:%M:%S"),
            .init(shape: "dddd-dd-ddTdd:dd", pattern: "%Y-%m-%dT%H:%M"),
        ],
        .time: [.init(shape: "dd:dd:dd", pattern: nil), .init(shape: "dd:dd", pattern: "%H:%M")],
        .duration: [.init(shape: "P", pattern: nil)],
    ]

    func fits(_ text: String) -> Bool {
        guard shape != "P" else { return text.isDuration }
        let bytes = Array(text.utf8)
        guard bytes.count == shape.utf8.count,
            zip(bytes, shape.utf8).allSatisfy({ $1 == UInt8(ascii: "d") ? $0.isDigit : $0 == $1 })
        else { return false }
        let day = shape.hasPrefix("dddd") ? String(text.prefix(10)) : nil
        let clock = text.dropFirst(day?.count ?? 0).split { !$0.isNumber }.compactMap { Int($0) }
        return day?.isYearMonthOrDay != false && zip(clock, [24, 60, 60]).allSatisfy { $0 < $1 }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension String {
    /// A duration of XML Schema without a sign and with whole numbers but for seconds: `P1DT2H`, `PT90.5S`.
    fileprivate var isDuration: Bool {
        wholeMatch(of: /P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?/) != nil
    }
}
