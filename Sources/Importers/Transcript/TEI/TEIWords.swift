/// Puts the text of an utterance together from words, punctuation and running text.
///
/// Between words stands one blank, whatever white space the file is laid out with; punctuation (`pc`) follows its word without one,
/// but for opening brackets and quotation marks. The attribute `join` overrules both (TEI P5, att.linguistic).
struct TEIWords {
    private(set) var text: [UInt8] = []
    private var needsBlank = false
    /// No blank comes next, whatever stands there.
    private var isJoined = false
    private var joinsNext = false
    private var mark: [UInt8]?

    /// Something that parts words begins or ends here.
    mutating func part() { needsBlank = true }

    mutating func startWord(join: String?) {
        needsBlank = join != "left" && join != "both"
        joinsNext = join == "right" || join == "both"
    }

    mutating func endWord() {
        isJoined = joinsNext
        needsBlank = false
    }

    mutating func startMark(join: String?) {
        mark = []
        joinsNext = join == "right" || join == "both"
        needsBlank = join == "right" || join == "no"
    }

    mutating func endMark() {
        guard let words = mark else { return }
        mark = nil
        let isOpening = Self.opening.contains(String(decoding: words, as: UTF8.self))
        needsBlank = needsBlank || isOpening
        append(words)
        needsBlank = false
        isJoined = joinsNext || isOpening
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        if mark != nil {
            mark?.append(contentsOf: bytes.lazy.filter { $0 > 0x20 })
            return
        }
        for byte in bytes {
            if byte == 0x20 || 0x09...0x0D ~= byte {
                needsBlank = true
                continue
            }
            if needsBlank, !isJoined, !text.isEmpty { text.append(0x20) }
            (needsBlank, isJoined) = (false, false)
            text.append(byte)
        }
    }

    private static let opening: Set<String> = ["(", "[", "{", "„", "‚", "«", "‹", "¿", "¡"]
}
