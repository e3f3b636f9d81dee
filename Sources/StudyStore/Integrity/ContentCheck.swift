import Foundation
import GRDB
import StudyModel

/// Checks that need more than SQL: hashes, lengths and ids, worked out anew.
enum ContentCheck {
    /// Every text has the hash and the length that stand beside it.
    static func texts(_ db: Database) throws -> [Flaw] {
        try brokenTexts(db).map { Flaw(.text, at: $0.place, $0.problem, remedy: $0.remedy) }
    }

    struct BrokenText {
        let row: Int64
        let place: String
        let problem: String
        let remedy: String
    }

    static func brokenTexts(_ db: Database) throws -> [BrokenText] {
        var broken: [BrokenText] = []
        let statement = try BulkStatement(
            db,
            """
            SELECT r.text, r.length, r.hash, coalesce(s.name, 'source ' || s.id), r.number, r.id
            FROM revision r JOIN source s ON s.id = r.source ORDER BY r.id
            """)
        var hash: [UInt8] = []
        while try statement.step() {
            let text = statement.bytes(0)
            hash.removeAll(keepingCapacity: true)
            ContentHash.append(of: text, to: &hash)
            let place = "\(statement.text(3)), revision \(statement.integer(4))"
            if !hash.elementsEqual(statement.bytes(2)) {
                broken.append(
                    BrokenText(
                        row: statement.integer(5), place: place, problem: "the text is not the one that was read",
                        remedy: "restore the newest backup, or import the file again into another study"))
            } else if Int64(text.scalarCount) != statement.integer(1) {
                broken.append(
                    BrokenText(
                        row: statement.integer(5), place: place, problem: "the text has another length than is noted",
                        remedy: Flaw.restore))
            }
        }
        return broken
    }

    /// Every file that is kept is the one that was handed over.
    ///
    /// - Parameter inflate: unpacks bytes (RFC 1951) that must have that size.
    static func originals(_ db: Database, inflate: ([UInt8], Int) throws -> [UInt8]) throws -> [Flaw] {
        try damagedOriginals(db, inflate: inflate).map {
            Flaw(
                .original, at: "file \($0.name)", "the copy that is kept is not the file that was handed over",
                remedy: "restore the newest backup")
        }
    }

    static func damagedOriginals(
        _ db: Database, inflate: ([UInt8], Int) throws -> [UInt8]
    ) throws -> [(row: Int64, name: String)] {
        var damaged: [(Int64, String)] = []
        let statement = try BulkStatement(
            db, "SELECT name, size, hash, deflated, id FROM original WHERE deflated IS NOT NULL ORDER BY id")
        while try statement.step() {
            let packed = Array(statement.bytes(3))
            let size = Int(statement.integer(1))
            // Deflate packs no better than that; a size that is damaged would ask for any memory.
            let isPossible = size >= 0 && size <= packed.count * 1032 + 64
            let content = isPossible ? try? inflate(packed, size) : nil
            if content.map({ ContentHash(of: $0).bytes.elementsEqual(statement.bytes(2)) }) != true {
                damaged.append((statement.integer(4), statement.text(0)))
            }
        }
        return damaged
    }

    /// Ids that come from nothing but a name that stays are what they were at birth.
    static func ids(_ db: Database) throws -> [Flaw] {
        try wrongIDs(db).map { Flaw(.id, at: $0.place, "the id is not the one of this name", remedy: Flaw.restore) }
    }

    struct WrongID {
        let table: String
        let row: Int64
        let place: String
        /// The one of the name.
        let right: Data
    }

    static func wrongIDs(_ db: Database) throws -> [WrongID] {
        var wrong: [WrongID] = []
        for table in ["survey"] {
            let rows = try BulkStatement(db, "SELECT uuid, name, id FROM \"\(table)\" ORDER BY id")
            while try rows.step() {
                let name = rows.text(1)
                let right = Identifier<Void>(of: table, name)
                guard !right.bytes.elementsEqual(rows.bytes(0)) else { continue }
                wrong.append(WrongID(table: table, row: rows.integer(2), place: "\(table) \(name)", right: right.data))
            }
        }
        let questions = try BulkStatement(
            db, "SELECT q.uuid, s.name, q.name, q.id FROM question q JOIN survey s ON s.id = q.survey ORDER BY q.id")
        while try questions.step() {
            let (survey, name) = (questions.text(1), questions.text(2))
            let right = Identifier<Question>(of: "question", survey, name)
            guard !right.bytes.elementsEqual(questions.bytes(0)) else { continue }
            wrong.append(
                WrongID(
                    table: "question", row: questions.integer(3), place: "question \(survey)/\(name)", right: right.data))
        }
        return wrong
    }
}
