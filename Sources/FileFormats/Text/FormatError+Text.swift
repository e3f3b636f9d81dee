extension FormatError {
    package static var emptyFile: FormatError { FormatError("is empty", remedy: "fetch or export the file again") }

    package static func isNoText(_ name: String) -> FormatError {
        FormatError("is \(name)", remedy: "export it as plain text, or name it after what it is, where that can be read")
    }
    static func unknownEncoding(_ name: String) -> FormatError {
        FormatError(
            "the character set '\(name)' is not known",
            remedy: "give one of \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    static func unmarkedWideText(_ encoding: TextEncoding) -> FormatError {
        FormatError(
            "every other byte is NUL, as in UTF-16 without a byte order mark", remedy: "pass --encoding \(encoding.rawValue)",
            line: 1, byteOffset: encoding == .utf16LittleEndian ? 1 : 0)
    }
    static func holdsNUL(at place: BytePlace) -> FormatError {
        placed("holds a NUL character, which no text has", at: place, remedy: "save the file again as UTF-8 text")
    }
    static func mixedEncodings(_ byte: UInt8, at place: BytePlace) -> FormatError {
        placed(
            "the byte \(byte.hex) is not UTF-8, while other characters of the file are", at: place,
            remedy: "repair this line and save the file as UTF-8, or name the character set of all of it with --encoding")
    }
    static func unknownCharacterSet(_ byte: UInt8, at place: BytePlace) -> FormatError {
        placed(
            "the byte \(byte.hex) makes no sense as UTF-8 or Windows-1252", at: place,
            remedy: "name the character set with --encoding, such as macintosh, or save the file as UTF-8")
    }
    static func undefinedByte(_ byte: UInt8, _ encoding: TextEncoding, at place: BytePlace) -> FormatError {
        placed(
            "the byte \(byte.hex) stands for nothing in \(encoding.rawValue)", at: place,
            remedy: "name another character set with --encoding, or save the file as UTF-8")
    }
    static func halfCharacter(_ encoding: TextEncoding, at index: Int) -> FormatError {
        FormatError(
            "ends or breaks off inside a character of \(encoding.rawValue)",
            remedy: "see whether the file is whole, and save it again as UTF-8", byteOffset: index)
    }
    static func fault(_ fault: UTF8Scan.Sequence, _ byte: UInt8, at place: BytePlace) -> FormatError {
        let problem =
            switch fault {
            case .overlong: "the byte \(byte.hex) begins an overlong sequence, which UTF-8 forbids"
            case .surrogate: "the byte \(byte.hex) begins a surrogate (CESU-8), which UTF-8 forbids"
            default: "the byte \(byte.hex) is not UTF-8"
            }
        return placed(
            problem, at: place, remedy: "save the file again as UTF-8, or name its character set with --encoding")
    }

    /// What speaks against a text that is not UTF-8 being Windows-1252; nil where nothing does.
    ///
    /// - Parameter find: the byte at an offset, and where it stands.
    static func refusal(
        of verdict: EncodingGuess.Verdict, _ find: (Int) throws -> (byte: UInt8, place: BytePlace)
    ) rethrows -> FormatError? {
        switch verdict {
        case .windows1252: return nil
        case .mixed(let index):
            let found = try find(index)
            return mixedEncodings(found.byte, at: found.place)
        case .overlong(let index):
            let found = try find(index)
            return fault(.overlong, found.byte, at: found.place)
        case .surrogate(let index):
            let found = try find(index)
            return fault(.surrogate, found.byte, at: found.place)
        case .implausible(let index):
            let found = try find(index)
            return unknownCharacterSet(found.byte, at: found.place)
        }
    }

    /// An error at a byte, with the line that it stands in.
    private static func placed(_ problem: String, at place: BytePlace, remedy: String) -> FormatError {
        FormatError(problem, remedy: remedy, line: place.line, byteOffset: place.offset)
    }
}

/// Where a byte of a text stands.
struct BytePlace {
    /// From 1.
    var line: Int
    /// From 0.
    var offset: Int

    init(line: Int, offset: Int) {
        self.line = line
        self.offset = offset
    }

    init(offset: Int, in bytes: [UInt8]) {
        var lines = LineCounter()
        lines.add(bytes.prefix(offset))
        self.init(line: lines.line, offset: offset)
    }
}

/// The line of a text that comes in pieces; `\n`, `\r\n` and `\r` end one each.
struct LineCounter {
    /// Of the next byte, from 1.
    private(set) var line = 1
    private var isAfterCarriageReturn = false

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == 0x0D || byte == 0x0A && !isAfterCarriageReturn { line += 1 }
            isAfterCarriageReturn = byte == 0x0D
        }
    }
}

extension UInt8 {
    /// Two digits, as a hex editor shows a byte.
    fileprivate var hex: String { (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true) }
}
