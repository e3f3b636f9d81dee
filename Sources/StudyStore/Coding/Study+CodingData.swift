import Foundation
import GRDB
package import StudyModel

extension Study {
    /// Codings as whole numbers, with what the numbers stand for, and the codebook that they were given from.
    ///
    /// - Parameters:
    ///   - chosen: the rows of the codings that are meant; nil where all are.
    ///   - extent: what else is told.
    package func codingData(
        only chosen: RowSet? = nil, _ extent: CodingData.Extent = .codings
    ) throws -> (data: CodingData, codebook: Codebook) {
        try read { db in
            // Two walks, each along an index in its own order, are many times faster than a join that looks each passage up.
            // The one along the codings takes longest, so all the rest is read beside it.
            let other = try codedPassagesElsewhere(sameAs: db, only: chosen)
            var data = CodingData()
            let places = try Self.indexSources(of: &data, in: db)
            let passages = try PassageRows(db)
            for row in try Row.fetchAll(db, sql: "SELECT id, uuid FROM code") {
                data.codeRows[try Code.ID(row: row["uuid"])] = row["id"]
            }
            for row in try Row.fetchAll(db, sql: "SELECT id, name FROM coder") { data.coderNames[row["id"]] = row["name"] }
            let codebook = try Self.codebook(db)
            let coded = try other?.result() ?? CodedPassages(db, only: chosen)
            data.points = coded.points(at: passages, places: places)
            if extent >= .texts { try Self.loadTexts(of: &data, at: places, in: db) }
            if extent >= .cues { try Self.loadCues(of: &data, in: db) }
            return (data, codebook)
        }
    }

    private static func loadTexts(of data: inout CodingData, at places: [Int64: RevisionPlace], in db: Database) throws {
        let length = try db.cachedStatement(sql: "SELECT length FROM revision WHERE id = ?")
        data.texts = try places.map { revision, place in
            CodedText(
                source: place.source, offset: place.offset,
                length: Int32(clamping: try Int.fetchOne(length, arguments: [revision]) ?? 0), revision: revision)
        }
        data.texts.sort { ($0.source, $0.offset) < ($1.source, $1.offset) }
    }

    private static func loadCues(of data: inout CodingData, in db: Database) throws {
        let cue = try BulkStatement(
            db,
            """
            SELECT c.turn, c.lower, c.upper, t.speaker FROM cue c
            JOIN speakerTurn t ON t.revision = c.revision AND t.number = c.turn WHERE c.revision = ? ORDER BY c.lower, c.upper
            """)
        for (document, text) in data.texts.enumerated() {
            cue.bind(1, text.revision)
            while try cue.step() {
                data.cues.append(
                    .init(
                        document: Int32(document), turn: Int32(clamping: cue.integer(0)),
                        lower: Int32(clamping: cue.integer(1)) &+ text.offset,
                        upper: Int32(clamping: cue.integer(2)) &+ text.offset,
                        speaker: cue.isNull(3) ? -1 : Int32(clamping: cue.integer(3))))
            }
        }
        let speaker = try BulkStatement(db, "SELECT id, name, role FROM speaker ORDER BY id")
        while try speaker.step() {
            data.speakers.append(
                .init(
                    row: Int32(clamping: speaker.integer(0)), name: speaker.text(1),
                    role: Transcript.Speaker.Role(rawValue: speaker.text(2)) ?? .other))
        }
    }

    /// The citations of some ranges; a range without one is not in them.
    package func citations(of ranges: Set<PointRange>, in data: CodingData) throws -> [PointRange: Citation] {
        try read { db in
            var cursor = try TextCursor(db)
            var found: [PointRange: Citation] = [:]
            var none = CodingData()
            var revisions: [Int32: [(offset: Int32, id: Int64)]] = [:]
            for (id, place) in try Self.indexSources(of: &none, in: db) {
                revisions[place.source, default: []].append((place.offset, id))
            }
            let ordered = ranges.sorted { ($0.source, $0.lower, $0.upper) < ($1.source, $1.lower, $1.upper) }
            for place in ordered {
                guard data.sourceNames.indices.contains(Int(place.source)),
                    let revision = revisions[place.source]?.filter({ $0.offset <= place.lower }).max(by: {
                        $0.offset < $1.offset
                    }),
                    let range = TextRange(Int(place.lower - revision.offset), Int(place.upper - revision.offset))
                else { continue }
                try cursor.move(to: revision.id)
                let caseName = data.casesBySource[place.source].map { data.caseNames[Int($0)] }
                found[place] = Citation(
                    source: data.sourceNames[Int(place.source)], caseName: caseName, turn: cursor.turn(at: range.lowerBound),
                    range: range)
            }
            return found
        }
    }

