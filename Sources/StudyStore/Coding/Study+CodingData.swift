import Foundation
import GRDB
package import StudyModel

extension Study {
    /// All codings as whole numbers, with what the numbers stand for.
    package func codingData() throws -> CodingData {
        try read { db in
            var data = CodingData()
            let revisions = try Self.indexSources(of: &data, in: db)
            // Two walks, each along an index in its own order, are many times faster than a join that looks each passage up.
            var codings: [(code: Int32, coder: Int32)] = []
            // The passages that are coded, by row number, and where the codings of each begin.
            var coded: [Int64] = []
            var starts: [Int] = []
            let coding = try BulkStatement(db, "SELECT passage, code, coder FROM coding ORDER BY passage")
            while try coding.step() {
                let passage = coding.integer(0)
                if coded.last != passage {
                    coded.append(passage)
                    starts.append(codings.count)
                }
                codings.append((Int32(clamping: coding.integer(1)), Int32(clamping: coding.integer(2))))
            }
            starts.append(codings.count)
            data.points.reserveCapacity(codings.count)
            let passage = try BulkStatement(
                db, "SELECT id, revision, lower, upper FROM passage ORDER BY revision, lower, upper")
            var last: (revision: Int64, source: Int32) = (0, 0)
            while try passage.step() {
                guard let place = coded.place(of: passage.integer(0)) else { continue }
                let revision = passage.integer(1)
                if revision != last.revision { last = (revision, revisions[revision] ?? 0) }
                let (lower, upper) = (Int32(clamping: passage.integer(2)), Int32(clamping: passage.integer(3)))
                for coding in codings[starts[place]..<starts[place + 1]] {
                    data.points.append(
                        CodingPoint(source: last.source, lower: lower, upper: upper, code: coding.code, coder: coding.coder))
                }
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
            // The newest revision of a source comes last.
            let revisions = try Dictionary(
                Self.indexSources(of: &none, in: db).sorted { $0.key < $1.key }.map { ($1, $0) }, uniquingKeysWith: { $1 })
            let ordered = ranges.sorted { ($0.source, $0.lower, $0.upper) < ($1.source, $1.lower, $1.upper) }
            for place in ordered {
                guard data.sourceNames.indices.contains(Int(place.source)), let revision = revisions[place.source],
                    let range = TextRange(Int(place.lower), Int(place.upper))
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
    /// - Returns: the index of the source of each revision that holds a passage.
    private static func indexSources(of data: inout CodingData, in db: Database) throws -> [Int64: Int32] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.id AS revision, coalesce(s.name, \(AnswerName.sql)) AS name, c.name AS caseName
                FROM revision r JOIN source s ON s.id = r.source
                LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey
                LEFT JOIN question q ON q.id = s.question LEFT JOIN "case" c ON c.id = coalesce(s."case", n."case")
                WHERE r.id IN (WITH RECURSIVE used(revision) AS (SELECT min(revision) FROM passage
                  UNION ALL SELECT (SELECT min(revision) FROM passage WHERE revision > used.revision) FROM used
                    WHERE used.revision IS NOT NULL)
                  SELECT revision FROM used)
                ORDER BY 2
                """)
        let cases = Set(rows.compactMap { $0["caseName"] as String? }).sorted()
        let caseIndices = Dictionary(uniqueKeysWithValues: cases.enumerated().map { ($1, Int32($0)) })
        data.caseNames = cases
        var revisions: [Int64: Int32] = [:]
        for row in rows {
            let name: String = row["name"]
            // Revisions of one source follow one another.
            if data.sourceNames.last != name {
                data.sourceNames.append(name)
                if let caseName = row["caseName"] as String? {
                    data.casesBySource[Int32(data.sourceNames.count - 1)] = caseIndices[caseName]
                }
            }
            revisions[row["revision"]] = Int32(data.sourceNames.count - 1)
        }
        return revisions
    }
}

extension [Int64] {
    /// Where `number` stands in the sorted array. Row numbers mostly have no gaps, so the place is tried first at which it
    /// then is.
    fileprivate func place(of number: Int64) -> Int? {
        guard let first, number >= first else { return nil }
        let (distance, overflow) = number.subtractingReportingOverflow(first)
        if !overflow, distance < count, self[Int(distance)] == number { return Int(distance) }
        var (low, high) = (0, count - 1)
        while low <= high {
            let middle = (low + high) / 2
            if self[middle] == number { return middle }
            if self[middle] < number { low = middle + 1 } else { high = middle - 1 }
        }
        return nil
    }
}
