import Foundation

/// The time and the person a change is journaled under.
package enum CurrentTime {
    /// UTC to the second, `2026-01-31T12:00:00Z`; `SOURCE_DATE_EPOCH` fixes it, so that a study can be rebuilt to the byte.
    package static var stamp: String {
        let environment = ProcessInfo.processInfo.environment
        var seconds = environment["SOURCE_DATE_EPOCH"].flatMap { time_t($0) } ?? time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }

    /// The coder where a command names none: `$ANKER_CODER`, else the login name.
    package static var owner: String {
        let environment = ProcessInfo.processInfo.environment
        for key in ["ANKER_CODER", "LOGNAME", "USER"] {
            if let name = environment[key], !name.isEmpty { return name }
        }
        return loginName ?? "anonymous"
    }

    /// The name in the system's own list of users. `getpwuid` would ask a service over a socket, and this program opens none.
    private static var loginName: String? {
        let users = (try? String(contentsOfFile: "/etc/passwd", encoding: .utf8)) ?? ""
        for line in users.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 2, fields[2] == "\(getuid())" { return String(fields[0]) }
        }
        return nil
    }
}
