import Foundation
import GRDB
import StudyModel

/// All codings as numbers, grouped by passage.
struct CodedPassages: Sendable {
    private var codings: [(code: Int32, coder: Int32)] = []
    /// The row of each coding; empty where nobody asks for it.
    private var rows: [Int64] = []
    /// The passages that are coded, by row number, sorted.
    private var coded: [Int64] = []
    /// Where the codings of each begin, and at last how many there are.
    private var starts: [Int] = []

    /// - Parameters:
    ///   - chosen: the codings that are meant; nil where all are.
    ///   - withRows: Whether the row of each coding is read too, which a quarter of the time goes to.
    init(_ db: Database, only chosen: RowSet? = nil, withRows: Bool = false) throws {
        let estimate = min(try Self.estimate(db), 1 << 20)
        codings.reserveCapacity(estimate)
        coded.reserveCapacity(estimate)
        starts.reserveCapacity(estimate + 1)
        if withRows { rows.reserveCapacity(estimate) }
        let readsRow = withRows || chosen != nil
        var last: Int64?
        let coding = try BulkStatement(
            db, "SELECT passage, code, coder\(readsRow ? ", id" : "") FROM coding ORDER BY passage")
        while try coding.step() {
            if readsRow {
                let row = coding.integer(3)
                if let chosen, !chosen.contains(row) { continue }
                if withRows { rows.append(row) }
            }
            let passage = coding.integer(0)
            if passage != last {
                last = passage
                coded.append(passage)
                starts.append(codings.count)
            }
            codings.append((Int32(clamping: coding.integer(1)), Int32(clamping: coding.integer(2))))
        }
        starts.append(codings.count)
    }

    /// About how many codings there are: row numbers are given one after another.
    static func estimate(_ db: Database) throws -> Int {
        max(0, Int(try BulkStatement(db, "SELECT max(id) FROM coding").firstInteger() ?? 0))
    }

    var count: Int { codings.count }

    /// Calls `body` with each of the passages that is coded, in their order, and its codings by code and coder.
    func forEachCoded(of passages: PassageRows, _ body: (PassageRows.Row, Codings) -> Void) {
        coded.withUnsafeBufferPointer { coded in
            starts.withUnsafeBufferPointer { starts in
                codings.withUnsafeBufferPointer { codings in
                    rows.withUnsafeBufferPointer { rows in
                        for passage in passages.rows {
                            guard let place = Self.place(of: passage.id, in: coded) else { continue }
                            body(passage, Codings(places: starts[place]..<starts[place + 1], all: codings, rows: rows))
                        }
                    }
                }
            }
        }
    }

    /// The codings of one passage.
    struct Codings {
        let places: Range<Int>
        fileprivate let all: UnsafeBufferPointer<(code: Int32, coder: Int32)>
        fileprivate let rows: UnsafeBufferPointer<Int64>

        fileprivate init(
            places: Range<Int>, all: UnsafeBufferPointer<(code: Int32, coder: Int32)>, rows: UnsafeBufferPointer<Int64>
        ) {
            self.places = places
            self.all = all
            self.rows = rows
        }

        subscript(place: Int) -> (code: Int32, coder: Int32) { all[place] }

        /// Where the rows of codings were read.
        func row(_ place: Int) -> Int64 { rows[place] }
    }

    /// The codings at their passages, in the order of these; `places` gives the source of a revision.
    func points(at passages: PassageRows, places: [Int64: RevisionPlace]) -> [CodingPoint] {
        // No passage comes twice, so there are at most as many points as codings.
        [CodingPoint](unsafeUninitializedCapacity: codings.count) { points, count in
            var last: (revision: Int64, place: RevisionPlace) = (0, RevisionPlace(source: 0, offset: 0))
            forEachCoded(of: passages) { passage, codings in
                if passage.revision != last.revision {
                    last = (passage.revision, places[passage.revision] ?? RevisionPlace(source: 0, offset: 0))
                }
                for place in codings.places {
                    let coding = codings[place]
                    points.initializeElement(
                        at: count,
                        to: CodingPoint(
                            source: last.place.source, lower: passage.lower &+ last.place.offset,
                            upper: passage.upper &+ last.place.offset, code: coding.code, coder: coding.coder))
                    count += 1
                }
            }
        }
    }

    /// Where a passage stands among those that are coded. Row numbers mostly have no gaps, so the place is tried first at
    /// which it then is.
    private static func place(of passage: Int64, in coded: UnsafeBufferPointer<Int64>) -> Int? {
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

    /// - Parameters:
    ///   - placedOnly: Leaves out passages that have no place in the newest text of their source.
    ///   - bounded: Whether it matters where a passage lies; else both bounds are its number, which is read sooner.
    init(_ db: Database, placedOnly: Bool = false, bounded: Bool = true) throws {
        rows.reserveCapacity(
            min(max(0, Int(try BulkStatement(db, "SELECT max(id) FROM passage").firstInteger() ?? 0)), 1 << 20))
        // Mostly there are none, and the walk along the index need not look at the state.
        let unplaced =
            placedOnly ? try Set(Int64.fetchAll(db, sql: "SELECT id FROM passage WHERE state IN ('ambiguous', 'lost')")) : []
        let passage = try BulkStatement(
            db, "SELECT id, revision\(bounded ? ", lower, upper" : "") FROM passage ORDER BY revision, lower, upper")
        while try passage.step() {
            if !unplaced.isEmpty, unplaced.contains(passage.integer(0)) { continue }
            let number = Int32(clamping: rows.count)
            rows.append(
                Row(
                    id: passage.integer(0), revision: passage.integer(1),
                    lower: bounded ? Int32(clamping: passage.integer(2)) : number,
                    upper: bounded ? Int32(clamping: passage.integer(3)) : number))
        }
    }
}

extension Study {
    /// Begins to read the codings on the other core; nil where that is not worth it.
    func codedPassagesElsewhere(
        sameAs db: Database, only chosen: RowSet? = nil, withRows: Bool = false
    ) throws -> ReadingElsewhere<CodedPassages>? {
        try readingElsewhere(sameAs: db, rows: CodedPassages.estimate(db)) {
            try CodedPassages($0, only: chosen, withRows: withRows)
        }
    }
}
