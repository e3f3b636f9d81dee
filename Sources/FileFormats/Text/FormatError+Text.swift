extension FormatError {
    package static var emptyFile: FormatError { FormatError("is empty", remedy: "fetch or export the file again") }

    static func isNoText(_ name: String) -> FormatError {
        FormatError("is \(name)", remedy: "export it as plain text, or name a file of a format that can be read")
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
    static func holdsNUL(at index: Int, in bytes: [UInt8]) -> FormatError {
        placed("holds a NUL character, which no text has", at: index, in: bytes, remedy: "save the file again as UTF-8 text")
    }
    static func mixedEncodings(at index: Int, in bytes: [UInt8]) -> FormatError {
        placed(
            "the byte \(bytes[index].hex) is not UTF-8, while other characters of the file are", at: index, in: bytes,
            remedy: "repair this line and save the file as UTF-8, or name the character set of all of it with --encoding")
    }
    static func unknownCharacterSet(at index: Int, in bytes: [UInt8]) -> FormatError {
        placed(
            "the byte \(bytes[index].hex) makes no sense as UTF-8 or Windows-1252", at: index, in: bytes,
            remedy: "name the character set with --encoding, such as macintosh, or save the file as UTF-8")
    }
    static func undefinedByte(_ byte: UInt8, _ encoding: TextEncoding, at index: Int, in bytes: [UInt8]) -> FormatError {
        placed(
            "the byte \(byte.hex) stands for nothing in \(encoding.rawValue)", at: index, in: bytes,
            remedy: "name another character set with --encoding, or save the file as UTF-8")
    }
    static func halfCharacter(_ encoding: TextEncoding, at index: Int) -> FormatError {
        FormatError(
            "ends or breaks off inside a character of \(encoding.rawValue)",
            remedy: "see whether the file is whole, and save it again as UTF-8", byteOffset: index)
    }
    static func fault(_ fault: UTF8Scan.Sequence, at index: Int, in bytes: [UInt8]) -> FormatError {
        let problem =
            switch fault {
            case .overlong: "the byte \(bytes[index].hex) begins an overlong sequence, which UTF-8 forbids"
            case .surrogate: "the byte \(bytes[index].hex) begins a surrogate (CESU-8), which UTF-8 forbids"
            default: "the byte \(bytes[index].hex) is not UTF-8"
            }
        return placed(
            problem, at: index, in: bytes, remedy: "save the file again as UTF-8, or name its character set with --encoding")
    }

    /// An error at a byte, with the line that it stands in.
    private static func placed(_ problem: String, at index: Int, in bytes: [UInt8], remedy: String) -> FormatError {
        var line = 1
        for place in 0..<index where bytes[place] == 0x0A || bytes[place] == 0x0D && bytes[place + 1] != 0x0A { line += 1 }
        return FormatError(problem, remedy: remedy, line: line, byteOffset: index)
    }
}

extension UInt8 {
    /// Two digits, as a hex editor shows a byte.
    fileprivate var hex: String { (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true) }
}
