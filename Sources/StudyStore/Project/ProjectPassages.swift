import Foundation
import GRDB
import StudyModel

/// The rows of passages and codings of a project, written a text at a time with one statement each.
final class ProjectPassages {
    private let db: Database
    private let findPassage: BulkStatement
    private let findCoding: BulkStatement
    private let findCodingID: BulkStatement
    private let addPassages: BulkRows.Insert
    private let addCodings: BulkRows.Insert
    /// The rows of the next passage and the next coding.
    private var next: (passage: Int64, coding: Int64)?
    /// Codings of texts before, which are written by the thousand.
    private var waiting: [NewCoding] = []
    private static let most = 5000
    /// Ids that were given in this act.
    private var given: Set<Coding.ID> = []
    /// Whether an id may be taken by a coding from before.
    private let hasCodings: Bool

    init(_ db: Database, _ rows: BulkRows) throws {
        self.db = db
        findPassage = try BulkStatement(db, "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?")
        findCoding = try BulkStatement(db, "SELECT id, uuid FROM coding WHERE passage = ? AND code = ? AND coder = ?")
        findCodingID = try BulkStatement(
            db,
            """
            SELECT k.id, r.source FROM coding k JOIN passage p ON p.id = k.passage JOIN revision r ON r.id = p.revision
            WHERE k.uuid = ?
            """)
        addPassages = try rows.insert(into: "passage(id, revision, lower, upper)", columns: 4)
        addCodings = try rows.insert(into: "coding(id, uuid, passage, code, coder, weight, time, event)", columns: 8)
        hasCodings = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM coding)") ?? false
    }

    /// What is new on one text.
    struct Batch {
        let revision: Int64
        fileprivate let firstPassage: Int64
        fileprivate let firstCoding: Int64
        fileprivate var passages: [TextRange: Int64] = [:]
        fileprivate var ranges: [TextRange] = []
        fileprivate(set) var codings: [NewCoding] = []
        /// Places in `codings`.
        fileprivate(set) var twins: [Twin: Int] = [:]

        var nextCoding: Int64 { firstCoding + Int64(codings.count) }

        /// New passages on which no new coding lies.
        var uncodedPassages: [Int64] {
            var isCoded = [Bool](repeating: false, count: ranges.count)
            for coding in codings where coding.passage >= firstPassage { isCoded[Int(coding.passage - firstPassage)] = true }
            return ranges.indices.filter { !isCoded[$0] }.map { firstPassage + Int64($0) }
        }

        mutating func add(_ coding: NewCoding) {
            twins[.init(coding.passage, coding.code, coding.coder)] = codings.count
            codings.append(coding)
        }
    }

    struct NewCoding {
        var row: Int64
        var id: Coding.ID
        var passage: Int64
        var code: Int64
        var coder: Int64
        var weight: Int?
        var time: String
    }

    /// What only one coding has.
    struct Twin: Hashable {
        private let passage: Int64
        private let code: Int64
        private let coder: Int64

        init(_ passage: Int64, _ code: Int64, _ coder: Int64) {
            (self.passage, self.code, self.coder) = (passage, code, coder)
        }
    }

    func begin(_ revision: Int64) throws -> Batch {
        func first(_ table: String) throws -> Int64 { (try Int64.fetchOne(db, sql: RowNumber.greatest(in: table)) ?? 0) + 1 }
        let rows = try next ?? (first("passage"), first("coding"))
        next = rows
        return Batch(revision: revision, firstPassage: rows.passage, firstCoding: rows.coding)
    }

    /// The row of the passage at a range, which is new where nothing lies on it yet.
    func row(at range: TextRange, isNew: Bool, in batch: inout Batch) throws -> Int64 {
        if let row = batch.passages[range] { return row }
        if !isNew {
            for (index, value) in [Int(batch.revision), range.lowerBound, range.upperBound].enumerated() {
                findPassage.bind(Int32(index + 1), value)
            }
            if let row = try findPassage.firstInteger() {
                batch.passages[range] = row
                return row
            }
        }
        let row = batch.firstPassage + Int64(batch.ranges.count)
        batch.ranges.append(range)
        batch.passages[range] = row
        return row
    }

    /// The row of the coding with that id, where it lies on that source.
    func coding(_ id: Coding.ID, on source: Int64) throws -> Int64? {
        findCodingID.bind(1, copying: id.bytes)
        defer { findCodingID.reset() }
        guard try findCodingID.step(), findCodingID.integer(1) == source else { return nil }
        return findCodingID.integer(0)
    }

    func coding(at passage: Int64, code: Int64, coder: Int64) throws -> (row: Int64, id: Coding.ID)? {
        for (index, value) in [passage, code, coder].enumerated() { findCoding.bind(Int32(index + 1), value) }
        defer { findCoding.reset() }
        guard try findCoding.step(), let id = Coding.ID(bytes: findCoding.bytes(1)) else { return nil }
        return (findCoding.integer(0), id)
    }

    /// Whether the id was free; it is taken then.
    func take(_ id: Coding.ID) throws -> Bool {
        guard given.insert(id).inserted else { return false }
        guard hasCodings else { return true }
        findCodingID.bind(1, copying: id.bytes)
        return try findCodingID.firstInteger() == nil
    }

    /// Writes the passages of a text now, and its codings when there are many.
    func write(_ batch: Batch, event: Int64) throws {
        try addPassages.add(batch.ranges.count) { row, column, cell in
            switch column {
            case 0: cell.set(batch.firstPassage + Int64(row))
            case 1: cell.set(batch.revision)
            case 2: cell.set(batch.ranges[row].lowerBound)
            default: cell.set(batch.ranges[row].upperBound)
            }
        }
        next = (batch.firstPassage + Int64(batch.ranges.count), batch.nextCoding)
        waiting += batch.codings
        if waiting.count >= Self.most { try flush(event: event) }
    }

    /// Writes the codings that wait. To be called before any are looked for.
    func flush(event: Int64) throws {
        guard !waiting.isEmpty else { return }
        let codings = waiting
        waiting.removeAll(keepingCapacity: true)
        var ids: [UInt8] = []
        ids.reserveCapacity(codings.count * 16)
        for coding in codings { withUnsafeBytes(of: coding.id.uuid.uuid) { ids.append(contentsOf: $0) } }
        var times: [UInt8] = []
        var ends = [0]
        for coding in codings {
            times.append(contentsOf: coding.time.utf8)
            ends.append(times.count)
        }
        try BulkMode.leaveConstraintsToWriter(true, db)
        try ids.withUnsafeBytes { ids in
            try times.withUnsafeBytes { times in
                try addCodings.add(codings.count) { row, column, cell in
                    let coding = codings[row]
                    switch column {
                    case 0: cell.set(coding.row)
                    case 1: cell.set(blob: ids[row * 16..<row * 16 + 16])
                    case 2: cell.set(coding.passage)
                    case 3: cell.set(coding.code)
                    case 4: cell.set(coding.coder)
                    case 5: if let weight = coding.weight { cell.set(weight) }
                    case 6: cell.set(text: times[ends[row]..<ends[row + 1]])
                    default: cell.set(event)
                    }
                }
            }
        }
        try BulkMode.leaveConstraintsToWriter(false, db)
    }
}
