import Foundation

extension String {
    /// A time as databases of coding programs hold it, as UTC, ISO 8601 to the second; nil where it is none.
    ///
    /// `2025-03-01 14:05:09`, with `T`, fractions and a zone or without, and what R writes, `Sat Mar  1 14:05:09 2025`. Where no
    /// zone is named it is taken for UTC.
    var projectTime: String? {
        let words = split(separator: " ", omittingEmptySubsequences: true)
        if words.count == 5, let month = Self.months.firstIndex(of: String(words[1])), let day = Int(words[2]) {
            return Self.time(date: [Int(words[4]) ?? 0, month + 1, day], clock: words[3])
        }
        let parts = replacing("T", with: " ").split(separator: " ", omittingEmptySubsequences: true)
        guard let first = parts.first else { return nil }
        let date = first.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        return Self.time(date: date, clock: parts.dropFirst().first ?? "00:00:00")
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func time(date: [Int], clock: Substring) -> String? {
        var clock = clock
        var shift = 0
        if let zone = clock.lastIndex(where: { "+-Z".contains($0) }) {
            if clock[zone] != "Z" {
                let parts = clock[clock.index(after: zone)...].split(separator: ":").map { Int($0) ?? -1 }
                guard let hours = parts.first, (0...14).contains(hours), parts.count <= 2,
                    parts.dropFirst().allSatisfy((0..<60).contains)
                else { return nil }
                shift = (hours * 60 + (parts.count > 1 ? parts[1] : 0)) * (clock[zone] == "-" ? -60 : 60)
            }
            clock = clock[..<zone]
        }
        let times = (clock.split(separator: ".").first ?? "").split(separator: ":", omittingEmptySubsequences: false).map {
            Int($0) ?? -1
        }
        guard date.count == 3, (1900...2200).contains(date[0]), (1...12).contains(date[1]), (1...31).contains(date[2]),
            (2...3).contains(times.count), (0..<24).contains(times[0]), (0..<60).contains(times[1]),
            times.count < 3 || (0...60).contains(times[2])
        else { return nil }
        var parts = tm()
        parts.tm_year = Int32(date[0] - 1900)
        parts.tm_mon = Int32(date[1] - 1)
        parts.tm_mday = Int32(date[2])
        parts.tm_hour = Int32(times[0])
        parts.tm_min = Int32(times[1])
        parts.tm_sec = Int32(times.count > 2 ? times[2] : 0)
        var seconds = timegm(&parts) - shift
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
