/// The binary form of a TextGrid.
///
/// Praat does not describe it; this is what it writes. Numbers are big-endian. Behind `ooBinaryFile` the class, with its length in one
/// byte; two doubles; one byte that tells whether there are tiers; their number in four bytes. A tier is its class, its name, two
/// doubles and the number of its entries; an entry is two doubles (a point one) and a text. A name or text has its length in two bytes
/// and is ASCII; where the length is FFFF, the number of characters follows in two bytes, and UTF-16.
struct TextGridBinary: TextGridInput {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = TextGrid.binaryMark.count
    }

    mutating func textGrid(_ limits: InputLimits) throws -> TextGrid {
        guard bytes.starts(with: TextGrid.binaryMark) else { throw error("it does not begin with 'ooBinaryFile'") }
        let kind = try kind()
        guard kind == "TextGrid" || kind.hasPrefix("TextGrid ") else {
            throw FormatError("holds another object of Praat than a TextGrid", remedy: "save the TextGrid by itself")
        }
        return try TextGrid(from: &self, limits: limits)
    }

    mutating func number() throws -> Double {
        let number = Double(bitPattern: try unsigned(8))
        guard number.isFinite else { throw error("a time is no number") }
        return number
    }

    mutating func count() throws -> Int {
        let count = Int32(truncatingIfNeeded: try unsigned(4))
        guard count >= 0 else { throw error("a count is negative") }
        return Int(count)
    }

    mutating func string() throws -> String {
        let length = Int(try unsigned(2))
        guard length == 0xFFFF else { return try narrow(length) }
        var text = String.UnicodeScalarView()
        for _ in 0..<Int(try unsigned(2)) {
            var value = UInt32(try unsigned(2))
            if value & 0xFC00 == 0xD800 {
                let low = UInt32(try unsigned(2))
                guard low & 0xFC00 == 0xDC00 else { throw error("half a character stands alone") }
                value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(value) else { throw error("half a character stands alone") }
            text.append(scalar)
        }
        return String(text)
    }

    mutating func kind() throws -> String { try narrow(Int(try unsigned(1))) }

    mutating func hasTiers() throws -> Bool { try unsigned(1) != 0 }

    func error(_ problem: String) -> FormatError {
        FormatError(
            "the TextGrid is broken here: \(problem)", remedy: "open it in Praat, and save it with 'Save as text file…'",
            byteOffset: position)
    }

    /// One byte a character.
    private mutating func narrow(_ length: Int) throws -> String {
        guard length <= bytes.count - position else { throw error("it ends too early") }
        defer { position += length }
        return String(String.UnicodeScalarView(bytes[position..<position + length].map { Unicode.Scalar($0) }))
    }

    private mutating func unsigned(_ width: Int) throws -> UInt64 {
        guard width <= bytes.count - position else { throw error("it ends too early") }
        defer { position += width }
        return bytes[position..<position + width].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension TextGrid {
    package init(binary bytes: [UInt8], limits: InputLimits = .init()) throws {
        var input = TextGridBinary(bytes)
        self = try input.textGrid(limits)
    }
}
