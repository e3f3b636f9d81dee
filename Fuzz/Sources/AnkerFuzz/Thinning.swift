/// Makes a long file a short one that still shows what its format has.
enum Thinning {
    /// What is as short as this stays as it is.
    private static let enough = 2 << 10
    /// How many elements of one name stay among neighbours.
    private static let alike = 2

    /// XML without the elements that repeat others, text without its later lines; an archive as it is.
    static func thin(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > enough else { return bytes }
        if bytes.starts(with: [UInt8(ascii: "<")]) || bytes.starts(with: [0xEF, 0xBB, 0xBF, UInt8(ascii: "<")]) {
            return withoutRepetitions(bytes)
        }
        if bytes.prefix(enough).contains(0) || bytes.starts(with: [0x50, 0x4B]) { return bytes }
        let end = bytes.prefix(enough).lastIndex(of: UInt8(ascii: "\n")) ?? enough
        return Array(bytes[...end])
    }

    private static func withoutRepetitions(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        // How often each name occurred in each open element.
        var counts: [[ArraySlice<UInt8>: Int]] = [[:]]
        // How many elements are open since one was left out.
        var skipped = 0
        var rest = bytes[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            if skipped == 0 { result += rest[..<start] }
            let end = tagEnd(rest[start...])
            let tag = rest[start..<end]
            rest = rest[end...]
            let second = tag.dropFirst().first ?? 0
            let isEmpty = tag.dropLast().last == UInt8(ascii: "/")
            if second == UInt8(ascii: "/") {
                if skipped > 0 {
                    skipped -= 1
                } else {
                    result += tag
                    if counts.count > 1 { counts.removeLast() }
                }
                continue
            }
            if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
                if skipped == 0 { result += tag }
                continue
            }
            if skipped > 0 {
                if !isEmpty { skipped += 1 }
                continue
            }
            let name = tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
            counts[counts.count - 1][name, default: 0] += 1
            if counts[counts.count - 1][name] ?? 0 > alike {
                if !isEmpty { skipped = 1 }
                continue
            }
            result += tag
            if !isEmpty { counts.append([:]) }
        }
        return result
    }

    /// The index behind the tag, comment or CDATA section that `text` begins with.
    private static func tagEnd(_ text: ArraySlice<UInt8>) -> Int {
        let closing: [UInt8] =
            text.starts(with: "<![CDATA[".utf8)
            ? Array("]]>".utf8) : text.starts(with: "<!--".utf8) ? Array("-->".utf8) : [0x3E]
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].starts(with: closing) { return index + closing.count }
            index += 1
        }
        return text.endIndex
    }
}
