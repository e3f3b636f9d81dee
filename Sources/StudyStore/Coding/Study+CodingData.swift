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
            let passages = try PassageRows(db, bounded: extent > .counts)
            let sources = try CodedSources(db)
            var data = CodingData()
            for row in try Row.fetchAll(db, sql: "SELECT id, uuid FROM code") {
                data.codeRows[try Code.ID(row: row["uuid"])] = row["id"]
            }
            for row in try Row.fetchAll(db, sql: "SELECT id, name FROM coder") { data.coderNames[row["id"]] = row["name"] }
            let codebook = try Self.codebook(db)
            let coded = try other?.result() ?? CodedPassages(db, only: chosen)
            data.sourceNames = sources.names
            data.caseNames = sources.caseNames
            data.casesBySource = sources.cases
            let places =
                extent > .counts ? sources.places : sources.places.mapValues { RevisionPlace(source: $0.source, offset: 0) }
            // The other connection is closed meanwhile.
            data.points = withExtendedLifetime(other) { coded.points(at: passages, places: places) }
            if extent >= .texts { try Self.loadTexts(of: &data, at: sources.places, in: db) }
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
            var revisions: [Int32: [(offset: Int32, id: Int64)]] = [:]
            for (id, place) in try CodedSources(db).places {
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
}
