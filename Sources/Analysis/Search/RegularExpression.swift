import Foundation

/// A regular expression as ICU reads them, put to UTF-8.
///
/// Source: ICU User Guide, "Regular Expressions". A line begins and ends with `^` and `$`, as for grep.
package struct RegularExpression: Sendable {
    /// Why one cannot be read.
    package struct Failure: Error, Hashable, Sendable {
        package let problem: String
    }

    private let expression: NSRegularExpression

    package init(_ pattern: String, ignoresCase: Bool = false) throws(Failure) {
        var options: NSRegularExpression.Options = [.anchorsMatchLines]
        if ignoresCase { options.insert(.caseInsensitive) }
        guard let expression = try? NSRegularExpression(pattern: pattern, options: options) else {
            throw Failure(problem: "'\(pattern)' is no regular expression")
        }
        self.expression = expression
    }

    /// Whether it holds anywhere, if only of nothing.
    ///
    /// - Parameter text: valid UTF-8.
    package func holds(of text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let string = String(decoding: text, as: UTF8.self)
        return expression.firstMatch(in: string, range: NSRange(location: 0, length: string.utf16.count)) != nil
    }

    /// Where it holds, in bytes, in reading order; matches of nothing are left out.
    ///
    /// - Parameter text: valid UTF-8.
    package func matches(in text: Slice<UnsafeBufferPointer<UInt8>>) -> [Range<Int>] {
        let string = String(decoding: text, as: UTF8.self)
        let found = expression.matches(in: string, range: NSRange(location: 0, length: string.utf16.count))
        guard !found.isEmpty else { return [] }
        var matches: [Range<Int>] = []
        // Both counts go along the text once, since the matches come in its order.
        var index = string.startIndex
        var unit = 0
        var byte = text.startIndex
        func move(to goal: Int) -> Int {
            while unit < goal {
                let scalar = string.unicodeScalars[index]
                unit += scalar.value > 0xFFFF ? 2 : 1
                byte += UTF8.width(scalar)
                index = string.unicodeScalars.index(after: index)
            }
            return byte
        }
        for match in found where match.range.length > 0 {
            let lower = move(to: match.range.location)
            matches.append(lower..<move(to: match.range.location + match.range.length))
        }
        return matches
    }
}
