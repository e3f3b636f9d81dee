/// Reads the running text of an RTF file: Microsoft, Rich Text Format Specification 1.9.1.
///
/// The text is what a reader sees: deleted and hidden text go. List numbers, comments, notes, headers, footers, pictures and text
/// boxes are no part of it. Letters are read by the character set of their font, else by that of the document.
package struct RTFReader {
    /// - Throws: `FormatError` where the bytes are no RTF, break off, or go beyond a limit.
    package static func read(_ bytes: [UInt8], limits: InputLimits = .init()) throws -> DocumentText {
        guard !bytes.isEmpty else { throw FormatError.emptyFile }
        let start = bytes.firstIndex { ![0xEF, 0xBB, 0xBF, 0x20, 0x0A, 0x0D].contains($0) } ?? 0
        guard bytes[start...].starts(with: "{\\rtf".utf8) else {
            throw DocumentHead.refusal(
                Array(bytes.prefix(4096)), kind: "an RTF document", remedy: "name a file saved as Rich Text Format (.rtf)")
        }
        return try bytes.withUnsafeBufferPointer { all in
            var parser = RTFParser(UnsafeBufferPointer(rebasing: all[start...]), limits: limits)
            return try parser.read()
        }
    }
}
