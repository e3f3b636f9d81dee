/// Text in the form in which it is stored: `\n` at line ends, and none of the characters that XML 1.0 forbids.
///
/// `\r\n` and `\r` become `\n`. U+0085, U+2028 and U+2029 stay and are no line ends. C0 controls but tab and line feed (so
/// vertical tab, form feed and escape too) and U+FFFE and U+FFFF become U+FFFD, one for one. The normal form stays as it came,
/// and so do DEL, C1 controls, other noncharacters and a U+FEFF inside of the text.
package struct TextNormalization {
    package private(set) var utf8: [UInt8]
    /// How many characters became U+FFFD.
    package private(set) var replaced = 0
    /// The line of the first of them, from 1.
    package private(set) var firstReplacedLine: Int?

    /// `utf8` must be valid UTF-8.
    package init(_ utf8: consuming [UInt8]) {
        guard let start = utf8.withUnsafeBufferPointer({ Self.firstChange(in: $0) }) else {
            self.utf8 = utf8
            return
        }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count + 64)
        var kept = 0
        var index = start
        var firstReplaced: Int?
        var count = 0
        utf8.withUnsafeBufferPointer { bytes in
            func keep(upTo end: Int) { result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[kept..<end])) }
            while index < bytes.count {
                let byte = bytes[index]
                let length: Int
                if byte >= 0x20 {
                    guard byte == 0xEF, Self.isForbidden(bytes, at: index) else {
                        index += 1
                        continue
                    }
                    length = 3
                } else if byte == 0x0A || byte == 0x09 {
                    index += 1
                    continue
                } else {
                    length = 1
                }
                keep(upTo: index)
                if byte == 0x0D {
                    if index + 1 == bytes.count || bytes[index + 1] != 0x0A { result.append(0x0A) }
                } else {
                    if firstReplaced == nil { firstReplaced = result.count }
                    count += 1
                    result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                }
                index += length
                kept = index
            }
            keep(upTo: bytes.count)
        }
        self.utf8 = result
        replaced = count
        firstReplacedLine = firstReplaced.map { end in result[..<end].count { $0 == 0x0A } + 1 }
    }

    /// Where the first character stands that does not stay as it is; nil where the text has this form already.
    package static func firstChange(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index < bytes.count {
            // Most of a text needs no change: eight bytes at a time, looked at one by one where one may be a control or EF.
            if index + 8 <= bytes.count, !mayNeedChange(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
                index += 8
                continue
            }
            for place in index..<min(index + 8, bytes.count) {
                let byte = bytes[place]
                let changes = byte < 0x20 ? byte != 0x0A && byte != 0x09 : byte == 0xEF && isForbidden(bytes, at: place)
                if changes { return place }
            }
            index += 8
        }
        return nil
    }

    /// True where one of eight bytes is below 0x20 or is 0xEF; seldom also where none is.
    private static func mayNeedChange(_ word: UInt64) -> Bool {
        let controls = (word &- 0x2020_2020_2020_2020) & ~word
        let other = word ^ 0xEFEF_EFEF_EFEF_EFEF
        let marks = (other &- 0x0101_0101_0101_0101) & ~other
        return (controls | marks) & 0x8080_8080_8080_8080 != 0
    }

    /// True for U+FFFE and U+FFFF.
    private static func isForbidden(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
    }
}
