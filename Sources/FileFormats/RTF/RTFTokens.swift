/// The parts of an RTF file, read from front to back: Microsoft, Rich Text Format Specification 1.9.1, "RTF Syntax".
struct RTFTokens {
    enum Token: Equatable {
        case open, close
        /// A control word in lower and upper case as it stands there, and its number.
        case word(Range<Int>, Int?)
        /// A control symbol such as `\~`; not `\'`.
        case symbol(UInt8)
        /// The byte of `\'e4`.
        case hex(UInt8)
        /// Bytes that stand for themselves.
        case text(Range<Int>)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = 0
    }

    /// Passes the bytes that `\bin` announces.
    mutating func skip(_ count: Int) { position += min(max(0, count), bytes.count - position) }

    /// The next part; nil at the end.
    mutating func next() -> Token? {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"):
                position += 1
                return .open
            case UInt8(ascii: "}"):
                position += 1
                return .close
            case UInt8(ascii: "\\"): return control()
            // Line ends are none of the text.
            case 0x0A, 0x0D, 0x00: position += 1
            default:
                let start = position
                while position < bytes.count, !Self.ends(bytes[position]) { position += 1 }
                return .text(start..<position)
            }
        }
        return nil
    }

    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"), 0x0A, 0x0D, 0x00: true
        default: false
        }
    }

    private mutating func control() -> Token? {
        position += 1
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        guard first.isLetter else {
            position += 1
            guard first == UInt8(ascii: "'") else { return .symbol(first) }
            guard position + 1 < bytes.count, let high = bytes[position].hexValue, let low = bytes[position + 1].hexValue else {
                return .symbol(first)
            }
            position += 2
            return .hex(high << 4 | low)
        }
        let start = position
        while position < bytes.count, position - start < 32, bytes[position].isLetter { position += 1 }
        let name = start..<position
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        var index = position + (isNegative ? 1 : 0)
        var number: Int?
        while index < bytes.count, (0x30...0x39).contains(bytes[index]), (number ?? 0) < 1 << 40 {
            number = (number ?? 0) * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        if let found = number {
            position = index
            if isNegative { number = -found }
        }
        // One blank behind a control word belongs to it.
        if position < bytes.count, bytes[position] == 0x20 { position += 1 }
        return .word(name, number)
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) && self < 0x80 }
    fileprivate var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
