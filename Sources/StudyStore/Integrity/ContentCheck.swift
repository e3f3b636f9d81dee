import GRDB
import StudyModel

/// Checks that need more than SQL: hashes, lengths and ids, worked out anew.
enum ContentCheck {
    /// Every text has the hash and the length that stand beside it.
    static func texts(_ db: Database) throws -> [Flaw] {
        var flaws: [Flaw] = []
        let statement = try BulkStatement(
            db,
            """
            SELECT r.text, r.length, r.hash, coalesce(s.name, 'source ' || s.id), r.number
            FROM revision r JOIN source s ON s.id = r.source ORDER BY r.id
            """)
        var hash: [UInt8] = []
        while try statement.step() {
            let text = statement.bytes(0)
            hash.removeAll(keepingCapacity: true)
            ContentHash.append(of: text, to: &hash)
            let place = "\(statement.text(3)), revision \(statement.integer(4))"
            if !hash.elementsEqual(statement.bytes(2)) {
                flaws.append(
                    Flaw(
                        .text, at: place, "the text is not the one that was read",
                        remedy: "restore the newest backup, or import the file again into another study"))
            } else if Int64(text.scalarCount) != statement.integer(1) {
                flaws.append(Flaw(.text, at: place, "the text has another length than is noted", remedy: Flaw.restore))
            }
        }
        return flaws
    }

    /// Every file that is kept is the one that was handed over.
    ///
    /// - Parameter inflate: unpacks bytes (RFC 1951) that must have that size.
    static func originals(_ db: Database, inflate: ([UInt8], Int) throws -> [UInt8]) throws -> [Flaw] {
        var flaws: [Flaw] = []
        let statement = try BulkStatement(
            db, "SELECT name, size, hash, deflated FROM original WHERE deflated IS NOT NULL ORDER BY id")
        while try statement.step() {
            let packed = Array(statement.bytes(3))
            let size = Int(statement.integer(1))
            // Deflate packs no better than that; a size that is damaged would ask for any memory.
            let isPossible = size >= 0 && size <= packed.count * 1032 + 64
            let content = isPossible ? try? inflate(packed, size) : nil
            if content.map({ ContentHash(of: $0).bytes.elementsEqual(statement.bytes(2)) }) != true {
                flaws.append(
                    Flaw(
                        .original, at: "file \(statement.text(0))",
                        "the copy that is kept is not the file that was handed over",
                        remedy: "restore the newest backup"))
            }
        }
        return flaws
    }

    /// Ids that come from nothing but a name that stays are what they were at birth.
    static func ids(_ db: Database) throws -> [Flaw] {
        var flaws: [Flaw] = []
        for table in ["coder", "case", "survey"] {
            let rows = try BulkStatement(db, "SELECT uuid, name FROM \"\(table)\" ORDER BY id")
            while try rows.step() {
                let name = rows.text(1)
                guard !Identifier<Void>(of: table, name).bytes.elementsEqual(rows.bytes(0)) else { continue }
                flaws.append(Flaw(.id, at: "\(table) \(name)", "the id is not the one of this name", remedy: Flaw.restore))
            }
        }
        let questions = try BulkStatement(
            db, "SELECT q.uuid, s.name, q.name FROM question q JOIN survey s ON s.id = q.survey ORDER BY q.id")
        while try questions.step() {
            let (survey, name) = (questions.text(1), questions.text(2))
            guard !Identifier<Question>(of: "question", survey, name).bytes.elementsEqual(questions.bytes(0)) else { continue }
            flaws.append(
                Flaw(.id, at: "question \(survey)/\(name)", "the id is not the one of this name", remedy: Flaw.restore))
        }
        return flaws
    }
}
