import Foundation
import GRDB
package import StudyModel

extension Study {
    /// All codings as whole numbers, with what the numbers stand for.
    package func codingData() throws -> CodingData {
        try read { db in
            var data = CodingData()
            let indices = try Self.indexSources(of: &data, in: db)
            // Two walks along tables in their own order are many times faster than a join that looks each passage up.
            var passages: [(source: Int32, lower: Int32, upper: Int32)] = []
            let passage = try BulkStatement(
                db, "SELECT p.id, r.source, p.lower, p.upper FROM passage p JOIN revision r ON r.id = p.revision ORDER BY p.id")
            var source: (row: Int64, index: Int32) = (0, 0)
            while try passage.step() {
                let id = Int(passage.integer(0))
                while passages.count <= id { passages.append((0, 0, 0)) }
                let row = passage.integer(1)
                if row != source.row { source = (row, indices[row] ?? 0) }
                passages[id] = (source.index, Int32(clamping: passage.integer(2)), Int32(clamping: passage.integer(3)))
            }
            let coding = try BulkStatement(db, "SELECT passage, code, coder FROM coding ORDER BY passage")
            while try coding.step() {
                let place = passages[Int(coding.integer(0))]
                data.points.append(
                    CodingPoint(
                        source: place.source, lower: place.lower, upper: place.upper, code: Int32(clamping: coding.integer(1)),
                        coder: Int32(clamping: coding.integer(2))))
            }
            for row in try Row.fetchAll(db, sql: "SELECT id, uuid FROM code") {
                data.codeRows[try Code.ID(row: row["uuid"])] = row["id"]
            }
            return data
        }
    }

    /// The citations of some ranges; a range without one is not in them.
    package func citations(of ranges: Set<PointRange>, in data: CodingData) throws -> [PointRange: Citation] {
        try read { db in
            var cursor = try TextCursor(db)
            var found: [PointRange: Citation] = [:]
            var none = CodingData()
            let rows = try Dictionary(uniqueKeysWithValues: Self.indexSources(of: &none, in: db).map { ($1, $0) })
            let ordered = ranges.sorted { ($0.source, $0.lower, $0.upper) < ($1.source, $1.lower, $1.upper) }
            for place in ordered {
                guard data.sourceNames.indices.contains(Int(place.source)), let row = rows[place.source],
                    let range = TextRange(Int(place.lower), Int(place.upper)),
                    let revision = try Int64.fetchOne(
                        db, sql: "SELECT id FROM revision WHERE source = ? ORDER BY number DESC LIMIT 1", arguments: [row])
                else { continue }
                try cursor.move(to: revision)
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
    /// - Returns: the index of each row.
    private static func indexSources(of data: inout CodingData, in db: Database) throws -> [Int64: Int32] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.id, coalesce(s.name, \(AnswerName.sql)) AS name, c.name AS caseName FROM source s
                LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey
                LEFT JOIN question q ON q.id = s.question LEFT JOIN "case" c ON c.id = coalesce(s."case", n."case")
                WHERE s.id IN (SELECT r.source FROM revision r WHERE r.id IN (SELECT DISTINCT revision FROM passage))
                ORDER BY 2
                """)
        let cases = Set(rows.compactMap { $0["caseName"] as String? }).sorted()
        let caseIndices = Dictionary(uniqueKeysWithValues: cases.enumerated().map { ($1, Int32($0)) })
        data.caseNames = cases
        var indices: [Int64: Int32] = [:]
        for (index, row) in rows.enumerated() {
            data.sourceNames.append(row["name"])
            indices[row["id"]] = Int32(index)
            if let name = row["caseName"] as String? { data.casesBySource[Int32(index)] = caseIndices[name] }
        }
        return indices
    }
}
