/// A set of row numbers, which are small and close together.
package struct RowSet: Hashable, Sendable {
    private var words: [UInt64] = []
    package private(set) var count = 0

    package init(_ rows: some Sequence<Int64> = []) {
        for row in rows { insert(row) }
    }

    package mutating func insert(_ row: Int64) {
        guard row >= 0 else { return }
        let word = Int(row >> 6)
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        let bit = UInt64(1) << UInt64(row & 63)
        if words[word] & bit == 0 { count += 1 }
        words[word] |= bit
    }

    package func contains(_ row: Int64) -> Bool {
        let word = Int(row >> 6)
        return row >= 0 && word < words.count && words[word] >> UInt64(row & 63) & 1 == 1
    }
}
