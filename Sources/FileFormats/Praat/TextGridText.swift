/// The long and the short text form of a TextGrid.
///
/// [Praat manual, *TextGrid file formats*] Both are read alike: values are numbers, strings in quotes and flags such as `<exists>` that
/// stand free, between white space; everything else (`xmin =`, `intervals [1]:`) says nothing, and neither does what stands behind a
/// free `!` on a line. In a string `""` is one quotation mark, and it may hold line breaks.
struct TextGridText: TextGridInput {
    private let utf8: [UInt8]
    private var position = 0
    /// The line of the value that was taken last, from 1.
    private var line = 1
    /// The line of `position`.
    private var current = 1

    private enum Value {
        case number(Double), string(String), flag(String)
    }

    init(_ utf8: [UInt8]) { self.utf8 = utf8 }

    /// - Throws: `FormatError` with the line where the file is no TextGrid, or breaks off.
    mutating func textGrid(_ limits: InputLimits) throws -> TextGrid {
        guard case .string(let type)? = try next(), type == "ooTextFile" || type == "ooTextFile short" else {
            throw FormatError("is no text file of Praat", remedy: "save the TextGrid with 'Save as text file…'", line: 1)
        }
        guard case .string(let kind)? = try next(), kind == "TextGrid" || kind.hasPrefix("TextGrid ") else {
            throw FormatError(
                "holds another object of Praat than a TextGrid", remedy: "save the TextGrid by itself", line: line)
        }
        return try TextGrid(from: &self, limits: limits)
    }

    mutating func number() throws -> Double {
        guard case .number(let number)? = try next() else { throw error("a number is missing") }
        return number
    }

    mutating func count() throws -> Int {
        guard let count = Int(exactly: try number()), count >= 0 else { throw error("a count is no whole number") }
        return count
    }

    mutating func string() throws -> String {
        guard case .string(let string)? = try next() else { throw error("a text in quotes is missing") }
        return string
    }

    mutating func kind() throws -> String { try string() }

    mutating func hasTiers() throws -> Bool {
        guard case .flag(let flag)? = try next() else { throw error("it does not say whether there are tiers") }
        return flag == "<exists>"
    }

    func error(_ problem: String) -> FormatError {
        FormatError(
            "the TextGrid is broken here: \(problem)", remedy: "open it in Praat, and save it again", line: line)
    }

    /// The next value; nil at the end.
    private mutating func next() throws -> Value? {
        while position < utf8.count {
            let byte = utf8[position]
            if Self.isSpace(byte) {
                if byte == 0x0A { current += 1 }
                position += 1
            } else if byte == UInt8(ascii: "\"") {
                line = current
                return .string(try quoted())
            } else if byte == UInt8(ascii: "!") {
                while position < utf8.count, utf8[position] != 0x0A { position += 1 }
            } else {
                let start = position
                while position < utf8.count, !Self.isSpace(utf8[position]) { position += 1 }
                let word = utf8[start..<position]
                if word.count <= 64, byte == UInt8(ascii: "<"), word.last == UInt8(ascii: ">") {
                    line = current
                    return .flag(String(decoding: word, as: UTF8.self))
                }
                guard word.count <= 64, byte >= 0x30 && byte <= 0x39 || "+-.".utf8.contains(byte),
                    let number = Double(String(decoding: word, as: UTF8.self)), number.isFinite
                else { continue }
                line = current
                return .number(number)
            }
        }
        return nil
    }

    private mutating func quoted() throws -> String {
        position += 1
        var result: [UInt8] = []
        while position < utf8.count {
            let byte = utf8[position]
            if byte == UInt8(ascii: "\"") {
                guard position + 1 < utf8.count, utf8[position + 1] == byte else {
                    position += 1
                    return String(decoding: result, as: UTF8.self)
                }
                position += 1
            }
            if byte == 0x0A { current += 1 }
            result.append(byte)
            position += 1
        }
        // The line where it begins is the one to look at.
        throw error("a text has no closing quotation mark")
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }
}

extension TextGrid {
    /// The long or short text form. `utf8` must be valid, with `\n` as line ends and without a byte order mark.
    package init(text utf8: [UInt8], limits: InputLimits = .init()) throws {
        var input = TextGridText(utf8)
        self = try input.textGrid(limits)
    }
}
