import Foundation

/// Paths of a pipeline's files, which begin at its folder.
package enum PipelinePath {
    /// The same path without empty parts, `.`, and `..` behind the name of a folder; `.` is the folder itself.
    package static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// Whether two plain paths have a file in common: they are the same, one lies in the other, or one is a pattern of the shell that
    /// the other or its beginning fits.
    package static func meet(_ one: String, _ other: String) -> Bool {
        let (short, long) = [parts(one), parts(other)].sorted { $0.count < $1.count }.pair
        guard zip(short, long).allSatisfy(fit) else { return false }
        // What begins with '..' lies above the folder, and not in it.
        return short.count == long.count || long[short.count] != ".."
    }

    /// Whether a part of the path begins with a point, so that commands and patterns pass it over.
    package static func isHidden(_ path: String) -> Bool {
        path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".." && $0 != "." }
    }

    private static func parts(_ path: String) -> [String] {
        path == "." ? [] : path.split(separator: "/").map(String.init)
    }

    private static func fit(_ one: String, _ other: String) -> Bool {
        one == other || fnmatch(one, other, FNM_PERIOD) == 0 || fnmatch(other, one, FNM_PERIOD) == 0
    }
}

extension [[String]] {
    fileprivate var pair: ([String], [String]) { (self[0], self[1]) }
}
