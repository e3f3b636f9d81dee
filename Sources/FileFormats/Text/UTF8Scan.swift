/// Reads bytes as UTF-8 (RFC 3629) sequence by sequence, and tells what breaks its rules.
struct UTF8Scan {
    enum Sequence: Equatable {
        /// A scalar of this many bytes.
        case scalar(Int)
        /// A scalar in more bytes than it needs.
        case overlong
        /// Half of a UTF-16 pair, as CESU-8 and faulty programs write it.
        case surrogate
        /// A byte that begins or continues nothing.
        case stray
    }

    /// What begins at `index`, which must be inside of `bytes`.
    static func sequence(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Sequence {
        func continues(_ offset: Int) -> Bool { index + offset < bytes.count && bytes[index + offset] & 0xC0 == 0x80 }
        let first = bytes[index]
        switch first {
        case 0..<0x80: return .scalar(1)
        case 0xC0, 0xC1: return continues(1) ? .overlong : .stray
        case 0xC2...0xDF: return continues(1) ? .scalar(2) : .stray
        case 0xE0...0xEF:
            guard continues(1), continues(2) else { return .stray }
            let second = bytes[index + 1]
            if first == 0xE0, second < 0xA0 { return .overlong }
            if first == 0xED, second >= 0xA0 { return .surrogate }
            return .scalar(3)
        case 0xF0...0xF4:
            guard continues(1), continues(2), continues(3) else { return .stray }
            let second = bytes[index + 1]
            if first == 0xF0, second < 0x90 { return .overlong }
            if first == 0xF4, second >= 0x90 { return .stray }
            return .scalar(4)
        default: return .stray
        }
    }

    /// The first place from `start` on that is no UTF-8; nil where all of it is.
    static func firstFault(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> (index: Int, fault: Sequence)? {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                // Most of a text is ASCII: eight bytes at a time.
                while index + 8 <= bytes.count,
                    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                }
                continue
            }
            let sequence = sequence(at: index, in: bytes)
            guard case .scalar(let length) = sequence else { return (index, sequence) }
            index += length
        }
        return nil
    }

    /// How many bytes there are up to the last character that is whole; all of them where they do not look like UTF-8.
    static func endOfWholeCharacters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var index = bytes.count - 1
        while index >= 0, bytes.count - index <= 4 {
            if bytes[index] & 0xC0 != 0x80 {
                if case .scalar(let length) = sequence(at: index, in: bytes) { return index + length }
                return bytes[index] >= 0xC2 ? index : bytes.count
            }
            index -= 1
        }
        return bytes.count
    }
}
