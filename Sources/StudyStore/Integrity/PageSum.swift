/// The checksum of one page of a study file.
///
/// It is the sum of one term for each eight bytes, and a term depends on those bytes and on where they stand. So a page is
/// summed faster than it is read, bytes that change or change places change the sum, and the place of a single bit that has
/// flipped can be found from the sum alone.
enum PageSum {
    /// - Parameter page: its number, from 1; the first page holds fields of SQLite's own that are left out.
    static func sum(_ bytes: UnsafeRawBufferPointer, page: Int) -> UInt64 {
        guard page == 1 else { return sum(bytes) }
        return withoutUpkeep(bytes).withUnsafeBytes(sum)
    }

    static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var total = UInt64(truncatingIfNeeded: bytes.count)
        var key: UInt64 = 0
        var position = 0
        while position + 8 <= bytes.count {
            key &+= step
            total &+= term(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)), key)
            position += 8
        }
        for byte in bytes[position...] {
            key &+= step
            total &+= term(UInt64(byte), key)
        }
        return total
    }

    /// Where one bit must be turned so that the page has `sum`; nil where no single bit does that.
    static func flippedBit(in bytes: UnsafeRawBufferPointer, page: Int, sum: UInt64) -> (byte: Int, mask: UInt8)? {
        let words = page == 1 ? withoutUpkeep(bytes) : Array(bytes)
        let difference = sum &- words.withUnsafeBytes(Self.sum)
        return words.withUnsafeBytes { words in
            var key: UInt64 = 0
            for position in stride(from: 0, to: words.count - 7, by: 8) {
                key &+= step
                let word = UInt64(littleEndian: words.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                let wanted = term(word, key) &+ difference
                for bit in 0..<64 where term(word ^ (1 << UInt64(bit)), key) == wanted {
                    let place = (byte: position + bit / 8, mask: UInt8(1) << UInt8(bit % 8))
                    return page == 1 && upkeep.contains(where: { $0.contains(place.byte) }) ? nil : place
                }
            }
            return nil
        }
    }

    /// What SQLite writes into the header at its own times: how the file is written to (18, 19), its counters (24, 92), its
    /// size and free pages (28, 32, 36), how often its schema was told to be new (40). Source: SQLite, "Database File Format",
    /// section 1.3.
    private static let upkeep = [18..<20, 24..<44, 92..<100]

    private static func withoutUpkeep(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var copy = Array(bytes)
        for range in upkeep where range.upperBound <= copy.count {
            for index in range { copy[index] = 0 }
        }
        return copy
    }

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Different for different `word`s of the same key.
    private static func term(_ word: UInt64, _ key: UInt64) -> UInt64 {
        var mixed = word ^ key
        mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
        mixed = (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ mixed >> 32
    }
}
