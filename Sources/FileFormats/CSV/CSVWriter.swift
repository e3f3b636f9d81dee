/// Writes comma-separated values as RFC 4180 has them: UTF-8, lines end in CR LF, fields quoted only where they must be.
package struct CSVWriter: Sendable {
    package enum Dialect: String, Sendable, CaseIterable {
        /// Commas and decimal points; every text exactly as it is.
        case standard
        /// What a German Excel opens by double click: a byte order mark, semicolons and decimal commas.
        ///
        /// A text that Excel would run as a formula, because it begins with `=`, `+`, `-`, `@`, tab or CR, gets an apostrophe
        /// in front. Numbers never do.
        case excel

        package var delimiter: String { self == .standard ? "," : ";" }
        package var decimalSeparator: String { self == .standard ? "." : "," }
    }

    /// What has been written since the last flush, as UTF-8.
    package private(set) var bytes: [UInt8] = []
    package let dialect: Dialect
    private let delimiter: UInt8
    private var fieldsInRow = 0
    private var rowStart = 0

    package init(_ dialect: Dialect = .standard) {
        self.dialect = dialect
        delimiter = UInt8(ascii: dialect == .standard ? "," : ";")
        if dialect == .excel { bytes = [0xEF, 0xBB, 0xBF] }
        rowStart = bytes.count
    }

    package mutating func text(_ value: String) {
        separate()
        var value = value
        value.withUTF8 { text in
            let isGuarded = dialect == .excel && text.first.map(\.beginsFormula) == true
            guard text.contains(where: { needsQuotes($0) }) else {
                if isGuarded { bytes.append(UInt8(ascii: "'")) }
                return bytes.append(contentsOf: text)
            }
            bytes.append(UInt8(ascii: "\""))
            if isGuarded { bytes.append(UInt8(ascii: "'")) }
            for byte in text {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    package mutating func integer(_ value: Int) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// The shortest decimal that reads back as the same number; `NaN`, `INF` and `-INF` where it is not finite.
    package mutating func number(_ value: Double) {
        separate()
        guard value.isFinite else {
            bytes.append(contentsOf: (value.isNaN ? "NaN" : value < 0 ? "-INF" : "INF").utf8)
            return
        }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 {
            return bytes.append(contentsOf: String(whole).utf8)
        }
        for byte in value.description.utf8 {
            bytes.append(byte == UInt8(ascii: ".") && dialect == .excel ? UInt8(ascii: ",") : byte)
        }
    }

    package mutating func boolean(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// A field without a value.
    package mutating func empty() { separate() }

    package mutating func endRow() {
        // A lone empty field would be an empty line, which readers skip.
        if fieldsInRow == 1, bytes.count == rowStart { bytes.append(contentsOf: "\"\"".utf8) }
        bytes.append(contentsOf: "\r\n".utf8)
        fieldsInRow = 0
        rowStart = bytes.count
    }

    /// Hands over the rows that were ended and forgets them, once they are at least `size` bytes; call it between rows.
    package mutating func flush(into sink: ByteSink, from size: Int = 1 << 16) throws {
        guard fieldsInRow == 0, bytes.count >= size, !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
        rowStart = 0
    }

    private mutating func separate() {
        if fieldsInRow > 0 { bytes.append(delimiter) }
        fieldsInRow += 1
    }

    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}

extension UInt8 {
    fileprivate var beginsFormula: Bool {
        switch self {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"):
            true
        default: false
        }
    }
}
