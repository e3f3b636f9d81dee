/// A link in the text of a memo, as it is written: `[[interview-03:27]]`, `[[code:Netzwerk]]`, `[[memo:1f0c9a2e|the other one]]`.
///
/// What stands between backticks, in a fenced block or behind a backslash is text. A link does not go over the end of a line.
/// Links are counted from 1 in the order in which they stand, which the study file holds on to.
package struct MemoLink: Hashable, Sendable {
    /// What it points to, without blanks at both ends.
    package var target: String
    /// The words that stand for it, behind `|`.
    package var label: String?
    /// Where it stands in its text, with the brackets.
    package var range: Range<String.Index>

    /// All links in a text, in their order.
    package static func all(in text: String) -> [MemoLink] {
        // Most texts have none.
        guard text.utf8.contains(UInt8(ascii: "[")) else { return [] }
        let bytes = text.utf8
        var links: [MemoLink] = []
        var fence: Fence?
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            let mark = Fence(bytes[start..<end])
            switch (fence, mark) {
            case (let open?, let mark?): if mark.closes(open) { fence = nil }
            case (nil, let mark?): fence = mark
            case (nil, nil): addLinks(of: start..<end, in: text, to: &links)
            case (_?, nil): break
            }
            start = end == bytes.endIndex ? end : bytes.index(after: end)
        }
        return links
    }

    private static func addLinks(of line: Range<String.Index>, in text: String, to links: inout [MemoLink]) {
        var rest = text.utf8[line]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "\\"): rest = rest.dropFirst(2)
            case UInt8(ascii: "`"):
                let run = rest.prefix { $0 == byte }.count
                rest = rest.dropFirst(run)
                if let end = Self.end(ofCode: rest, run) { rest = rest[end...] }
            case UInt8(ascii: "["):
                guard let link = MemoLink(at: rest, in: text) else {
                    rest = rest.dropFirst()
                    continue
                }
                links.append(link)
                rest = rest[link.range.upperBound...]
            default: rest = rest.dropFirst()
            }
        }
    }

    /// Behind the run of so many backticks that ends a piece of code; nil where none does.
    private static func end(ofCode rest: Substring.UTF8View, _ length: Int) -> String.Index? {
        var rest = rest
        while let tick = rest.firstIndex(of: UInt8(ascii: "`")) {
            let run = rest[tick...].prefix { $0 == UInt8(ascii: "`") }
            if run.count == length { return run.endIndex }
            rest = rest[run.endIndex...]
        }
        return nil
    }

    /// - Parameter rest: what is left of the line; the link stands at its start.
    private init?(at rest: Substring.UTF8View, in text: String) {
        let open = rest.prefix(2)
        guard open.elementsEqual("[[".utf8), rest.dropFirst(2).first != UInt8(ascii: "[") else { return nil }
        let inner = rest[open.endIndex...]
        guard let close = inner.firstIndex(of: UInt8(ascii: "]")),
            inner[close...].prefix(2).elementsEqual("]]".utf8)
        else { return nil }
        let parts = text[inner.startIndex..<close].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let target = (parts.first ?? "").trimmingBlanks
        guard !target.isEmpty else { return nil }
        self.target = target
        let label = parts.count > 1 ? parts[1].trimmingBlanks : ""
        self.label = label.isEmpty ? nil : label
        range = rest.startIndex..<inner[close...].dropFirst(2).startIndex
    }
}

/// The line that begins or ends a block of code.
private struct Fence {
    let byte: UInt8
    let length: Int
    let isBare: Bool

    /// Nil where the line is none.
    init?(_ line: Substring.UTF8View) {
        let words = line.drop { $0 == UInt8(ascii: " ") }
        guard line.count - words.count <= 3, let byte = words.first, [UInt8(ascii: "`"), UInt8(ascii: "~")].contains(byte)
        else { return nil }
        let run = words.prefix { $0 == byte }
        length = run.count
        let behind = words[run.endIndex...]
        // Backticks behind the run make it a piece of code in a line.
        guard length >= 3, byte == UInt8(ascii: "~") || !behind.contains(byte) else { return nil }
        self.byte = byte
        isBare = behind.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    func closes(_ open: Fence) -> Bool { isBare && byte == open.byte && length >= open.length }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
