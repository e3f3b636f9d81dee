/// Words that follow one another in a text: `dorf*` or `neue Räume`.
///
/// A star at the end of a word stands for any rest of it. What stands between the words of a text does not count.
package struct WordPattern: Hashable, Sendable {
    private struct Word: Hashable, Sendable {
        var forms: [[UInt8]]
        var isBeginning: Bool

        func matches(_ word: FoldedWord) -> Bool {
            for form in forms {
                if isBeginning
                    ? word.plain.starts(with: form) || word.spelled.starts(with: form)
                    : word.plain == form || word.spelled == form
                {
                    return true
                }
            }
            return false
        }
    }

    /// As it was typed.
    package let text: String
    private let words: [Word]
    /// By byte: whether the first word may begin with it; all bytes that are not ASCII may.
    private let firstBytes: [Bool]

    /// Nil where `text` has no word, or a star that is not at the end of one.
    package init?(_ text: String) {
        var words: [Word] = []
        var bytes = text
        let isRight = bytes.withUTF8 { buffer in
            var reader = WordReader(buffer[...])
            var stars = buffer.count { $0 == UInt8(ascii: "*") }
            while let range = reader.next() {
                var folded = FoldedWord()
                folded.take(buffer[range])
                let isBeginning = range.upperBound < buffer.count && buffer[range.upperBound] == UInt8(ascii: "*")
                if isBeginning {
                    stars -= 1
                    let next = range.upperBound + 1
                    if next < buffer.count, buffer[...].scalar(at: next).scalar.isPartOfWord { return false }
                }
                words.append(
                    Word(
                        forms: folded.plain == folded.spelled ? [folded.plain] : [folded.plain, folded.spelled],
                        isBeginning: isBeginning))
            }
            return stars == 0
        }
        guard isRight, let first = words.first else { return nil }
        self.text = text
        self.words = words
        var firstBytes = Array(repeating: false, count: 256)
        for byte in 0x80...0xFF { firstBytes[byte] = true }
        for case let byte? in first.forms.map(\.first) {
            firstBytes[Int(byte)] = true
            if (0x61...0x7A).contains(byte) { firstBytes[Int(byte) - 0x20] = true }
        }
        self.firstBytes = firstBytes
    }

    /// The bytes of the first place at or behind `start` where the words stand; nil where there is none.
    ///
    /// - Parameter text: valid UTF-8.
    package func firstMatch(in text: Slice<UnsafeBufferPointer<UInt8>>, from start: Int? = nil) -> Range<Int>? {
        var reader = WordReader(text, from: start)
        var folded = FoldedWord()
        while let range = reader.next() {
            guard firstBytes[Int(text[range.lowerBound])] else { continue }
            folded.take(text[range])
            guard words[0].matches(folded) else { continue }
            if words.count == 1 { return range }
            var end = range.upperBound
            var rest = WordReader(text, from: end)
            let matches = words.dropFirst().allSatisfy { word in
                guard let next = rest.next() else { return false }
                folded.take(text[next])
                end = next.upperBound
                return word.matches(folded)
            }
            if matches { return range.lowerBound..<end }
        }
        return nil
    }

    /// An expression for the full-text index (FTS5) that holds of every text in which the words stand, and of some others;
    /// nil where the index cannot tell, since it folds Latin letters only.
    package var indexExpression: String? {
        var terms: [String] = []
        for word in words {
            var variants: Set<String> = []
            for form in word.forms {
                guard form.allSatisfy({ $0 < 0x80 }), let spellings = Self.spellings(of: form) else { return nil }
                variants.formUnion(spellings)
            }
            let told = variants.sorted().map { "\"\($0)\"\(word.isBeginning ? " *" : "")" }
            terms.append("(\(told.joined(separator: " OR ")))")
        }
        return terms.joined(separator: " AND ")
    }

    /// The word with each of `ae`, `oe` and `ue` as it stands and without its `e`; nil where that would be too many.
    private static func spellings(of form: [UInt8]) -> [String]? {
        var variants: [[UInt8]] = [[]]
        var position = 0
        while position < form.count {
            let byte = form[position]
            for index in variants.indices { variants[index].append(byte) }
            position += 1
            guard position < form.count, form[position] == UInt8(ascii: "e"),
                byte == UInt8(ascii: "a") || byte == UInt8(ascii: "o") || byte == UInt8(ascii: "u")
            else { continue }
            variants += variants.map { $0 + [UInt8(ascii: "e")] }
            position += 1
            if variants.count > 16 { return nil }
        }
        return variants.map { String(decoding: $0, as: UTF8.self) }
    }
}
