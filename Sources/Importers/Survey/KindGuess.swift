import StudyModel

/// Guesses what a column holds from the answers that it is shown, the first thousand of them.
///
/// A kind is taken only where every one of them has it, and only forms without a country's habits count: `2025-03-01` is a
/// date, `01.03.2025` and `3,5` are text until a map says more, and so is `1.10` beside `1.1`. Text is running text, `open`,
/// where an answer has a line break or more than 60 bytes, unless the same few come again and again.
struct KindGuess {
    static let sampleSize = 1000

    /// The sign before the fraction of a number.
    private let decimal: UInt8
    private(set) var count = 0
    private var kinds: Set<Question.Kind> = [.integer, .decimal, .boolean, .date, .dateTime, .time]
    private(set) var fractions = FractionForms()
    private var isLong = false
    private var distinct: Set<Int> = []
    private var addresses = 0

    init(decimal: UInt8 = UInt8(ascii: ".")) { self.decimal = decimal }

    /// Looks at one answer that is not empty.
    mutating func look(at bytes: ArraySlice<UInt8>) {
        guard count < Self.sampleSize else { return }
        count += 1
        kinds = kinds.filter { holds($0, bytes) }
        if kinds.contains(.decimal) { fractions.look(at: bytes, point: decimal) }
        guard kinds.isEmpty else { return }
        if bytes.count <= 100, PersonalAddress.isOne(String(decoding: bytes, as: UTF8.self)) { addresses += 1 }
        isLong = isLong || bytes.count > 60 || bytes.contains(UInt8(ascii: "\n"))
        distinct.insert(bytes.hashValue)
    }

    var kind: Question.Kind {
        guard count > 0 else { return .text }
        for kind in [Question.Kind.integer, .decimal, .boolean, .date, .dateTime, .time] where kinds.contains(kind) {
            return areWritings ? .text : kind
        }
        return isLong && distinct.count * 2 > min(count, 40) ? .open : .text
    }

    /// True for numbers that are text, since zeros at their ends may tell them apart.
    var areWritings: Bool { kinds.contains(.decimal) && fractions.areWritings }

    /// True where nine in ten answers are an e-mail address or an address in a network.
    var holdsAddresses: Bool { addresses > 0 && addresses * 10 >= count * 9 }

    private func holds(_ kind: Question.Kind, _ bytes: ArraySlice<UInt8>) -> Bool {
        switch kind {
        case .integer: ValueForm.integer(bytes, point: decimal) != nil
        case .decimal: ValueForm.decimal(bytes, point: decimal) != nil
        case .boolean: bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8)
        case .date: bytes.count == 10 && ValueForm.isDate(bytes)
        case .dateTime: ValueForm.isDateTime(bytes)
        case .time: ValueForm.isTime(bytes)
        default: false
        }
    }
}
