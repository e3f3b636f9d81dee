import Foundation
import GRDB
import StudyModel

/// Whether the journal is whole: each row sealed with the one before, none left out, and what undo needs as it was.
enum JournalCheck {
    static func flaws(_ db: Database) throws -> [Flaw] {
        var flaws: [Flaw] = []
        var previous: (id: Int64, hash: [UInt8]) = (0, [])
        let rows = try BulkStatement(
            db,
            """
            SELECT e.id, e.previous, e.hash, e.changesetHash, c.content, e.time, e.coder, e.verb, e.schemaVersion, e.recording,
              e.subjects, e.counts, e.input, e.target
            FROM event e LEFT JOIN changeset c ON c.event = e.id ORDER BY e.id
            """)
        while try rows.step() {
            let id = rows.integer(0)
            let hash = Array(rows.bytes(2))
            func report(_ problem: String, remedy: String = Flaw.restore) {
                flaws.append(Flaw(.journal, at: "event \(id)", problem, remedy: remedy))
            }
            if id != previous.id + 1 {
                report("the event before it is missing")
            } else if !rows.bytes(1).elementsEqual(previous.hash) {
                report("it does not follow the event before it")
            } else if Journal.seal(previous: id == 1 ? nil : Data(previous.hash), fields: fields(of: rows)).bytes != hash {
                report("it is not as it was written")
            }
            if !rows.isNull(4), !ContentHash(of: Array(rows.bytes(4))).bytes.elementsEqual(rows.bytes(3)) {
                report(
                    "what an undo of it needs is not as it was written",
                    remedy: "it cannot be undone; restore the newest backup for that")
            }
            previous = (id, hash)
        }
        return flaws
    }

    /// The fields of an event as `Journal` seals them.
    private static func fields(of row: BulkStatement) -> [String] {
        [row.text(0)] + (5...11).map { row.text($0) } + [hexadecimal(row.bytes(12)), hexadecimal(row.bytes(3))]
            + (row.isNull(13) ? [] : [row.text(13)])
    }

    /// The digits of a hash; nothing where there is none.
    private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
        ContentHash(bytes: Array(bytes))?.description ?? ""
    }
}
