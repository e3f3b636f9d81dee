import Foundation
import GRDB

/// Rows of the table `pageSum` while they are worked on: the sums of 256 pages each, eight bytes a page.
struct PageSumRows {
    static let pagesInRow = 256
    private let db: Database
    private var rows: [Int: [UInt64]] = [:]
    /// The first pages of rows whose own sum does not hold.
    private(set) var damaged: [Int] = []

    init(_ db: Database) { self.db = db }

    /// All rows of the study.
    init(reading db: Database) throws {
        self.db = db
        let found = try BulkStatement(db, "SELECT first, sums, hash FROM pageSum ORDER BY first")
        while try found.step() {
            let (first, sums) = (Int(found.integer(0)), Array(found.bytes(1)))
            rows[first] = Self.words(sums)
            if Self.hash(sums) != found.integer(2) { damaged.append(first) }
        }
    }

    var isEmpty: Bool { rows.isEmpty }

    /// The sum of a page; nil where there is none, or none that can be trusted.
    func sum(of page: Int) -> UInt64? {
        let first = Self.first(of: page)
        return damaged.contains(first) ? nil : rows[first]?[page - first]
    }

    mutating func set(_ sum: UInt64, page: Int) throws {
        let first = Self.first(of: page)
        if rows[first] == nil {
            let sums = try Data.fetchOne(db, sql: "SELECT sums FROM pageSum WHERE first = ?", arguments: [first])
            rows[first] = Self.words(sums.map { [UInt8]($0) } ?? [])
        }
        rows[first]?[page - first] = sum
    }

    func store() throws {
        for (first, sums) in rows.sorted(by: { $0.key < $1.key }) {
            let bytes = sums.flatMap { sum in (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt64($0))) } }
            try db.execute(
                sql: "INSERT OR REPLACE INTO pageSum(first, sums, hash) VALUES (?, ?, ?)",
                arguments: [first, Data(bytes), Self.hash(bytes)])
        }
    }

    /// The first page that the row of `page` is about.
    static func first(of page: Int) -> Int { (page - 1) / pagesInRow * pagesInRow + 1 }

    static func words(_ bytes: [UInt8]) -> [UInt64] {
        (0..<pagesInRow).map { index in
            guard index * 8 + 8 <= bytes.count else { return 0 }
            return bytes[index * 8..<index * 8 + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    static func hash(_ bytes: [UInt8]) -> Int64 {
        Int64(bitPattern: bytes.withUnsafeBytes { PageSum.sum($0) })
    }
}
