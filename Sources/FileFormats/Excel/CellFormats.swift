/// What the numbers of a cell stand for, by its style: ECMA-376, part 1, 18.8.
struct CellFormats {
    enum Meaning: Hashable {
        case number, percentage, date, time, duration
        /// A number that is shown with so many digits at least, as postcodes and ids are.
        case digits(Int)
        /// With the currency's code or sign; empty where the format leaves it to the machine.
        case currency(String)
    }

    private var meanings: [Meaning] = []

    init(_ part: String?, of archive: ZipArchive, _ limits: InputLimits) throws {
        guard let part, archive.contains(part) else { return }
        var custom: [Int: Meaning] = [:]
        var found: [Meaning] = []
        var isCellFormats = false
        try PackagePart.read(part, of: archive, limits) { element, values in
            switch element {
            case "numFmt": custom[Int(values["numFmtId"] ?? "") ?? -1] = Self.meaning(ofCode: values["formatCode"] ?? "")
            case "cellXfs": isCellFormats = true
            case "cellStyles", "cellStyleXfs", "dxfs": isCellFormats = false
            case "xf" where isCellFormats:
                let number = Int(values["numFmtId"] ?? "") ?? 0
                found.append(custom[number] ?? Self.meaning(ofBuiltIn: number))
            default: break
            }
        }
        meanings = found
    }

    subscript(style: Int) -> Meaning { meanings.indices.contains(style) ? meanings[style] : .number }

    /// The formats that every workbook has: 18.8.30.
    private static func meaning(ofBuiltIn number: Int) -> Meaning {
        switch number {
        case 9, 10: .percentage
        case 5...8, 42, 44: .currency("")
        case 14...17, 22, 27...31, 34...36, 50...58: .date
        case 18...21, 32, 33, 45, 47: .time
        case 46: .duration
        default: .number
        }
    }

    /// What a format code such as `dd.mm.yyyy` or `#,##0.00\ [$€-407]` shows; its first section counts.
    static func meaning(ofCode code: String) -> Meaning {
        let folded = code.lowercased()
        if folded.hasPrefix("general") || folded.hasPrefix("standard") { return .number }
        if code.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }), PaddedNumber.widths ~= code.utf8.count {
            return .digits(code.utf8.count)
        }
        var rest = Substring(code)
        var (isDate, isTime, isElapsed, isPercentage) = (false, false, false, false)
        var hasMonthOrMinute = false
        var currency: String?
        scan: while let character = rest.popFirst() {
            switch character {
            case ";": break scan
            case "\\", "_", "*": _ = rest.popFirst()
            case "\"":
                let literal = rest.prefix { $0 != "\"" }
                rest = rest.dropFirst(literal.count + 1)
                currency = currency ?? self.currency(literal)
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inside.count + 1)
                if inside.hasPrefix("$") {
                    let sign = inside.dropFirst().prefix { $0 != "-" }
                    if !sign.isEmpty { currency = currency ?? self.currency(sign) ?? String(sign.prefix(8)) }
                } else if !inside.isEmpty, inside.lowercased().allSatisfy({ "hms".contains($0) }) {
                    isElapsed = true
                }
            case "d", "D", "y", "Y": isDate = true
            case "h", "H", "s", "S": isTime = true
            case "m", "M": hasMonthOrMinute = true
            case "%": isPercentage = true
            case "€", "$", "£", "¥": currency = currency ?? self.currency(Substring(String(character)))
            default: break
            }
        }
        if isElapsed { return .duration }
        if isDate || hasMonthOrMinute && !isTime { return .date }
        if isTime { return .time }
        if isPercentage { return .percentage }
        return currency.map { .currency($0) } ?? .number
    }

    private static func currency(_ text: Substring) -> String? {
        let word = text.filter { !$0.isWhitespace }
        return switch word {
        case "€": "EUR"
        case "£": "GBP"
        case "$", "¥": String(word)
        case "EUR", "USD", "CHF", "GBP", "PLN", "CZK", "DKK", "SEK", "NOK", "JPY": String(word)
        default: nil
        }
    }
}
