extension String {
    /// True for a year, a month or a day in ISO 8601: `2019`, `2019-05`, `2019-05-31`.
    package var isYearMonthOrDay: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        let digits = parts.allSatisfy { part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard digits, (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 }) else {
            return false
        }
        let numbers = parts.compactMap { Int($0) }
        guard let year = numbers.first, year > 0 else { return false }
        guard numbers.count > 1 else { return true }
        guard (1...12).contains(numbers[1]) else { return false }
        return numbers.count == 2 || (1...Self.days(in: numbers[1], of: year)).contains(numbers[2])
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
