/// Text in units of two or four bytes: UTF-16 and UTF-32.
struct WideDecoding {
    /// The text as UTF-8, and the character set with its byte order.
    let result: ([UInt8], TextEncoding)

    /// - Parameter encoding: `.utf16` means: find out the byte order.
    init(_ bytes: [UInt8], _ encoding: TextEncoding?, from start: Int) throws {
        let encoding = Self.ordered(encoding, head: bytes)
        var decoder = WideDecoder(encoding, offset: start, takesNUL: false)
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count)
        try bytes[start...].withUnsafeBytes { try decoder.decode($0, into: &utf8) }
        try decoder.finish()
        result = (utf8, encoding)
    }

    /// The character set with its byte order, which the first bytes tell where it is not said.
    static func ordered(_ encoding: TextEncoding?, head: [UInt8]) -> TextEncoding {
        encoding == .utf16 ? suspicion(head) ?? .utf16LittleEndian : encoding ?? .utf16LittleEndian
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

/// Turns UTF-16 and UTF-32 into UTF-8, piece by piece; a character may begin in one piece and end in the next.
struct WideDecoder {
    private let encoding: TextEncoding
    private let width: Int
    private let isLittle: Bool
    private let takesNUL: Bool
    /// Bytes that are not decoded yet, and the offset of the first.
    private var pending: [UInt8] = []
    private var offset: Int
    private var line = 1

    /// - Parameters:
    ///   - offset: where in the file the first piece begins.
    ///   - takesNUL: true where a reader behind it says better where a NUL stands.
    init(_ encoding: TextEncoding, offset: Int, takesNUL: Bool) {
        self.encoding = encoding
        self.offset = offset
        self.takesNUL = takesNUL
        width = encoding == .utf32LittleEndian || encoding == .utf32BigEndian ? 4 : 2
        isLittle = encoding == .utf16LittleEndian || encoding == .utf32LittleEndian
    }

    mutating func decode(_ piece: UnsafeRawBufferPointer, into utf8: inout [UInt8]) throws {
        var bytes = pending
        bytes.append(contentsOf: piece)
        let used = try bytes.withUnsafeBytes { try decodeWhole($0, into: &utf8) }
        pending = Array(bytes[used...])
        offset += used
    }

    /// - Throws: where the text ends inside of a character.
    func finish() throws {
        guard pending.isEmpty else { throw placed(FormatError.halfCharacter(encoding, at: offset), at: offset) }
    }

    /// Decodes the characters that are whole, and returns how many bytes those are.
    private mutating func decodeWhole(_ bytes: UnsafeRawBufferPointer, into utf8: inout [UInt8]) throws -> Int {
        var index = 0
        while index + width <= bytes.count {
            var value = unit(bytes, at: index)
            var length = width
            if width == 2, value & 0xFC00 == 0xD800 {
                guard index + 4 <= bytes.count else { return index }
                let low = unit(bytes, at: index + 2)
                if low & 0xFC00 == 0xDC00 {
                    value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
                    length = 4
                }
            }
            if value < 0x80 {
                guard value != 0 || takesNUL else {
                    throw FormatError.holdsNUL(at: BytePlace(line: line, offset: offset + index))
                }
                if value == 0x0A { line += 1 }
                utf8.append(UInt8(truncatingIfNeeded: value))
            } else if let scalar = Unicode.Scalar(value) {
                utf8.append(contentsOf: UTF8.encode(scalar) ?? .init())
            } else {
                throw placed(FormatError.halfCharacter(encoding, at: offset + index), at: offset + index)
            }
            index += length
        }
        return index
    }

    private func unit(_ bytes: UnsafeRawBufferPointer, at index: Int) -> UInt32 {
        if width == 2 {
            let unit = bytes.loadUnaligned(fromByteOffset: index, as: UInt16.self)
            return UInt32(isLittle ? UInt16(littleEndian: unit) : UInt16(bigEndian: unit))
        }
        let unit = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
        return isLittle ? UInt32(littleEndian: unit) : UInt32(bigEndian: unit)
    }

    private func placed(_ error: FormatError, at offset: Int) -> FormatError {
        var error = error
        (error.line, error.byteOffset) = (line, offset)
        return error
    }
}
