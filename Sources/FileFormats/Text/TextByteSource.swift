/// The text of a plain file as UTF-8, block by block, so that memory does not grow with it.
///
/// The character set is found as `DecodedText` finds it. A byte order mark is left out; everything else stays as it is, line
/// ends and NULs too. What comes out is valid UTF-8, and no character is torn between two blocks.
package final class TextByteSource: ByteSource {
    package let encoding: TextEncoding
    /// True where nothing but the bytes spoke for the character set.
    package let isGuess: Bool
    private let survey: TextSurvey
    private let source: any ByteSource
    private var decoder: Decoder
    /// Where in the file the bytes stand that are decoded next.
    private var offset: Int
    private var lines = LineCounter()
    /// What is decoded and was not asked for yet, from `position` on.
    private var decoded: [UInt8] = []
    private var position = 0
    /// Of UTF-8, what was read and not yet checked, since its last character may not be whole.
    private var held: [UInt8] = []

    private enum Decoder {
        case utf8(isAsked: Bool)
        case single(SingleByteTable)
        case wide(WideDecoder)
    }

    /// - Parameters:
    ///   - name: the character set as somebody typed it; nil to find it out.
    ///   - known: the character set that was found before.
    ///   - unpacks: whether a file that is packed with gzip is unpacked; else it is no text.
    /// - Throws: `FormatError` where the file is empty, is plainly no text, or makes no sense in any character set.
    package init(path: String, encoding name: String?, known: TextEncoding? = nil, unpacks: Bool = false, limits: InputLimits)
        throws
    {
        survey = TextSurvey(path: path, unpacks: unpacks, limits: limits)
        source = try survey.open()
        let head = try source.readHead(1 << 12)
        guard !head.isEmpty else { throw FormatError.emptyFile }
        if let name = FileSignature.name(of: head) { throw FormatError.isNoText(name) }
        let asked = try name.map { name in
            guard let encoding = TextEncoding(name: name) else { throw FormatError.unknownEncoding(name) }
            return encoding
        }
        let mark = TextEncoding.byteOrderMark(of: head)
        offset = mark?.length ?? 0
        guard head.count > offset else { throw FormatError.emptyFile }
        var settled = mark?.encoding ?? asked
        switch settled {
        case .utf16, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian:
            let ordered = WideDecoding.ordered(settled, head: head)
            settled = ordered
            decoder = .wide(WideDecoder(ordered, offset: offset, takesNUL: true))
        default:
            if settled == nil, let wide = WideDecoding.suspicion(head) { throw FormatError.unmarkedWideText(wide) }
            guard !FileSignature.isNoise(head) else {
                throw FormatError.isNoText("no text file: it is full of control bytes")
            }
            let isAsked = settled != nil
            let found = try settled ?? known ?? survey.encoding()
            settled = found
            decoder = SingleByteTable(found).map { .single($0) } ?? .utf8(isAsked: isAsked)
        }
        encoding = settled ?? .utf8
        isGuess = mark == nil && asked == nil && encoding != .utf8
        if case .utf8 = decoder {
            held = Array(head[offset...])
        } else {
            try decode(head[offset...])
        }
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if position == decoded.count {
            // A large block is read in place.
            if case .utf8(let isAsked) = decoder, buffer.count >= 1 << 14 {
                return try readUTF8(into: buffer, isAsked: isAsked)
            }
            try decodeNext()
        }
        let count = min(buffer.count, decoded.count - position)
        buffer.copyBytes(from: decoded[position..<position + count])
        position += count
        return count
    }

    /// Decodes the next piece; `decoded` is empty at the end.
    private func decodeNext() throws {
        decoded.removeAll(keepingCapacity: true)
        position = 0
        if case .utf8(let isAsked) = decoder {
            var block = [UInt8](repeating: 0, count: 1 << 16)
            let count = try block.withUnsafeMutableBytes { try readUTF8(into: $0, isAsked: isAsked) }
            block.removeLast(block.count - count)
            decoded = block
            return
        }
        while decoded.isEmpty {
            let piece = try source.readHead(1 << 16)
            guard !piece.isEmpty else {
                if case .wide(let wide) = decoder { try wide.finish() }
                return
            }
            try decode(piece[...])
        }
    }

    /// - Parameter buffer: has room for more than is held.
    private func readUTF8(into buffer: UnsafeMutableRawBufferPointer, isAsked: Bool) throws -> Int {
        while true {
            buffer.copyBytes(from: held)
            let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[held.count...]))
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<(held.count + read)]).bindMemory(to: UInt8.self)
            let count = read == 0 ? bytes.count : UTF8Scan.endOfWholeCharacters(bytes)
            held = Array(bytes[count...])
            if let found = UTF8Scan.firstFault(in: UnsafeBufferPointer(rebasing: bytes[..<count])) {
                let (byte, place) = try survey.find(offset + found.index)
                throw isAsked || found.fault != .stray
                    ? FormatError.fault(found.fault, byte, at: place) : FormatError.mixedEncodings(byte, at: place)
            }
            offset += count
            if count > 0 || read == 0 { return count }
        }
    }

    private func decode(_ piece: ArraySlice<UInt8>) throws {
        switch decoder {
        case .utf8: break
        case .single(let table):
            for (index, byte) in piece.enumerated() where !table.append(byte, to: &decoded) {
                lines.add(piece.prefix(index))
                throw FormatError.undefinedByte(byte, encoding, at: BytePlace(line: lines.line, offset: offset + index))
            }
            lines.add(piece)
            offset += piece.count
        case .wide(var wide):
            try piece.withUnsafeBytes { try wide.decode($0, into: &decoded) }
            decoder = .wide(wide)
        }
    }
}

