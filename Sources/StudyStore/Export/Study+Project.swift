import Foundation
import GRDB
package import StudyModel

extension Study {
    /// Hands over the study as the parts of a project, in one reading: head, sources by name, memos by time, tail.
    ///
    /// Passages stand in the newest text of their source; what has no place there is counted in the tail, and what is on it is on its
    /// source. A closed answer is a value of its case.
    ///
    /// - Parameter beside: is called between the head and the first source.
    /// - Returns: what a project does not show.
    @discardableResult
    package func forEachProjectPart(
        _ form: ProjectForm, beside: (ProjectBeside) throws -> Void, _ body: (ProjectPart) throws -> Void
    ) throws -> ProjectLosses {
        try read { db in
            // Counted by another thread, while the texts are read.
            let losses = try readingElsewhere(sameAs: db, rows: CodedPassages.estimate(db)) {
                try ProjectLosses($0, form)
            }
            let sources = try ProjectSourceRows(db, form.answers)
            let coders = try ProjectCoders(db)
            let memos = try ProjectMemoPlaces(db, sources)
            let codebook = try Self.codebook(db)
            let codes = try ProjectCodeRows(db, codebook, memos)
            let title = try Row.fetchOne(db, sql: "SELECT name, language, created FROM study")
            var head = ProjectHead(format: "qdpx", program: "Ankerpunkt", name: title?["name"] ?? "")
            head.coders = coders.all
            head.codes = codes.all
            let cases = try ProjectCases(db, language: title?["language"] ?? "", sources, memos)
            head.attributes = cases.attributes
            head.cases = cases.all
            try body(.head(head))
            var extras = ProjectBeside(created: title?["created"] ?? "", codebook: codebook)
            extras.actors = try Self.projectActors(db, memos)
            extras.ties = try Self.projectTies(db, memos)
            let links = try memos.links(db, sources)
            extras.links = links.links
            try beside(extras)
            var reader = try ProjectTextReader(db, form, coders: coders.places, codes: codes.places, memos)
            for source in sources.all { try body(.source(try reader.read(source))) }
            for memo in try memos.memos(db, coders: coders.places) { try body(.memo(memo)) }
            var tail = ProjectTail()
            tail.leaveOut("link in a memo to what is not in the file", links.leftOut)
            try body(.tail(tail))
            return try losses?.result() ?? ProjectLosses(db, form)
        }
    }

    /// Hands over the files that texts were read from, as far as the study keeps them, by their hashes.
    package func forEachKeptOriginal(_ body: (OriginalFile) throws -> Void) throws {
        try read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT hash, name, size, deflated FROM original WHERE deflated IS NOT NULL ORDER BY hash")
            while let row = try rows.next() {
                guard let hash = ContentHash(bytes: Array(row["hash"] as Data)) else { continue }
                try body(
                    OriginalFile(
                        name: row["name"], hash: hash, size: row["size"], deflated: Array(row["deflated"] as Data)))
            }
        }
    }

    /// The files that were handed over, by name, each without its content.
    package func originals() throws -> [OriginalFile] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT DISTINCT hash, name, size FROM original ORDER BY name, hash").compactMap { row in
                ContentHash(bytes: Array(row["hash"] as Data)).map {
                    OriginalFile(name: row["name"], hash: $0, size: row["size"], deflated: nil)
                }
            }
        }
    }

    private static func projectActors(_ db: Database, _ memos: ProjectMemoPlaces) throws -> [ProjectActor] {
        var rows: [Actor.ID: (row: Int64, caseID: Case.ID?)] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT a.uuid, a.id, c.uuid AS caseID FROM actor a LEFT JOIN \"case\" c ON c.id = a.\"case\"")
        {
            rows[try Actor.ID(row: row["uuid"])] = (row["id"], try (row["caseID"] as Data?).map { try Case.ID(row: $0) })
        }
        return try actors(db).sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map { actor in
            let found = rows[actor.id]
            return ProjectActor(actor, caseID: found?.caseID, memoKeys: memos.keys(on: "actor", found?.row ?? 0))
        }
    }

    private static func projectTies(_ db: Database, _ memos: ProjectMemoPlaces) throws -> [ProjectTie] {
        var rows: [Tie.ID: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT uuid, id FROM tie") { rows[try Tie.ID(row: row["uuid"])] = row["id"] }
        return try ties(db).map { ProjectTie($0, memoKeys: memos.keys(on: "tie", rows[$0.id] ?? 0)) }
    }
}

/// The coders who left something in the study, by name; one who only imported is nobody's business elsewhere.
struct ProjectCoders {
    private(set) var all: [ProjectCoder] = []
    /// Where the coder of a row stands.
    private(set) var places: [Int64: Int] = [:]

    init(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, uuid, name FROM coder WHERE id IN (SELECT coder FROM coding UNION SELECT coder FROM memo
                  UNION SELECT coder FROM tie UNION SELECT coder FROM mention) ORDER BY name
                """)
        for row in rows {
            places[row["id"]] = all.count
            all.append(ProjectCoder(uuid: try Identifier<ProjectCoder>(row: row["uuid"]).uuid, name: row["name"]))
        }
    }
}

/// The codes in the order of the tree.
struct ProjectCodeRows {
    private(set) var all: [ProjectCode] = []
    private(set) var places: [Int64: Int] = [:]

    init(_ db: Database, _ codebook: Codebook, _ memos: ProjectMemoPlaces) throws {
        var rows: [Code.ID: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT uuid, id FROM code") { rows[try Code.ID(row: row["uuid"])] = row["id"] }
        let order = Dictionary(uniqueKeysWithValues: zip(codebook.codes.map(\.id), codebook.codes.indices))
        for code in codebook.codes {
            let row = rows[code.id] ?? 0
            places[row] = all.count
            var entry = ProjectCode(
                id: code.id, name: code.name, parent: code.parent.flatMap { order[$0] }, colour: code.colour,
                isCodable: code.isCodable)
            entry.memoKeys = memos.keys(on: "code", row)
            all.append(entry)
        }
    }
}
