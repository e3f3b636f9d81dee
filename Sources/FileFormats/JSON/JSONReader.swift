/// Reads a JSON text (RFC 8259) from front to back, value by value, and keeps nothing of it.
///
/// A value that is not of the kind that is asked for is passed over. `NaN` and `Infinity`, which Python writes, are null; control
/// characters inside of strings are taken. An error names line and column and none of the file's words.
package struct JSONReader {
    private let utf8: [UInt8]
    private var position = 0
    private var depth = 0
    private let deepest: Int
    private let longest: Int

    /// `utf8` must be valid UTF-8 without a byte order mark.
    package init(_ utf8: [UInt8], limits: InputLimits = .init()) {
        self.utf8 = utf8
        deepest = limits.elementDepth
        longest = limits.cues
    }

    /// Hands over the key of each member of the object that comes next; what `body` does not read of its value is passed over.
    package mutating func forEachMember(_ body: (inout JSONReader, String) throws -> Void) throws {
        guard try peek() == UInt8(ascii: "{") else { return try skip() }
        try enter()
        var isFirst = true
        while try !leave(UInt8(ascii: "}"), isFirst: isFirst) {
            isFirst = false
            guard try peek() == UInt8(ascii: "\"") else { throw error("a key in quotes is missing") }
            let key = String(decoding: try text(), as: UTF8.self)
            try colon()
            try take(key, body)
        }
        depth -= 1
    }

    /// Hands over the place of each element of the array that comes next, from 0; what `body` does not read of it is passed over.
    package mutating func forEachElement(_ body: (inout JSONReader, Int) throws -> Void) throws {
        guard try peek() == UInt8(ascii: "[") else { return try skip() }
        try enter()
        var count = 0
        while try !leave(UInt8(ascii: "]"), isFirst: count == 0) {
            guard count < longest else { throw error("a list has more than \(longest) elements").raised(by: \.cues) }
            try take(count, body)
            count += 1
        }
        depth -= 1
    }

    /// The string that comes next, as UTF-8; half of a surrogate pair is U+FFFD. Nil for another value.
    package mutating func string() throws -> [UInt8]? {
        guard try peek() == UInt8(ascii: "\"") else {
            try skip()
            return nil
        }
        return try text()
    }

    /// The number that comes next; nil for another value.
    package mutating func number() throws -> Double? {
        let byte = try peek()
        guard byte == UInt8(ascii: "-") || byte >= 0x30 && byte <= 0x39 else {
            try skip()
            return nil
        }
        return try scalar()
    }

    /// A value that holds no others.
    package enum Scalar: Hashable, Sendable {
        case null, boolean(Bool), integer(Int), number(Double)
        /// UTF-8.
        case text([UInt8])
    }

    /// The value that comes next; nil for a list or an object. A number is whole where it is written without point and exponent.
    package mutating func value() throws -> Scalar? {
        switch try peek() {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skip()
            return nil
        case UInt8(ascii: "\""): return .text(try text())
        default: break
        }
        let start = position
        let number = try scalar()
        let word = utf8[start..<position]
        if let number { return Int(String(decoding: word, as: UTF8.self)).map { .integer($0) } ?? .number(number) }
        if word.elementsEqual("true".utf8) { return .boolean(true) }
        return word.elementsEqual("false".utf8) ? .boolean(false) : .null
    }

    /// True where the value that comes next is an object.
    package mutating func isAtObject() throws -> Bool { try peek() == UInt8(ascii: "{") }

    /// True where the value that comes next is a string.
    package mutating func isAtString() throws -> Bool { try peek() == UInt8(ascii: "\"") }

    /// - Throws: `FormatError` where anything but white space is left.
    package mutating func finish() throws {
        skipWhiteSpace()
        guard position == utf8.count else { throw error("it goes on behind its end") }
    }

    /// Passes the value that comes next, whatever it is, and does not go deeper into the program for deeper values.
    package mutating func skip() throws {
        var open: [UInt8] = []
        repeat {
            switch try peek() {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let close = utf8[position] + 2
                try enter()
                if try peek() == close {
                    position += 1
                    depth -= 1
                } else {
                    open.append(close)
                    if close == UInt8(ascii: "}") { try key() }
                    continue
                }
            case UInt8(ascii: "\""): _ = try text()
            default: _ = try scalar()
            }
            while let close = open.last {
                if try leave(close, isFirst: false) {
                    depth -= 1
                    open.removeLast()
                } else {
                    if close == UInt8(ascii: "}") { try key() }
                    break
                }
            }
        } while !open.isEmpty
    }

    // MARK: - Pieces

    private mutating func take<Name>(_ name: Name, _ body: (inout JSONReader, Name) throws -> Void) throws {
        let start = position
        try body(&self, name)
        if position == start { try skip() }
    }

    private mutating func enter() throws {
        position += 1
        depth += 1
        guard depth <= deepest else { throw error("values are nested more than \(deepest) deep") }
    }

    /// Passes the closing bracket, or the comma before the next value; true for the bracket.
    private mutating func leave(_ close: UInt8, isFirst: Bool) throws -> Bool {
        if try peek() == close {
            position += 1
            return true
        }
        guard !isFirst else { return false }
        guard utf8[position] == UInt8(ascii: ",") else { throw error("a comma or a closing bracket is missing") }
        position += 1
        return false
    }

    private mutating func key() throws {
        guard try peek() == UInt8(ascii: "\"") else { throw error("a key in quotes is missing") }
        _ = try text()
        try colon()
    }

    private mutating func colon() throws {
        guard try peek() == UInt8(ascii: ":") else { throw error("a colon is missing behind a key") }
        position += 1
    }

    /// The next byte that is no white space, which is not passed.
    private mutating func peek() throws -> UInt8 {
        skipWhiteSpace()
        guard position < utf8.count else { throw error("it ends too early") }
        return utf8[position]
    }

    private mutating func skipWhiteSpace() {
        while position < utf8.count {
            let byte = utf8[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// A number, or nil for true, false, null and what is no number.
    private mutating func scalar() throws -> Double? {
        let start = position
        while position < utf8.count, Self.isOfScalar(utf8[position]) { position += 1 }
        guard position - start <= 64 else { throw error("a number has more than 64 characters", at: start) }
        let word = String(decoding: utf8[start..<position], as: UTF8.self)
        switch word {
        case "true", "false", "null", "NaN", "Infinity", "-Infinity": return nil
        default:
            guard let first = word.utf8.first, first == UInt8(ascii: "-") || first >= 0x30 && first <= 0x39,
                !word.utf8.contains(where: { $0 | 0x20 > UInt8(ascii: "e") }), let number = Double(word)
            else { throw error("a value is missing or misspelt", at: start) }
            return number
        }
    }

    private static func isOfScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// The string at the quotation mark that comes next, unescaped.
    private mutating func text() throws -> [UInt8] {
        let start = position
        position += 1
        var result: [UInt8] = []
        var kept = position
        while position < utf8.count {
            let byte = utf8[position]
            if byte == UInt8(ascii: "\"") {
                result += utf8[kept..<position]
                position += 1
                return result
            }
            guard byte == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            result += utf8[kept..<position]
            try unescape(into: &result)
            kept = position
        }
        throw error("a string has no end", at: start)
    }

    private mutating func unescape(into result: inout [UInt8]) throws {
        guard position + 1 < utf8.count else { throw error("it ends too early") }
        let byte = utf8[position + 1]
        if byte == UInt8(ascii: "u") {
            guard let first = unit(at: position) else { throw error("an escape in a string is misspelt") }
            position += 6
            var value = UInt32(first)
            if first & 0xFC00 == 0xD800, let second = unit(at: position), second & 0xFC00 == 0xDC00 {
                value = 0x10000 + (value & 0x3FF) << 10 + UInt32(second & 0x3FF)
                position += 6
            }
            result += UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? .init()
            return
        }
        guard let plain = Self.escapes[byte] else { throw error("an escape in a string is misspelt") }
        result.append(plain)
        position += 2
    }

    /// The value of `\uXXXX` at `index`; nil where there is none.
    private func unit(at index: Int) -> UInt16? {
        guard index + 6 <= utf8.count, utf8[index] == UInt8(ascii: "\\"), utf8[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        let digits = utf8[index + 2..<index + 6]
        guard !digits.contains(UInt8(ascii: "+")) && !digits.contains(UInt8(ascii: "-")) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private func error(_ problem: String, at place: Int? = nil) -> FormatError {
        let before = utf8[..<(place ?? position)]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return FormatError(
            "the JSON is broken here: \(problem)", remedy: "export the file again, or mend it at this place",
            line: before.count { $0 == 0x0A } + 1, column: utf8[start..<before.endIndex].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
