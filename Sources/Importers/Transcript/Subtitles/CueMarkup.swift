import FileFormats

/// The words of a cue without its markup, and who the markup says speaks them.
struct CueMarkup {
    /// Words of one line by one voice.
    struct Stretch: Equatable {
        var voice: String?
        /// UTF-8 without blanks at its ends; never empty.
        var words: [UInt8]
    }

    private(set) var stretches: [Stretch] = []
    private var words: [UInt8] = []
    private var voice: String?

    /// Reads the lines of a cue. A voice goes on until it is closed, another begins, or the cue ends.
    ///
    /// Tags of WebVTT and SubRip, times inside of the words and `{\an8}` go, character references are decoded. A `<` that
    /// begins no tag is text.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: [Range<Int>]) {
        for line in lines {
            read(bytes, line)
            finish()
        }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        var index = line.lowerBound
        var kept = index
        while index < line.upperBound {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            words.append(contentsOf: bytes[kept..<index])
            kept = index
            let end =
                switch byte {
                case UInt8(ascii: "<"): tag(bytes, index..<line.upperBound)
                case UInt8(ascii: "&"): reference(bytes, index..<line.upperBound)
                default: override(bytes, index..<line.upperBound)
                }
            index = end ?? index + 1
            if end != nil { kept = index }
        }
        words.append(contentsOf: bytes[kept..<line.upperBound])
    }

    /// Ends the stretch that is being read.
    private mutating func finish() {
        let trimmed = words.withUnsafeBufferPointer { bytes in Array(bytes[bytes.trimmed(0..<bytes.count)]) }
        words.removeAll(keepingCapacity: true)
        guard !trimmed.isEmpty else { return }
        stretches.append(Stretch(voice: voice, words: trimmed))
    }

    /// Passes the tag at the start of `range`; nil where it is text.
    private mutating func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var start = range.lowerBound + 1
        // Up to the next `<` and no further, so that a line of them takes no longer than any other.
        guard
            let close = bytes[start..<range.upperBound].firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
            ),
            bytes[close] == UInt8(ascii: ">"), start < close
        else { return nil }
        let closes = bytes[start] == UInt8(ascii: "/")
        if closes { start += 1 }
        let end = (start..<close).first {
            bytes[$0].isBlank || bytes[$0] == UInt8(ascii: ".") || bytes[$0] == UInt8(ascii: ":")
        }
        let nameEnd = end ?? close
        if bytes[start..<nameEnd].allSatisfy(\.isDigit), nameEnd > start { return close + 1 }
        let name = String(decoding: bytes[start..<nameEnd], as: UTF8.self).lowercased()
        guard Self.tags.contains(name) else { return nil }
        if name == "v" {
            finish()
            voice = closes ? nil : Self.voice(bytes, nameEnd..<close)
        }
        return close + 1
    }

    /// The name behind `<v` or `<v.class`; where there is none, the classes.
    private static func voice(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String? {
        let blank = bytes[range].firstIndex { $0.isBlank } ?? range.upperBound
        let name = bytes.trimmed(blank..<range.upperBound)
        if name.isEmpty {
            let classes = String(decoding: bytes[range.lowerBound..<blank], as: UTF8.self).drop { $0 == "." }
            return classes.isEmpty ? nil : String(classes)
        }
        guard bytes[name].contains(UInt8(ascii: "&")) else { return String(decoding: bytes[name], as: UTF8.self) }
        let decoded = CueMarkup(bytes, [name]).stretches.first?.words ?? []
        return decoded.isEmpty ? nil : String(decoding: decoded, as: UTF8.self)
    }

    /// Decodes the character reference at the start of `range`; nil where there is none or XML forbids what it names.
    private mutating func reference(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        let line = UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
        guard let entity = HTMLEntity(line, at: range.lowerBound), entity.scalar.value >= 0x20,
            entity.scalar.value != 0xFFFE, entity.scalar.value != 0xFFFF
        else { return nil }
        words.append(contentsOf: UTF8.encode(entity.scalar) ?? .init())
        return entity.end
    }

    /// Passes a style override of SubStation Alpha, as SubRip files hold them: `{\an8}`.
    private func override(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count > 2, bytes[range.lowerBound + 1] == UInt8(ascii: "\\") else { return nil }
        return bytes[range.lowerBound..<min(range.upperBound, range.lowerBound + 200)].firstIndex(of: UInt8(ascii: "}")).map {
            $0 + 1
        }
    }

    private static let tags: Set<String> = ["v", "c", "b", "i", "u", "s", "ruby", "rt", "lang", "font", "br"]
}
