import GRDB
import StudyModel

/// The text and turns of one revision at a time, for reading passages in order.
struct TextCursor {
    private let loadText: BulkStatement
    private let loadCues: BulkStatement
    private var revision: Int64?
    private var text = IndexedText([])
    private var cues: [(lower: Int, turn: Int, startMs: Int?)] = []

    init(_ db: Database) throws {
        loadText = try BulkStatement(db, "SELECT text FROM revision WHERE id = ?")
        loadCues = try BulkStatement(db, "SELECT lower, turn, startMs FROM cue WHERE revision = ? ORDER BY lower")
    }

    mutating func move(to revision: Int64) throws {
        guard revision != self.revision else { return }
        self.revision = revision
        loadText.bind(1, revision)
        text = IndexedText(try loadText.step() ? Array(loadText.bytes(0)) : [])
        loadText.reset()
        cues.removeAll(keepingCapacity: true)
        loadCues.bind(1, revision)
        while try loadCues.step() {
            cues.append(
                (
                    Int(loadCues.integer(0)), Int(loadCues.integer(1)),
                    loadCues.isNull(2) ? nil : Int(clamping: loadCues.integer(2))
                ))
        }
    }

    /// The words at `range` of the revision.
    func quote(_ range: TextRange) -> String {
        String(decoding: text[range], as: UTF8.self)
    }

    /// The turn in which `position` stands: the last that begins at or before it.
    func turn(at position: Int) -> Int? { cue(at: position)?.turn }

    /// When the words at `position` are said, as far as is known: the start of their cue in milliseconds.
    func startMs(at position: Int) -> Int? { cue(at: position)?.startMs }

    private func cue(at position: Int) -> (lower: Int, turn: Int, startMs: Int?)? {
        var low = 0
        var high = cues.count
        while low < high {
            let middle = (low + high) / 2
            if cues[middle].lower <= position { low = middle + 1 } else { high = middle }
        }
        // Before the first turn only its own label can stand.
        return low > 0 ? cues[low - 1] : cues.first
    }
}
