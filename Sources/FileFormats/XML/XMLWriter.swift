/// Writes XML 1.0 in UTF-8 piece by piece, one element a line, indented by two blanks a level.
///
/// An element that holds text stands on one line with it, so that no white space is added to the text. Characters that
/// XML 1.0 forbids (section 2.2) cannot be escaped; each is replaced by U+FFFD and counted.
package struct XMLWriter: Sendable {
    /// What has been written since the last flush, as UTF-8.
    package private(set) var bytes: [UInt8] = []
    /// How many forbidden characters were replaced.
    package private(set) var replacedCharacters = 0
    private var open: [String] = []
    private var state = State.betweenElements

    private enum State { case betweenElements, inStartTag, afterText }

    /// Begins with the declaration, which names the encoding.
    package init() {
        bytes.append(contentsOf: #"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)
    }

    /// Opens an element; attributes come next, then either text or elements.
    ///
    /// `name` and the names of attributes are the format's own, so they are written as they are.
    package mutating func begin(_ name: String) {
        closeStartTag()
        newLine()
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        open.append(name)
        state = .inStartTag
    }

    /// An attribute of the element that was opened last; only before its content.
    package mutating func attribute(_ name: String, _ value: String) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
        escape(value, inAttribute: true)
        bytes.append(UInt8(ascii: "\""))
    }

    /// The same, but nothing at all where the value is nil.
    package mutating func attribute(_ name: String, _ value: String?) {
        if let value { attribute(name, value as String) }
    }

    /// The same for a value that is known to need no escaping, such as an id.
    package mutating func attribute(_ name: String, plain value: String) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: value.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func text(_ value: String) {
        closeStartTag()
        escape(value, inAttribute: false)
        state = .afterText
    }

    /// Closes the element that was opened last; one without content becomes an empty tag.
    package mutating func end() {
        guard let name = open.popLast() else { return }
        if state == .inStartTag {
            bytes.append(UInt8(ascii: "/"))
            bytes.append(UInt8(ascii: ">"))
        } else {
            if state == .betweenElements { newLine() }
            bytes.append(UInt8(ascii: "<"))
            bytes.append(UInt8(ascii: "/"))
            bytes.append(contentsOf: name.utf8)
            bytes.append(UInt8(ascii: ">"))
        }
        state = .betweenElements
    }

    /// A whole element with text; nothing may stand before it on its line.
    package mutating func element(_ leaf: XMLLeaf, text: String) {
        beginLeaf(leaf)
        escape(text, inAttribute: false)
        bytes.append(contentsOf: leaf.end)
    }

    /// The same for a text that is known to need no escaping, such as a number.
    package mutating func element(_ leaf: XMLLeaf, plain: String) {
        beginLeaf(leaf)
        bytes.append(contentsOf: plain.utf8)
        bytes.append(contentsOf: leaf.end)
    }

    private mutating func beginLeaf(_ leaf: XMLLeaf) {
        closeStartTag()
        newLine()
        bytes.append(contentsOf: leaf.start)
    }

    /// Closes what is still open and ends the last line.
    package mutating func finish() {
        while !open.isEmpty { end() }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Hands over what was written and forgets it, once it is at least `size` bytes.
    package mutating func flush(into sink: ByteSink, from size: Int = 1 << 16) throws {
        guard bytes.count >= size, !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func closeStartTag() {
        guard state == .inStartTag else { return }
        bytes.append(UInt8(ascii: ">"))
        state = .betweenElements
    }

    private mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * open.count))
    }

    private mutating func escape(_ value: String, inAttribute: Bool) {
        var value = value
        value.withUTF8 { text in
            var done = 0
            for position in text.indices where text[position].needsCare {
                guard let replacement = replacement(at: position, in: text, inAttribute: inAttribute) else { continue }
                bytes.append(contentsOf: text[done..<position])
                bytes.append(contentsOf: replacement.text.utf8)
                done = position + replacement.length
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[done...]))
        }
    }

    /// What is written instead of the character at `position`, and how many bytes that takes up; nil where it may stand.
    private mutating func replacement(
        at position: Int, in text: UnsafeBufferPointer<UInt8>, inAttribute: Bool
    ) -> (text: StaticString, length: Int)? {
        switch text[position] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "\""): return inAttribute ? ("&quot;", 1) : nil
        case UInt8(ascii: "\n"): return inAttribute ? ("&#10;", 1) : nil
        case UInt8(ascii: "\t"): return inAttribute ? ("&#9;", 1) : nil
        // A reader turns a bare one into a line feed.
        case UInt8(ascii: "\r"): return ("&#13;", 1)
        case 0xEF:
            // U+FFFE and U+FFFF.
            guard position + 2 < text.count, text[position + 1] == 0xBF, text[position + 2] >= 0xBE else { return nil }
            replacedCharacters += 1
            return ("\u{FFFD}", 3)
        default:
            replacedCharacters += 1
            return ("\u{FFFD}", 1)
        }
    }
}

/// The tags of an element that holds only text and has one attribute: made once, written often.
package struct XMLLeaf: Sendable {
    fileprivate let start: [UInt8]
    fileprivate let end: [UInt8]

    /// All three are the format's own, so they are written as they are.
    package init(_ name: String, _ attribute: String, _ value: String) {
        start = Array("<\(name) \(attribute)=\"\(value)\">".utf8)
        end = Array("</\(name)>".utf8)
    }
}

extension UInt8 {
    /// True for every byte at which something may have to be written differently.
    fileprivate var needsCare: Bool {
        self < 0x20 || self == UInt8(ascii: "&") || self == UInt8(ascii: "<") || self == UInt8(ascii: ">")
            || self == UInt8(ascii: "\"") || self == 0xEF
    }
}

extension StaticString {
    fileprivate var utf8: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
