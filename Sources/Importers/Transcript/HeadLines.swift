import FileFormats

/// The lines at the start of a file, as far as they are needed to tell its format.
///
/// A byte order mark is passed over; of UTF-16, which is told by one, the ASCII characters are taken, and `?` for the others.
struct HeadLines {
    /// The first of those with content, without white space at their ends. The last may be cut off where the head ends.
    let filled: [[UInt8]]
    /// True where the last line may go on behind the head.
    let isCut: Bool
    /// The whole head.
    let bytes: [UInt8]

    /// `head` is the start of the file; 4,096 bytes or more may not be all of it. No more than `most` lines are looked at.
    init(_ head: [UInt8], most: Int = 24) {
        bytes = Self.ascii(head)
        isCut = head.count >= 4096
        var lines: [[UInt8]] = []
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count, lines.count < most {
                let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
                let line = bytes.trimmed(start..<end)
                if !line.isEmpty { lines.append(Array(bytes[line])) }
                start = end + 1
            }
        }
        filled = lines
    }

    private static func ascii(_ head: [UInt8]) -> [UInt8] {
        guard let mark = TextEncoding.byteOrderMark(of: head) else { return head }
        let rest = head.dropFirst(mark.length)
        let width: Int
        let isLittle: Bool
        switch mark.encoding {
        case .utf16LittleEndian: (width, isLittle) = (2, true)
        case .utf16BigEndian: (width, isLittle) = (2, false)
        case .utf32LittleEndian: (width, isLittle) = (4, true)
        case .utf32BigEndian: (width, isLittle) = (4, false)
        default: return Array(rest)
        }
        var result: [UInt8] = []
        var index = rest.startIndex
        while index + width <= rest.endIndex {
            let unit = rest[index..<index + width]
            let low = isLittle ? unit[unit.startIndex] : unit[unit.endIndex - 1]
            let others = isLittle ? unit.dropFirst() : unit.dropLast()
            result.append(low < 0x80 && others.allSatisfy { $0 == 0 } ? low : UInt8(ascii: "?"))
            index += width
        }
        return result
    }
}
