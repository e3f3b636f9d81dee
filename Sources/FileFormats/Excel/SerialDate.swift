/// Days since an epoch, as Excel counts them, in the words of ISO 8601: ECMA-376, part 1, 18.17.4.
///
/// Fractions of a day are taken to the millisecond. Day 60 of the system that begins in 1900 never was, and is read as the
/// day before it.
enum SerialDate {
    private static let millisecondsOfDay = 86_400_000.0

    /// `2025-03-01`, with `T08:30:00` where the time is not midnight; nil for what is no day up to 9999.
    static func date(_ serial: Double, beginsIn1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var milliseconds = Int(((serial - Double(days)) * millisecondsOfDay).rounded())
        if milliseconds == Int(millisecondsOfDay) {
            days += 1
            milliseconds = 0
        }
        // 1899-12-30 and 1904-01-01, counted from 1970-01-01.
        let epoch = beginsIn1904 ? -24_107 : days < 60 ? -25_568 : -25_569
        let day = civil(epoch + days)
        return milliseconds == 0 ? day : day + "T" + time(milliseconds, separators: (":", ":", ""))
    }

    /// `PT27H17M54S`; nil for what no sheet holds.
    static func duration(_ serial: Double) -> String? {
        guard serial.magnitude < 2_958_466 else { return nil }
        let milliseconds = Int((serial.magnitude * millisecondsOfDay).rounded())
        return (serial < 0 ? "-PT" : "PT") + time(milliseconds, separators: ("H", "M", "S"))
    }

    private static func time(_ milliseconds: Int, separators: (String, String, String)) -> String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let fraction = milliseconds % 1000
        var seconds = two(milliseconds / 1000 % 60)
        if fraction > 0 {
            var digits = String(1000 + fraction).dropFirst()
            while digits.hasSuffix("0") { digits.removeLast() }
            seconds += "." + digits
        }
        return two(milliseconds / 3_600_000) + separators.0 + two(milliseconds / 60_000 % 60) + separators.1 + seconds
            + separators.2
    }

    /// The day of the Gregorian calendar that is so many days behind 1970-01-01.
    private static func civil(_ days: Int) -> String {
        // Years begin in March, and 400 of them have 146,097 days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let digits = String(10_000 + year).dropFirst()
        return "\(digits)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
