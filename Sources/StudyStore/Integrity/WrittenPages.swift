import Foundation

/// The pages that stand in the `-wal` file beside a study, summed as they are read.
///
/// Source: SQLite, "WAL-mode File Format", section 2.1. A frame is a header of 24 bytes and a page.
struct WrittenPages {
    /// The sum of each page as it was written last.
    let sums: [(page: Int, sum: UInt64)]
    /// Where the reading ended.
    let end: Position

    /// A place in a `-wal` file, for as long as SQLite goes on in it.
    struct Position: Hashable, Sendable {
        /// Drawn anew when SQLite begins again at the front.
        fileprivate let salts: [UInt8]
        fileprivate let frames: Int
    }

    /// The counter of changes in the header of the newest first page; nil where that page is not among them.
    let counter: Int?

    /// Reads all pages up to the one that holds `mark`, which was written last.
    ///
    /// What stands behind that one was given up by a change that was rolled back.
    ///
    /// - Parameters:
    ///   - start: where an earlier reading ended, behind which this one begins; nil for the front of the file.
    ///   - markedPage: the page in which the mark stands.
    /// - Returns: Nil where the mark is not found.
    init?(journal path: String, pageSize: Int, from start: Position?, mark: [UInt8], markedPage: Int) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let frame = pageSize + 24
        let together = max(1, (1 << 20) / frame)
        var buffer = [UInt8](repeating: 0, count: together * frame)
        let header = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, 32, 0) }
        guard header == 32 else { return nil }
        let salts = Array(buffer[16..<24])
        var sums: [(page: Int, sum: UInt64)] = []
        var counters: [(index: Int, counter: Int)] = []
        var marked: Int?
        let first = start?.salts == salts ? start?.frames ?? 0 : 0
        var offset = 32 + first * frame
        reading: while true {
            let length = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
            guard length >= frame else { break }
            for index in 0..<length / frame {
                let start = index * frame
                // Frames of an earlier round bear other salts. Those of a change that wrote a page twice bear none yet: SQLite
                // puts them in when it commits.
                let own = buffer[start + 8..<start + 16]
                guard own.elementsEqual(salts) || own.allSatisfy({ $0 == 0 }) else { break reading }
                let page = buffer.bigEndian(at: start)
                if page == 1 { counters.append((sums.count, buffer.bigEndian(at: start + 24 + 24))) }
                buffer.withUnsafeBytes {
                    let bytes = UnsafeRawBufferPointer(rebasing: $0[start + 24..<start + frame])
                    sums.append((page, PageSum.sum(bytes, page: page)))
                    if page == markedPage, Self.holds(bytes, mark) { marked = sums.count }
                }
            }
            offset += length / frame * frame
        }
        guard let marked else { return nil }
        sums.removeLast(sums.count - marked)
        self.sums = sums
        counter = counters.last { $0.index < marked }?.counter
        end = Position(salts: salts, frames: first + marked)
    }

    private static func holds(_ bytes: UnsafeRawBufferPointer, _ mark: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(mark)) != nil
    }
}
