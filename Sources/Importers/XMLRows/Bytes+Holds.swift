import Foundation

extension [UInt8] {
    /// True where these words stand in it.
    func holds(_ words: StaticString) -> Bool {
        withUnsafeBytes { bytes in
            let length = words.utf8CodeUnitCount
            guard var next = bytes.baseAddress, length > 0 else { return false }
            let end = next + bytes.count
            while end - next >= length, let found = memchr(next, Int32(words.utf8Start.pointee), end - next) {
                next = UnsafeRawPointer(found)
                if end - next >= length, memcmp(next, words.utf8Start, length) == 0 { return true }
                next += 1
            }
            return false
        }
    }
}