    /// Numbers the sources that hold a passage in the order of their names.
    ///
    /// - Returns: the place of each revision that holds a passage.
    private static func indexSources(of data: inout CodingData, in db: Database) throws -> [Int64: RevisionPlace] {
        let holders = try passageHolders(db)
        let cases = Set(holders.compactMap(\.caseName)).sorted()
        let caseIndices = Dictionary(uniqueKeysWithValues: cases.enumerated().map { ($1, Int32($0)) })
        data.caseNames = cases
        var places: [Int64: RevisionPlace] = [:]
        var offset: Int32 = 0
        var previous: Int64 = 0
        // Revisions of one source follow one another, the newest first.
        for holder in holders.sorted(by: { ($0.name, $1.revision) < ($1.name, $0.revision) }) {
            if data.sourceNames.last != holder.name {
                data.sourceNames.append(holder.name)
                if let caseName = holder.caseName {
                    data.casesBySource[Int32(data.sourceNames.count - 1)] = caseIndices[caseName]
                }
                offset = 0
            } else {
                let length = try Int.fetchOne(db, sql: "SELECT length FROM revision WHERE id = ?", arguments: [previous])
                offset = offset &+ Int32(clamping: length ?? 0) &+ CodingPoint.farApart
            }
            places[holder.revision] = RevisionPlace(source: Int32(data.sourceNames.count - 1), offset: offset)
            previous = holder.revision
        }
        return places
    }

    /// A revision with passages, and the source that it belongs to.
    struct PassageHolder {
        var revision: Int64
        var name: String
        var caseName: String?
        /// What it answers, where it is an open answer.
        var question: Int64?
    }

    static func passageHolders(_ db: Database) throws -> [PassageHolder] {
        // One look into the index a revision, however many passages it holds.
        let used = try BulkStatement(
            db,
            """
            WITH RECURSIVE used(revision) AS (SELECT min(revision) FROM passage
              UNION ALL SELECT (SELECT min(revision) FROM passage WHERE revision > used.revision) FROM used WHERE revision IS NOT NULL)
            SELECT revision FROM used WHERE revision IS NOT NULL
            """)
        var wanted: Set<Int64> = []
        while try used.step() { wanted.insert(used.integer(0)) }
        var holders: [PassageHolder] = []
        func take(_ statement: BulkStatement) throws {
            while try statement.step() {
                guard wanted.remove(statement.integer(0)) != nil else { continue }
                holders.append(
                    PassageHolder(
                        revision: statement.integer(0), name: statement.text(1),
                        caseName: statement.isNull(2) ? nil : statement.text(2),
                        question: statement.isNull(3) ? nil : statement.integer(3)))
            }
        }
        guard !wanted.isEmpty else { return [] }
        // From the source to its revisions, so that an index answers and no page of a text is read.
        try take(
            BulkStatement(
                db,
                """
                SELECT r.id, s.name, c.name, NULL FROM source s CROSS JOIN revision r ON r.source = s.id LEFT JOIN "case" c ON c.id = s."case"
                WHERE s.name IS NOT NULL
                """))
        guard !wanted.isEmpty else { return holders }
        try take(
            BulkStatement(
                db,
                """
                SELECT r.id, \(AnswerName.sql), c.name, s.question FROM revision r JOIN source s ON s.id = r.source
                JOIN respondent n ON n.id = s.respondent JOIN survey u ON u.id = n.survey JOIN question q ON q.id = s.question
                JOIN "case" c ON c.id = n."case"
                WHERE r.id IN (SELECT DISTINCT revision FROM passage)
                """))
        return holders
    }
}
