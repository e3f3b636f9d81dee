/// The signs of somebody in a group who was not recognised: `?m: …`, `w?: …`, `??: …`, `(?): …`.
enum UnknownSpeaker {
    /// The head of a line that begins with one; nil for any other line. Brackets around the sign are no part of it.
    static func head(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>) -> LineHead? {
        guard let first = bytes[line].first else { return nil }
        let closing: UInt8? =
            switch first {
            case UInt8(ascii: "("): UInt8(ascii: ")")
            case UInt8(ascii: "["): UInt8(ascii: "]")
            default: nil
            }
        let start = line.lowerBound + (closing == nil ? 0 : 1)
        let end = bytes[start..<line.upperBound].firstIndex { !isPart($0) } ?? line.upperBound
        guard isSign(bytes[start..<end]) else { return nil }
        var cursor = LineCursor(bytes, line)
        if let closing {
            guard end < line.upperBound, bytes[end] == closing else { return nil }
            cursor.move(to: end + 1)
        } else {
            cursor.move(to: end)
        }
        let before = cursor.takeTime()
        guard cursor.take(":") else { return nil }
        let time = before ?? cursor.takeTime()
        var head = LineHead(label: start..<end, style: .colon, content: cursor.position)
        (head.startMs, head.endMs) = (time?.ms, time?.endMs)
        return head
    }

    private static func isPart(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "?") || byte.isASCIILetter || byte.isDigit }

    /// True for question marks alone, and for one at either end of a letter with or without a number.
    private static func isSign(_ sign: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let mark = UInt8(ascii: "?")
        guard 1...4 ~= sign.count, sign.first == mark || sign.last == mark else { return false }
        if sign.allSatisfy({ $0 == mark }) { return sign.count <= 3 }
        let rest = sign.filter { $0 != mark }
        return rest.count == sign.count - 1 && rest.first?.isASCIILetter == true && rest.dropFirst().allSatisfy(\.isDigit)
    }
}
