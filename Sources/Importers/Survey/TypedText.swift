import StudyModel

/// Texts that stand for a value of another type, as people type them.
enum TypedText {
    /// A whole number in digits, with or without a sign.
    static func integer(_ text: some StringProtocol) -> Int64? {
        guard let number = Int64(text), abs(number) < 1 << 53 else { return nil }
        return number
    }

    /// A number with a decimal point; a comma is not guessed at.
    static func decimal(_ text: some StringProtocol) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        guard let number = Double(text), number.isFinite else { return nil }
        return number
    }

    static func boolean(_ text: some StringProtocol) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "ja", "wahr", "1": true
        case "false", "no", "nein", "falsch", "0": false
        default: nil
        }
    }

    /// `2025-03-01`, from itself or from `1.3.2025`.
    static func date(_ text: some StringProtocol) -> String? {
        let german = text.split(separator: ".", omittingEmptySubsequences: false)
        if german.count == 3, german[2].count == 4, german[0].count <= 2, german[1].count <= 2 {
            return date(year: String(german[2]), month: String(german[1]), day: String(german[0]))
        }
        let iso = text.split(separator: "-", omittingEmptySubsequences: false)
        guard iso.count == 3, iso[0].count == 4, iso[1].count == 2, iso[2].count == 2 else { return nil }
        return date(year: String(iso[0]), month: String(iso[1]), day: String(iso[2]))
    }

    /// ISO 8601: a date, `T`, and a time.
    static func isMoment(_ text: some StringProtocol) -> Bool {
        guard let mark = text.firstIndex(of: "T"), date(text[..<mark]) == String(text[..<mark]) else { return false }
        let time = text[text.index(after: mark)...]
        return time.count >= 5 && isTime(time.prefix(while: { $0 != "Z" && $0 != "+" && $0 != "-" }))
    }

    /// `08:30`, `08:30:15` or `08:30:15.5`.
    static func isTime(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return false }
        guard let hour = UInt8(parts[0]), hour < 25, let minute = UInt8(parts[1]), minute < 60 else { return false }
        guard parts.count == 3 else { return true }
        return decimal(parts[2]).map { $0 >= 0 && $0 < 61 } ?? false
    }

    /// ISO 8601: `PT1H30M`.
    static func isDuration(_ text: some StringProtocol) -> Bool {
        let body =
            text.hasPrefix("-P") ? text.dropFirst(2) : text.hasPrefix("P") ? text.dropFirst() : text.dropFirst(text.count)
        return body.count >= 2 && body.last?.isLetter == true && body.last != "T"
            && body.allSatisfy { "0123456789.YMWDTHS".contains($0) }
    }

    private static func date(year: String, month: String, day: String) -> String? {
        guard let year = UInt16(year), let month = UInt8(month), (1...12).contains(month), let day = UInt8(day) else {
            return nil
        }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days: UInt8 = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        guard (1...days).contains(day) else { return nil }
        func padded(_ number: some BinaryInteger, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
