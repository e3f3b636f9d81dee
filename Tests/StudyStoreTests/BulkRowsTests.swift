import GRDB
import Testing

@testable import StudyStore

struct BulkRowsTests {
    private let queue: DatabaseQueue

    init() throws {
        queue = try DatabaseQueue()
        try queue.write {
            try $0.execute(
                sql: "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size REAL, mark BLOB) STRICT")
        }
    }

    private func strings(_ sql: String) throws -> [String] { try queue.read { try String.fetchAll($0, sql: sql) } }

    @Test func valuesOfEverySortAreAddedAndWhatIsNotSetIsNull() throws {
        let words = Array("Dorfcafé".utf8)
        try queue.write { db in
            let insert = try BulkRows(db).insert(into: "place(id, name, size, mark)", columns: 4)
            try words.withUnsafeBytes { bytes in
                try insert.add(3) { row, column, cell in
                    switch (row, column) {
                    case (_, 0): cell.set(row + 7)
                    case (0, 1): cell.set(text: bytes[...])
                    case (1, 1): cell.set(text: bytes[2..<2])
                    case (2, 1): cell.set(text: bytes[0..<4])
                    case (0, 2): cell.set(0.5)
                    case (0, 3): cell.set(blob: bytes[0..<2])
                    default: break
                    }
                }
                try insert.add(0) { _, _, _ in Issue.record("no row is asked for") }
            }
        }
        #expect(
            try strings("SELECT id || '|' || name || '|' || coalesce(size, '-') || '|' || hex(mark) FROM place ORDER BY id")
                == ["7|Dorfcafé|0.5|446F", "8||-|", "9|Dorf|-|"])
    }

    @Test func aRowThatBreaksARuleEndsTheStatementForTheChangeToTakeBack() throws {
        let names = Array("aba".utf8)
        #expect(throws: DatabaseError.self) {
            try queue.write { db in
                let insert = try BulkRows(db).insert(into: "place(id, name)", columns: 2)
                try names.withUnsafeBytes { bytes in
                    try insert.add(3) { row, column, cell in
                        if column == 0 { cell.set(row + 1) } else { cell.set(text: bytes[row..<row + 1]) }
                    }
                }
            }
        }
        #expect(try strings("SELECT name FROM place") == [])
    }

    @Test func aSecondOneTakesThePlaceOfTheFirst() throws {
        try queue.write { db in
            for round in 0..<3 {
                let insert = try BulkRows(db).insert(into: "place(id, name)", columns: 2)
                try [UInt8(ascii: "a") + UInt8(round)].withUnsafeBytes { bytes in
                    try insert.add(1) { _, column, cell in
                        if column == 0 { cell.set(round) } else { cell.set(text: bytes[...]) }
                    }
                }
            }
        }
        #expect(try strings("SELECT id || name FROM place ORDER BY id") == ["0a", "1b", "2c"])
    }

    @Test func theFileHoldsNothingOfIt() throws {
        try queue.write { _ = try BulkRows($0) }
        #expect(try strings("SELECT name FROM sqlite_schema WHERE name LIKE '%bulk%'") == [])
    }
}
