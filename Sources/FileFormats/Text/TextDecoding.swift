/// Plain text out of a file's bytes, ready to be stored.
///
/// The character set is the first of these that applies: a byte order mark, the one that was asked for, UTF-8 where the bytes
/// are valid UTF-8, and Windows-1252 where they are plausible as that.
package struct DecodedText: Sendable {
    /// The text as UTF-8, normalized as `TextNormalization` says, without a byte order mark.
    package let utf8: [UInt8]
    package let encoding: TextEncoding
    /// True where nothing but the bytes spoke for the character set.
    package let isGuess: Bool
    /// How many characters that XML 1.0 forbids became U+FFFD.
    package let replaced: Int
    /// The line of the first of them, from 1.
    package let firstReplacedLine: Int?

    package var text: String { String(decoding: utf8, as: UTF8.self) }

    /// - Parameter name: The character set as somebody typed it; nil to find it out.
    /// - Throws: `FormatError` with line and byte offset where bytes are no text of the character set, hold a NUL, or are plainly
    ///   another sort of file.
    package init(_ bytes: consuming [UInt8], encoding name: String? = nil) throws {
        guard !bytes.isEmpty else { throw FormatError.emptyFile }
        if let name = FileSignature.name(of: bytes) { throw FormatError.isNoText(name) }
        var asked: TextEncoding?
        if let name {
            guard let encoding = TextEncoding(name: name) else { throw FormatError.unknownEncoding(name) }
            asked = encoding
        }
        let mark = TextEncoding.byteOrderMark(of: bytes)
        let (utf8, encoding) = try Self.decode(bytes, as: mark?.encoding ?? asked, from: mark?.length ?? 0)
        isGuess = mark == nil && asked == nil && encoding != .utf8
        self.encoding = encoding
        guard !utf8.isEmpty else { throw FormatError.emptyFile }
        let normal = TextNormalization(utf8)
        self.utf8 = normal.utf8
        replaced = normal.replaced
        firstReplacedLine = normal.firstReplacedLine
    }

    private static func decode(_ bytes: [UInt8], as encoding: TextEncoding?, from start: Int) throws -> ([UInt8], TextEncoding)
    {
        switch encoding {
        case .utf16, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian:
            return try WideDecoding(bytes, encoding, from: start).result
        default: try refuseControls(in: bytes, searchingWideText: encoding == nil)
        }
        if let encoding, let table = SingleByteTable(encoding) { return (try bytes.utf8(by: table, encoding), encoding) }
        let fault = bytes.withUnsafeBufferPointer { UTF8Scan.firstFault(in: $0, from: start) }
        guard let fault else { return (start == 0 ? bytes : Array(bytes[start...]), .utf8) }
        guard encoding == nil else {
            throw FormatError.fault(fault.fault, bytes[fault.index], at: BytePlace(offset: fault.index, in: bytes))
        }
        var guess = EncodingGuess()
        bytes.withUnsafeBufferPointer { guess.look(at: $0) }
        let refusal = FormatError.refusal(of: guess.verdict(firstFault: fault.index)) { index in
            (bytes[index], BytePlace(offset: index, in: bytes))
        }
        if let refusal { throw refusal }
        guard let table = SingleByteTable(.windows1252) else { return (bytes, .utf8) }
        return (try bytes.utf8(by: table, .windows1252), .windows1252)
    }

    private static func refuseControls(in bytes: [UInt8], searchingWideText: Bool) throws {
        if searchingWideText, let encoding = WideDecoding.suspicion(bytes) { throw FormatError.unmarkedWideText(encoding) }
        guard !FileSignature.isNoise(bytes) else { throw FormatError.isNoText("no text file: it is full of control bytes") }
        if let index = bytes.firstIndex(of: 0) { throw FormatError.holdsNUL(at: BytePlace(offset: index, in: bytes)) }
    }
}

extension [UInt8] {
    /// The same text as UTF-8.
    fileprivate func utf8(by table: SingleByteTable, _ encoding: TextEncoding) throws -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + count / 8)
        for (index, byte) in enumerated() where !table.append(byte, to: &result) {
            throw FormatError.undefinedByte(byte, encoding, at: BytePlace(offset: index, in: self))
        }
        return result
    }
}
