import GRDB
import StudyModel

/// The text and turns of one revision at a time, for reading passages in order.
struct TextCursor {
    private let loadText: BulkStatement
    private let loadCues: BulkStatement
    private var revision: Int64?
    private var bytes: [UInt8] = []
    /// The number of scalars before every 64th byte.
    private var marks: [Int] = []
    private var cues: [(lower: Int, turn: Int)] = []

    private static let step = 64

    init(_ db: Database) throws {
        loadText = try BulkStatement(db, "SELECT text FROM revision WHERE id = ?")
        loadCues = try BulkStatement(db, "SELECT lower, turn FROM cue WHERE revision = ? ORDER BY lower")
    }

    mutating func move(to revision: Int64) throws {
        guard revision != self.revision else { return }
        self.revision = revision
        loadText.bind(1, revision)
        bytes = try loadText.step() ? Array(loadText.bytes(0)) : []
        loadText.reset()
        marks.removeAll(keepingCapacity: true)
        var scalars = 0
        for (index, byte) in bytes.enumerated() {
            if index % Self.step == 0 { marks.append(scalars) }
            if byte & 0xC0 != 0x80 { scalars += 1 }
        }
        cues.removeAll(keepingCapacity: true)
        loadCues.bind(1, revision)
        while try loadCues.step() { cues.append((Int(loadCues.integer(0)), Int(loadCues.integer(1)))) }
    }

    /// The words at `range` of the revision.
    func quote(_ range: TextRange) -> String {
        let lower = offset(of: range.lowerBound)
        let upper = offset(of: range.upperBound)
        return lower < upper ? String(decoding: bytes[lower..<upper], as: UTF8.self) : ""
    }

    /// The turn in which `position` stands: the last that begins at or before it.
    func turn(at position: Int) -> Int? {
        var low = 0
        var high = cues.count
        while low < high {
            let middle = (low + high) / 2
            if cues[middle].lower <= position { low = middle + 1 } else { high = middle }
        }
        // Before the first turn only its own label can stand.
        return low > 0 ? cues[low - 1].turn : cues.first?.turn
    }

    private func offset(of position: Int) -> Int {
        var low = 0
        var high = marks.count - 1
        guard high >= 0 else { return 0 }
        while low < high {
            let middle = (low + high + 1) / 2
            if marks[middle] <= position { low = middle } else { high = middle - 1 }
        }
        var offset = low * Self.step
        var count = marks[low]
        while offset < bytes.count {
            if bytes[offset] & 0xC0 != 0x80 {
                if count == position { return offset }
                count += 1
            }
            offset += 1
        }
        return bytes.count
    }
}
