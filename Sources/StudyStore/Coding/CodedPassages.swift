import Foundation
import GRDB
import StudyModel

/// Where the positions of a revision begin among those of its source.
///
/// The newest revision that holds a passage begins at 0, the others behind one another: so passages of two revisions never
/// lie in one another, and all are of one source.
struct RevisionPlace: Sendable {
    var source: Int32
    var offset: Int32
}

/// All codings as numbers, grouped by passage.
struct CodedPassages: Sendable {
    private var codings: [(code: Int32, coder: Int32, row: Int64)] = []
    /// The passages that are coded, by row number, sorted.
    private var coded: [Int64] = []
    /// Where the codings of each begin, and at last how many there are.
    private var starts: [Int] = []

    /// - Parameter chosen: the codings that are meant; nil where all are.
    init(_ db: Database, only chosen: RowSet? = nil) throws {
        let estimate = min(try Self.estimate(db), 1 << 20)
        codings.reserveCapacity(estimate)
        coded.reserveCapacity(estimate)
        starts.reserveCapacity(estimate + 1)
        var last: Int64?
        let coding = try BulkStatement(db, "SELECT passage, code, coder, id FROM coding ORDER BY passage")
        while try coding.step() {
            if let chosen, !chosen.contains(coding.integer(3)) { continue }
            let passage = coding.integer(0)
            if passage != last {
                last = passage
                coded.append(passage)
                starts.append(codings.count)
            }
            codings.append((Int32(clamping: coding.integer(1)), Int32(clamping: coding.integer(2)), coding.integer(3)))
        }
        starts.append(codings.count)
    }

    /// About how many codings there are: row numbers are given one after another.
    static func estimate(_ db: Database) throws -> Int {
        max(0, Int(try BulkStatement(db, "SELECT max(id) FROM coding").firstInteger() ?? 0))
    }

    var count: Int { codings.count }

    /// The codings of a passage, by code and coder; none where it is not coded.
    func codings(of passage: Int64) -> ArraySlice<(code: Int32, coder: Int32, row: Int64)> {
        place(of: passage).map { codings[starts[$0]..<starts[$0 + 1]] } ?? []
    }

    /// The codings at their passages, in the order of these; `places` gives the source of a revision.
    func points(at passages: PassageRows, places: [Int64: RevisionPlace]) -> [CodingPoint] {
        var points: [CodingPoint] = []
        points.reserveCapacity(codings.count)
        var last: (revision: Int64, place: RevisionPlace) = (0, RevisionPlace(source: 0, offset: 0))
        for passage in passages.rows {
            guard let place = place(of: passage.id) else { continue }
            if passage.revision != last.revision {
                last = (passage.revision, places[passage.revision] ?? RevisionPlace(source: 0, offset: 0))
            }
            for coding in codings[starts[place]..<starts[place + 1]] {
                points.append(
                    CodingPoint(
                        source: last.place.source, lower: passage.lower &+ last.place.offset,
                        upper: passage.upper &+ last.place.offset, code: coding.code, coder: coding.coder)
                )
            }
        }
        return points
    }

    /// Where a passage stands among those that are coded. Row numbers mostly have no gaps, so the place is tried first at
    /// which it then is.
    private func place(of passage: Int64) -> Int? {
        guard let first = coded.first, passage >= first else { return nil }
        let (distance, overflow) = passage.subtractingReportingOverflow(first)
        if !overflow, distance < coded.count, coded[Int(distance)] == passage { return Int(distance) }
        var (low, high) = (0, coded.count - 1)
        while low <= high {
            let middle = (low + high) / 2
            if coded[middle] == passage { return middle }
            if coded[middle] < passage { low = middle + 1 } else { high = middle - 1 }
        }
        return nil
    }
}

/// All passages in the order of revisions and places.
struct PassageRows: Sendable {
    struct Row: Sendable {
        var id: Int64
        var revision: Int64
        var lower: Int32
        var upper: Int32
    }

    private(set) var rows: [Row] = []

    /// - Parameter placedOnly: Leaves out passages that have no place in the newest text of their source.
    init(_ db: Database, placedOnly: Bool = false) throws {
        rows.reserveCapacity(
            min(max(0, Int(try BulkStatement(db, "SELECT max(id) FROM passage").firstInteger() ?? 0)), 1 << 20))
        // Mostly there are none, and the walk along the index need not look at the state.
        let unplaced =
            placedOnly ? try Set(Int64.fetchAll(db, sql: "SELECT id FROM passage WHERE state IN ('ambiguous', 'lost')")) : []
        let passage = try BulkStatement(db, "SELECT id, revision, lower, upper FROM passage ORDER BY revision, lower, upper")
        while try passage.step() {
            if !unplaced.isEmpty, unplaced.contains(passage.integer(0)) { continue }
            rows.append(
                Row(
                    id: passage.integer(0), revision: passage.integer(1), lower: Int32(clamping: passage.integer(2)),
                    upper: Int32(clamping: passage.integer(3))))
        }
    }
}

extension Study {
    /// Begins to read the codings on the other core; nil where that is not worth it.
    func codedPassagesElsewhere(
        sameAs db: Database, only chosen: RowSet? = nil
    ) throws -> ReadingElsewhere<CodedPassages>? {
        try readingElsewhere(sameAs: db, rows: CodedPassages.estimate(db)) { try CodedPassages($0, only: chosen) }
    }
}
