/// What the bytes of an answer can be read as. All forms are plain ASCII, without white space around them.
enum ValueForm {
    /// A whole number of at most 18 digits; none with a leading zero, which a postcode or an id would lose.
    static func integer(_ bytes: ArraySlice<UInt8>, point: UInt8 = UInt8(ascii: ".")) -> Int64? {
        guard let number = scaled(bytes, point: point, digits: 18), number.scale == 0 else { return nil }
        return number.mantissa
    }

    /// A number of at most 15 significant digits, as a `Double` holds exactly, without an exponent; also `.98`, as SPSS
    /// writes it.
    static func decimal(_ bytes: ArraySlice<UInt8>, point: UInt8 = UInt8(ascii: ".")) -> Double? {
        guard let number = scaled(bytes, point: point, digits: 15) else { return nil }
        return Double(number.mantissa) / powers[number.scale]
    }

    /// True for digits in groups of three: `1.500`, `-1.234.567`; none that begins with a zero.
    static func isGrouped(_ bytes: ArraySlice<UInt8>, by sign: UInt8) -> Bool {
        var rest = bytes
        _ = skip("-", &rest)
        let groups = rest.split(separator: sign, omittingEmptySubsequences: false)
        guard groups.count > 1, 1...3 ~= groups[0].count, groups[0].first != UInt8(ascii: "0") else { return false }
        return groups.dropFirst().allSatisfy { $0.count == 3 } && groups.allSatisfy { $0.allSatisfy(\.isDigit) }
    }

    /// `true`, `false`, `1` and `0`, as XML Schema has them.
    static func plainBoolean(_ bytes: ArraySlice<UInt8>) -> Bool? {
        if bytes.elementsEqual("true".utf8) || bytes.elementsEqual("1".utf8) { return true }
        return bytes.elementsEqual("false".utf8) || bytes.elementsEqual("0".utf8) ? false : nil
    }

    /// Those and what else people write for them, in lower or upper case; `x` is a box that is ticked.
    static func boolean(_ bytes: ArraySlice<UInt8>) -> Bool? {
        guard bytes.count <= 6 else { return nil }
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "true", "1", "y", "yes", "j", "ja", "wahr", "x": return true
        case "false", "0", "n", "no", "nein", "falsch": return false
        default: return nil
        }
    }

    /// `2025-03-01`; also with a time of midnight behind it, as a database writes a day. The first ten bytes are the day.
    static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 10, isDay(bytes.prefix(10)) else { return false }
        let rest = bytes.dropFirst(10)
        guard let separator = rest.first else { return true }
        return (separator == UInt8(ascii: "T") || separator == UInt8(ascii: " ")) && rest.count >= 6
            && isTime(rest.dropFirst()) && rest.dropFirst().allSatisfy { "0:.".utf8.contains($0) }
    }

    /// `01.03.2025` as `2025-03-01`.
    static func germanDate(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, 1...2 ~= parts[0].count, 1...2 ~= parts[1].count, parts[2].count == 4 else { return nil }
        var day = Array(parts[2])
        for part in [parts[1], parts[0]] {
            day.append(UInt8(ascii: "-"))
            if part.count == 1 { day.append(UInt8(ascii: "0")) }
            day.append(contentsOf: part)
        }
        return isDay(day[...]) ? day : nil
    }

    /// A day, `T` or a blank, and a time; at the end `Z` or an offset from UTC may stand.
    static func isDateTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 16, isDay(bytes.prefix(10)) else { return false }
        let separator = bytes[bytes.startIndex + 10]
        return (separator == UInt8(ascii: "T") || separator == UInt8(ascii: " ")) && isTime(bytes.dropFirst(11))
    }

    /// `08:56`, `08:56:00` or `08:56:00.125`; at the end `Z` or an offset from UTC may stand.
    static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        guard let hour = pair(&rest), hour <= 24, skip(":", &rest), let minute = pair(&rest), minute < 60 else { return false }
        if skip(":", &rest) {
            guard let second = pair(&rest), second <= 60 else { return false }
            if skip(".", &rest) {
                let digits = rest.prefix { $0.isDigit }
                guard 1...9 ~= digits.count else { return false }
                rest = rest.dropFirst(digits.count)
            }
        }
        if rest.isEmpty || rest.elementsEqual("Z".utf8) { return true }
        guard skip("+", &rest) || skip("-", &rest), let offset = pair(&rest), offset <= 14 else { return false }
        if rest.isEmpty { return true }
        return skip(":", &rest) && pair(&rest) != nil && rest.isEmpty || rest.count == 2 && pair(&rest) != nil
    }

    /// ISO 8601: `PT1H30M`, `P2D`, `-PT5M`.
    static func isDuration(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        _ = skip("-", &rest)
        guard skip("P", &rest), rest.count >= 2, let last = rest.last else { return false }
        return last.isASCIILetter && last != UInt8(ascii: "T") && rest.allSatisfy { "0123456789.YMWDTHS".utf8.contains($0) }
    }

    private static let powers: [Double] = (0...15).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }

    /// `mantissa` divided by ten to the power of `scale`; zeros at the end of the fraction are dropped.
    private static func scaled(
        _ bytes: ArraySlice<UInt8>, point: UInt8, digits limit: Int
    ) -> (mantissa: Int64, scale: Int)? {
        var rest = bytes
        let isNegative = skip("-", &rest)
        let whole = rest.prefix { $0.isDigit }
        rest = rest.dropFirst(whole.count)
        guard !whole.isEmpty || rest.first == point, whole.count <= limit,
            whole.count <= 1 || whole.first != UInt8(ascii: "0")
        else { return nil }
        var fraction = rest.prefix(0)
        if rest.first == point {
            rest = rest.dropFirst()
            fraction = rest.prefix { $0.isDigit }
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(fraction.count)
            while fraction.last == UInt8(ascii: "0") { fraction = fraction.dropLast() }
        }
        guard rest.isEmpty, whole.count + fraction.count <= limit, fraction.count < powers.count else { return nil }
        var mantissa: Int64 = 0
        for byte in whole { mantissa = mantissa &* 10 &+ Int64(byte &- UInt8(ascii: "0")) }
        for byte in fraction { mantissa = mantissa &* 10 &+ Int64(byte &- UInt8(ascii: "0")) }
        return (isNegative ? -mantissa : mantissa, fraction.count)
    }

    private static func isDay(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        guard let century = pair(&rest), let year = pair(&rest), skip("-", &rest), let month = pair(&rest), skip("-", &rest),
            let day = pair(&rest), rest.isEmpty, 1...12 ~= month
        else { return false }
        let number = century * 100 + year
        let isLeap = number % 4 == 0 && (number % 100 != 0 || number % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return 1...lengths[month - 1] ~= day
    }

    private static func pair(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.count >= 2, rest[rest.startIndex].isDigit, rest[rest.startIndex + 1].isDigit else { return nil }
        let value = Int(rest[rest.startIndex]) * 10 + Int(rest[rest.startIndex + 1]) - 11 * Int(UInt8(ascii: "0"))
        rest = rest.dropFirst(2)
        return value
    }

    private static func skip(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
