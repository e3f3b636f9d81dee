import FileFormats

/// The first row of a table of separated values, as far as the start of the file shows it.
struct TableHead {
    private let row: ArraySlice<UInt8>

    init(_ head: [UInt8]) {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.starts(with: "sep=".utf8) || bytes.starts(with: "\"sep=".utf8) {
            bytes = bytes.drop { $0 != 0x0A }.dropFirst()
        }
        row = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    }

    /// False where the row cannot begin with a name, as a file of marks or numbers does not.
    var beginsWithName: Bool { row.first.map { $0 == UInt8(ascii: "\"") || $0 > 0x40 } ?? false }

    /// True where the fields by one of the usual separators are as wanted; those of more than 200 bytes are left out.
    func contains(where areWanted: ([String]) -> Bool) -> Bool {
        beginsWithName
            && CSVDialect.separators.contains { separator in
                let fields = row.split(separator: separator).filter { $0.count <= 200 }.map {
                    String(decoding: $0.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
                }
                return fields.count > 1 && areWanted(fields)
            }
    }
}
