import Foundation

/// Finds a quote in the text of a source.
package struct QuoteFinder: Sendable {
    package enum Match: Hashable, Sendable {
        /// The words stand there just so.
        case exact
        /// They stand there with other white space or in another normal form.
        case alike
    }

    private let text: IndexedText
    /// Made when the first quote is looked for that does not stand in the text just so.
    private var alike: Alike?

    package init(_ text: String) { self.text = IndexedText(Array(text.utf8)) }

    /// Every place where `quote` stands, in reading order, within `range` where one is given.
    ///
    /// Only where it stands nowhere just so is it looked for with white space and normal forms made equal. What ends between
    /// a letter and its accents is no place: `Cafe` does not stand in `Café`, in either normal form.
    package mutating func places(of quote: String, in range: TextRange? = nil) -> (ranges: [TextRange], match: Match) {
        let window =
            range.map { text.offset(ofScalar: $0.lowerBound)..<text.offset(ofScalar: $0.upperBound) } ?? 0..<text.bytes.count
        let exact = exactPlaces(of: Array(quote.utf8), in: window)
        return exact.isEmpty ? (alikePlaces(of: quote, in: window), .alike) : (exact, .exact)
    }

    /// The bytes of the scalars in `range`; as many of them as there are.
    package func text(at range: TextRange) -> [UInt8] {
        Array(text[range])
    }

    private func exactPlaces(of quote: [UInt8], in window: Range<Int>) -> [TextRange] {
        guard !quote.isEmpty, quote.count <= window.count else { return [] }
        var found: [TextRange] = []
        let last = window.upperBound - quote.count
        text.bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var start = window.lowerBound
            while start <= last, let hit = memchr(base + start, Int32(quote[0]), last - start + 1) {
                let offset = UnsafeRawPointer(hit) - base
                if memcmp(hit, quote, quote.count) == 0, !accentFollows(offset + quote.count),
                    let range = TextRange(text.scalars(before: offset), text.scalars(before: offset + quote.count))
                {
                    found.append(range)
                }
                start = offset + 1
            }
        }
        return found
    }

    /// True where a mark that belongs to the letter before begins at `offset`.
    private func accentFollows(_ offset: Int) -> Bool {
        // No such mark stands before U+0300, which begins with CC.
        let bytes = text.bytes
        guard offset < bytes.count, bytes[offset] >= 0xCC else { return false }
        let next = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
        return next?.isAccent ?? false
    }

    private mutating func alikePlaces(of quote: String, in window: Range<Int>) -> [TextRange] {
        let wanted = Alike(quote.unicodeScalars).trimmed
        guard let first = wanted.first else { return [] }
        let alike = self.alike ?? Alike(String(decoding: text.bytes, as: UTF8.self).unicodeScalars)
        self.alike = alike
        let places = alike.indices(from: text.scalars(before: window.lowerBound), to: text.scalars(before: window.upperBound))
        guard places.count >= wanted.count else { return [] }
        var found: [TextRange] = []
        for start in places.lowerBound...(places.upperBound - wanted.count)
        where alike.scalars[start] == first && alike.scalars[start..<start + wanted.count].elementsEqual(wanted) {
            let end = start + wanted.count
            if end < alike.scalars.count, alike.scalars[end].isAccent { continue }
            if let range = TextRange(alike.origins[start], alike.origins[end - 1] + 1) { found.append(range) }
        }
        return found
    }
}

/// A text with each run of white space as one blank and each letter taken apart into base and accents.
private struct Alike {
    var scalars: [Unicode.Scalar] = []
    /// Where each scalar stands in the text it was made from.
    var origins: [Int] = []

    init(_ text: String.UnicodeScalarView) {
        // Few letters that are not ASCII make up most of a text, and to take one apart is slow.
        var parts: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for (index, scalar) in text.enumerated() {
            if scalar.isBlank {
                if scalars.last != " " { append(" ", index) }
            } else if scalar.isASCII {
                append(scalar, index)
            } else if let known = parts[scalar] {
                for part in known { append(part, index) }
            } else {
                let apart = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
                parts[scalar] = apart
                for part in apart { append(part, index) }
            }
        }
    }

    var trimmed: ArraySlice<Unicode.Scalar> {
        var slice = scalars[...]
        if slice.first == " " { slice = slice.dropFirst() }
        if slice.last == " " { slice = slice.dropLast() }
        return slice
    }

    /// The scalars that were made from those at `lower..<upper`; a blank belongs to where its run begins.
    func indices(from lower: Int, to upper: Int) -> Range<Int> {
        let start = first(from: lower)
        return start..<max(start, first(from: upper))
    }

    private func first(from origin: Int) -> Int {
        var low = 0
        var high = origins.count
        while low < high {
            let middle = (low + high) / 2
            if origins[middle] < origin { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func append(_ scalar: Unicode.Scalar, _ origin: Int) {
        scalars.append(scalar)
        origins.append(origin)
    }
}

extension Unicode.Scalar {
    /// Whether it is white space; ASCII is told without Unicode's tables.
    fileprivate var isBlank: Bool {
        isASCII ? value == 0x20 || value >= 0x09 && value <= 0x0D : properties.isWhitespace
    }

    /// True for a mark that is drawn over, under or through the letter before it.
    fileprivate var isAccent: Bool { properties.canonicalCombiningClass != .notReordered }
}
