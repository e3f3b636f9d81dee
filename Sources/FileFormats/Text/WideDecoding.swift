/// Text in units of two or four bytes: UTF-16 and UTF-32.
struct WideDecoding {
    /// The text as UTF-8, and the character set with its byte order.
    let result: ([UInt8], TextEncoding)

    /// - Parameter encoding: `.utf16` means: find out the byte order.
    init(_ bytes: [UInt8], _ encoding: TextEncoding?, from start: Int) throws {
        let encoding =
            encoding == .utf16 ? Self.suspicion(bytes) ?? .utf16LittleEndian : encoding ?? .utf16LittleEndian
        let width = encoding == .utf32LittleEndian || encoding == .utf32BigEndian ? 4 : 2
        let isLittle = encoding == .utf16LittleEndian || encoding == .utf32LittleEndian
        guard (bytes.count - start) % width == 0 else {
            throw FormatError.halfCharacter(encoding, at: bytes.count - (bytes.count - start) % width)
        }
        func unit(at index: Int) -> UInt32 {
            (0..<width).reduce(0) { $0 << 8 | UInt32(bytes[index + (isLittle ? width - 1 - $1 : $1)]) }
        }
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count)
        var line = 1
        var index = start
        while index < bytes.count {
            var value = unit(at: index)
            var length = width
            if width == 2, value & 0xFC00 == 0xD800, index + 4 <= bytes.count {
                let low = unit(at: index + 2)
                if low & 0xFC00 == 0xDC00 {
                    value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
                    length = 4
                }
            }
            guard let scalar = Unicode.Scalar(value) else {
                var error = FormatError.halfCharacter(encoding, at: index)
                error.line = line
                throw error
            }
            guard value != 0 else {
                var error = FormatError.holdsNUL(at: 0, in: bytes)
                (error.line, error.byteOffset) = (line, index)
                throw error
            }
            if value == 0x0A { line += 1 }
            utf8.append(contentsOf: UTF8.encode(scalar) ?? .init())
            index += length
        }
        result = (utf8, encoding)
    }

    /// The byte order of text that is UTF-16 by its many NULs; nil for anything else.
    static func suspicion(_ bytes: [UInt8]) -> TextEncoding? {
        let head = bytes.prefix(4096)
        guard head.count >= 4 else { return nil }
        let pairs = head.count / 2
        let even = stride(from: 0, to: pairs * 2, by: 2).count { head[$0] == 0 }
        let odd = stride(from: 1, to: pairs * 2, by: 2).count { head[$0] == 0 }
        if odd * 5 >= pairs * 2, even * 20 <= pairs { return .utf16LittleEndian }
        if even * 5 >= pairs * 2, odd * 20 <= pairs { return .utf16BigEndian }
        return nil
    }
}