/// Readings of a whole file for its character set, and for the place of a byte.
struct TextSurvey {
    let path: String
    let unpacks: Bool
    let limits: InputLimits

    func open() throws -> any ByteSource {
        unpacks
            ? try GzipByteSource.open(path: path, limits: limits) : try FileByteSource(path: path, limits: limits)
    }

    /// UTF-8 where the bytes are valid as that, else Windows-1252 where they are plausible as that.
    ///
    /// A character that only UTF-8 writes so settles it: what may follow that is no UTF-8 is a fault then.
    func encoding() throws -> TextEncoding {
        var firstFault: Int?
        try eachPiece { piece, offset in
            if let found = UTF8Scan.firstFault(in: piece) {
                firstFault = offset + found.index
                return false
            }
            return !piece.contains { [0xC2, 0xC3, 0xE2, 0xF0].contains($0) }
        }
        guard let firstFault else { return .utf8 }
        var guess = EncodingGuess()
        try eachPiece { piece, offset in
            guess.look(at: piece, offset: offset)
            return true
        }
        if let refusal = try FormatError.refusal(of: guess.verdict(firstFault: firstFault), find) { throw refusal }
        return .windows1252
    }

    /// The byte at an offset, and its line; read anew, since it is wanted for a message only.
    func find(_ index: Int) throws -> (byte: UInt8, place: BytePlace) {
        var lines = LineCounter()
        var byte: UInt8 = 0
        try eachPiece { piece, offset in
            lines.add(piece.prefix(index - offset))
            guard index - offset < piece.count else { return true }
            byte = piece[index - offset]
            return false
        }
        return (byte, BytePlace(line: lines.line, offset: index))
    }

    /// Hands over pieces of whole characters, each with its offset, until `body` returns false.
    private func eachPiece(_ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Bool) throws {
        let source = try open()
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { memory.deallocate() }
        var held: [UInt8] = []
        var offset = 0
        while true {
            memory.copyBytes(from: held)
            let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[held.count...]))
            let bytes = UnsafeRawBufferPointer(rebasing: memory[..<(held.count + read)]).bindMemory(to: UInt8.self)
            guard !bytes.isEmpty else { return }
            let count = read == 0 ? bytes.count : UTF8Scan.endOfWholeCharacters(bytes)
            held = Array(bytes[count...])
            guard try body(UnsafeBufferPointer(rebasing: bytes[..<count]), offset), read > 0 else { return }
            offset += count
        }
    }
}

extension ByteSource {
    /// The next bytes, as many as there are up to `count`.
    package func readHead(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var used = 0
        try bytes.withUnsafeMutableBytes { buffer in
            while used < count {
                let read = try self.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[used...]))
                if read == 0 { break }
                used += read
            }
        }
        bytes.removeLast(count - used)
        return bytes
    }
}
