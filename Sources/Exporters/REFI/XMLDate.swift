/// A day or a point in time as `xsd:date` and `xsd:dateTime` take it.
struct XMLDate {
    /// Whether it is a day without a time.
    let isDay: Bool

    /// Nil where the text is neither: `2025-03`, `2025-02-30`, `2025-03-01T10:00`.
    init?(_ text: String) {
        var text = text
        // In place, since the times of all codings are looked at.
        guard let isDay = text.withUTF8({ Self.isDay($0) }) else { return nil }
        self.isDay = isDay
    }

    /// Nil where the bytes are neither a day nor a day with a time.
    private static func isDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            year > 0, (1...12).contains(month), day >= 1, day <= days(of: month, year)
        else { return nil }
        if bytes.count == 10 { return true }
        return isTime(UnsafeBufferPointer(rebasing: bytes[10...])) ? false : nil
    }

    /// `T10:20:00`, `T10:20:00.5Z`, `T10:20:00+02:00`
    private static func isTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= 9, bytes[0] == UInt8(ascii: "T"), bytes[3] == UInt8(ascii: ":"), bytes[6] == UInt8(ascii: ":"),
            let hour = number(bytes[1..<3]), let minute = number(bytes[4..<6]), let second = number(bytes[7..<9]),
            hour < 24, minute < 60, second < 60
        else { return false }
        var rest = bytes[9...]
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(digits.count + 1)
        }
        if rest.isEmpty || rest.elementsEqual("Z".utf8) { return true }
        let zone = UnsafeBufferPointer(rebasing: rest)
        guard zone.count == 6, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"), zone[3] == UInt8(ascii: ":"),
            let hours = number(zone[1..<3]), let minutes = number(zone[4..<6])
        else { return false }
        return hours < 14 && minutes < 60
    }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var value = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
