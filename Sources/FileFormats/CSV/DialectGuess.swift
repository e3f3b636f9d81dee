/// Finds out from the first rows of a CSV file what separates its fields, and the decimal sign of its numbers.
///
/// The separator is the one of `,`, `;`, tab and `|` by which most rows have the same number of fields, two at least; of
/// several that do it is not the comma, which stands in texts and numbers too. The decimal sign is a comma where more columns hold
/// numbers with a comma than with a point; where all of a column have three digits behind it, they may be thousands and do not count.
struct DialectGuess {
    static let sampleBytes = 1 << 16
    private static let sampleRows = 200
    private static let headerRows = 3

    private(set) var dialect = CSVDialect()
    private let sample: ArraySlice<UInt8>
    private let isWhole: Bool

    /// - Parameters:
    ///   - sample: the first bytes of the text.
    ///   - isWhole: true where they are all of it.
    init(_ sample: [UInt8], isWhole: Bool, _ options: CSVOptions, prefersTab: Bool) {
        let said = Self.separatorLine(sample)
        self.sample = sample[(said?.bytes ?? 0)...]
        self.isWhole = isWhole
        dialect.leadingBytes = said?.bytes ?? 0
        switch options.quote {
        case nil: break
        case .some(.none): dialect.quote = nil
        case .character(let quote): dialect.quote = quote
        }
        dialect.separator = options.separator ?? said?.separator ?? separator(prefersTab: prefersTab)
        dialect.decimal = options.decimal ?? decimalSign
    }

    /// The line `sep=;` that Excel understands, also in quotation marks.
    private static func separatorLine(_ bytes: [UInt8]) -> (separator: UInt8, bytes: Int)? {
        for (opening, closing) in [("sep=", ""), ("\"sep=", "\"")] {
            let start = Array(opening.utf8)
            guard bytes.starts(with: start), bytes.count > start.count + closing.utf8.count else { continue }
            var end = start.count + 1
            guard bytes[end...].starts(with: closing.utf8), bytes[start.count] > 0x0D || bytes[start.count] == 0x09 else {
                continue
            }
            end += closing.utf8.count
            let line = bytes[end...].prefix { $0 == 0x0D || $0 == 0x0A }
            guard !line.isEmpty || end == bytes.count else { continue }
            let feed = line.firstIndex(of: 0x0A).map { $0 + 1 } ?? min(end + 1, bytes.count)
            return (bytes[start.count], feed)
        }
        return nil
    }

    private func separator(prefersTab: Bool) -> UInt8 {
        let tab = UInt8(ascii: "\t")
        let comma = UInt8(ascii: ",")
        let first = prefersTab ? tab : comma
        let others = CSVDialect.separators.filter { $0 != first }
        var best: (separator: UInt8, consistency: Double, fields: Int)?
        var unused: Set<UInt8> = []
        for candidate in (prefersTab ? [tab] : []) + others.filter({ $0 != comma }) + [comma] {
            var counts: [Int] = []
            rows(separatedBy: candidate) { _, fields in counts.append(fields) }
            if counts.allSatisfy({ $0 == 1 }) { unused.insert(candidate) }
            let frequencies = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +)
            guard let usual = frequencies.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key > 1 else { continue }
            let consistency = Double(usual.value) / Double(counts.count)
            if let best, (best.consistency, best.fields) >= (consistency, usual.key) { continue }
            best = (candidate, consistency, usual.key)
        }
        // One column: a comma in its texts separates nothing.
        return best?.separator ?? ([first] + others).first(where: unused.contains) ?? first
    }

    private var decimalSign: UInt8 {
        var columns: [Int: NumberForms] = [:]
        var seen = 0
        rows(separatedBy: dialect.separator) { row, _ in
            seen += 1
            for cell in row.cells where cell.column < 1000 {
                columns[cell.column, default: NumberForms()].look(
                    at: row.bytes[cell.text], mayBeHeading: seen <= Self.headerRows)
            }
        }
        let numbers = columns.values.filter(\.isNumeric)
        let commas = numbers.count(where: \.hasComma)
        let points = numbers.count(where: \.hasPoint)
        let groups = numbers.count { $0.hasGroups && !$0.hasPoint && !$0.hasComma }
        let isGrouped = dialect.separator == UInt8(ascii: ";") && groups > 0 && commas + groups >= points
        return commas > points || isGrouped ? UInt8(ascii: ",") : UInt8(ascii: ".")
    }

    /// The rows of the sample by some separator, as far as they can be read.
    private func rows(separatedBy separator: UInt8, _ take: (SheetRow, Int) -> Void) {
        struct Enough: Error {}
        var dialect = dialect
        dialect.separator = separator
        withoutActuallyEscaping(take) { take in
            var count = 0
            var parser = CSVParser(dialect, isLenient: false, limits: InputLimits()) { row, fields in
                take(row, fields)
                count += 1
                guard count < Self.sampleRows else { throw Enough() }
            }
            do {
                try sample.withUnsafeBufferPointer { try parser.parse($0) }
                if isWhole { try parser.finish() }
            } catch {
                // What is wrong there is said when the file itself is read.
            }
        }
    }
}
