import StudyModel
import StudyStore

extension SearchedText {
    /// The words on both sides of a place within its unit.
    func around(_ place: Range<Int>, in unit: Range<Int>, context: Int) -> (before: String, after: String) {
        // More bytes than the context can have characters, cut at a character's border.
        let reach = 4 * context + 16
        let lower = border(atOrBehind: max(unit.lowerBound, place.lowerBound - reach))
        let upper = border(atOrBehind: min(unit.upperBound, place.upperBound + reach))
        return (
            String(words(at: lower..<place.lowerBound).suffix(context)),
            String(words(at: place.upperBound..<upper).prefix(context))
        )
    }

    /// The first byte at or behind `offset` that begins a scalar.
    func border(atOrBehind offset: Int) -> Int {
        var offset = offset
        while offset < text.bytes.count, text.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        return offset
    }
}
