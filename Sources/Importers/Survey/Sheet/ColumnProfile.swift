import FileFormats
import StudyModel

/// What the first rows of a column hold, and so what it probably is.
struct ColumnProfile {
    /// The kinds of texts, where those may be numbers and dates.
    private var forms: KindGuess?
    private let decimal: UInt8?
    private var counts: [SheetCell.Kind: Int] = [:]
    private var fractions = 0
    private var moments = 0
    private var wordCounts: [Int] = []
    private var hasLongText = false
    /// False once a text is neither a whole number nor one whose thousands are set off.
    private var areThousands = true
    private var hasThousands = false
    private var addresses = 0
    private var distinct: Set<String> = []
    private var isAscending = true
    private var lastNumber = -Double.infinity
    private var total = 0

    /// - Parameter decimal: the decimal sign of numbers that stand as texts; nil where a text is a text.
    init(decimal: UInt8?) {
        self.decimal = decimal
        forms = decimal.map { KindGuess(decimal: $0) }
    }

    mutating func add(_ cell: SheetCell, of row: SheetRow) {
        guard cell.kind != .error else { return }
        // The beginning of a long text says what it is.
        let text = cell.text.count > 400 ? row.text(cell.text.prefix(400)) : row.shownText(of: cell)
        guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
        total += row.repeats
        counts[cell.kind, default: 0] += 1
        if row.repeats == 1, text.utf8.count <= 100 { distinct.insert(text.normalizedName) }
        switch cell.kind {
        case .float, .percentage, .currency:
            if Int64(exactly: cell.number) == nil || cell.kind == .percentage { fractions += 1 }
            isAscending = isAscending && cell.number > lastNumber
            lastNumber = cell.number
        case .date: if text.contains("T") { moments += 1 }
        case .string:
            look(at: row.bytes[cell.text])
            wordCounts.append(text.utf8.split { $0 <= 0x20 }.count)
            hasLongText = hasLongText || text.unicodeScalars.count > 80
            if PersonalAddress.isOne(text) { addresses += 1 }
        default: break
        }
    }

    private mutating func look(at bytes: ArraySlice<UInt8>) {
        guard let decimal else { return }
        forms?.look(at: bytes)
        guard let number = ValueForm.integer(bytes, point: decimal) else {
            areThousands = areThousands && ValueForm.isGrouped(bytes, by: Self.thousands(decimal))
            hasThousands = hasThousands || areThousands
            return
        }
        isAscending = isAscending && Double(number) > lastNumber
        lastNumber = Double(number)
    }

    /// The sign of thousands beside a decimal sign.
    private static func thousands(_ decimal: UInt8) -> UInt8 {
        decimal == UInt8(ascii: ",") ? UInt8(ascii: ".") : UInt8(ascii: ",")
    }

    /// What sets off the thousands of whole numbers that stand as texts, so that they are none; nil where nothing does.
    var thousands: UInt8? {
        guard let decimal, areThousands, hasThousands, Set(counts.keys) == [.string] else { return nil }
        return Self.thousands(decimal)
    }

    /// True for texts that are numbers but for the zeros at their ends, which may tell them apart.
    var areWritings: Bool { Set(counts.keys) == [.string] && forms?.areWritings ?? false }

    /// True for texts that are numbers, written with zeros at their ends.
    var losesZeros: Bool { kind == .decimal && forms?.fractions.losesZeros ?? false }

    /// A column of e-mail or network addresses, which no study needs.
    var holdsAddresses: Bool { addresses > 0 && addresses * 10 >= total * 9 }

    /// True where every one of `rows` rows holds a value of its own.
    private func isUnique(rows: Int) -> Bool { rows > 0 && total == rows && distinct.count == rows }

    /// True for a column that can tell respondents apart and is named so, or numbers them.
    func isRespondent(name: String, rows: Int) -> Bool {
        isUnique(rows: rows) && (Self.isNameOfRespondents(name) || (isWholeNumbers && (isAscending || rows >= 20)))
    }

    /// True for a heading by which people call what tells respondents apart.
    static func isNameOfRespondents(_ name: String) -> Bool {
        let word = name.foldedKey.filter { $0.isLetter || $0.isNumber }
        let words: Set<String> = [
            "nr", "no", "nummer", "number", "id", "fall", "fallnummer", "fallid", "case", "caseid", "respondent",
            "respondentid", "responseid", "antwortid", "lfdnr", "laufendenummer", "teilnehmer", "teilnehmernr", "key",
        ]
        return words.contains(word)
    }

    private var isWholeNumbers: Bool {
        Set(counts.keys) == [.float] && fractions == 0 || Set(counts.keys) == [.string] && forms?.kind == .integer
    }

    var kind: Question.Kind {
        let kinds = Set(counts.keys)
        if kinds == [.string], let form = forms?.kind, form != .text, form != .open { return form }
        if kinds.isSubset(of: [.float, .percentage, .currency]), !kinds.isEmpty { return fractions == 0 ? .integer : .decimal }
        switch kinds {
        case [.boolean]: return .boolean
        case [.date]: return moments == 0 ? .date : .dateTime
        case [.time]: return .duration
        default: return isOpen ? .open : .text
        }
    }

    /// Running text: half of the texts have five words or more, or one is longer than 80 characters.
    private var isOpen: Bool {
        guard !wordCounts.isEmpty else { return false }
        return hasLongText || wordCounts.sorted()[wordCounts.count / 2] >= 5
    }
}
