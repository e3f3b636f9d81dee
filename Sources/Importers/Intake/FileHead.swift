import Foundation

extension [UInt8] {
    /// True where the start of a file holds `text`. Every file of a folder is asked this by several formats, so no string is
    /// made of it.
    func holds(_ text: StaticString) -> Bool {
        withUnsafeBytes { head in
            guard let start = head.baseAddress, head.count >= text.utf8CodeUnitCount else { return false }
            let first = Int32(text.utf8Start.pointee)
            let last = start + head.count - text.utf8CodeUnitCount
            var place = start
            while place <= last, let found = memchr(place, first, last - place + 1) {
                if memcmp(found, text.utf8Start, text.utf8CodeUnitCount) == 0 { return true }
                place = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}
