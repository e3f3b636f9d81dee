import DatabaseSupport
import FileFormats
import Foundation
import Testing

struct SQLiteFileTests {
    /// The rows of a table as texts, with `-` for what is empty.
    private static func rows(_ file: SQLiteFile, _ table: String, _ columns: [String]) throws -> [String] {
        var rows: [String] = []
        try file.rows(of: table, columns) { row in
            rows.append(try columns.map { try row.text($0) ?? "-" }.joined(separator: "|"))
        }
        return rows
    }

    private static func problem(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let error as FormatError {
            return error.problem
        } catch {
            return "\(error)"
        }
    }

    @Test func readsTablesRowByRowInTheOrderOfTheFile() throws {
        let database = TestDatabase(
            #"""
            CREATE TABLE "Leute ""alle""" (id INTEGER PRIMARY KEY, Name TEXT, jahr REAL);
            INSERT INTO "Leute ""alle""" VALUES (3, 'Ćevapčići 👍🏽', 1962.0), (1, NULL, 2.5), (2, '', NULL);
            """#)
        let file = try SQLiteFile(path: database.path)
        #expect(file.tables == ["leute \"alle\"": ["id", "name", "jahr"]])
        #expect(try Self.rows(file, "leute \"alle\"", ["id", "name"]) == ["1|-", "2|", "3|Ćevapčići 👍🏽"])
        var years: [Int?] = []
        try file.rows(of: "Leute \"alle\"", ["jahr"]) { years.append($0.integer("jahr")) }
        #expect(years == [nil, nil, 1962])
    }

    @Test func takesAColumnThatIsNotThereForEmpty() throws {
        let database = TestDatabase("CREATE TABLE code (cid INTEGER, name TEXT); INSERT INTO code VALUES (1, 'Ort');")
        let file = try SQLiteFile(path: database.path)
        #expect(try Self.rows(file, "code", ["cid", "supercid", "name"]) == ["1|-|Ort"])
        #expect(try Self.rows(file, "code", ["supercid"]) == [])
        #expect(try Self.rows(file, "kein", ["cid"]) == [])
        #expect(file.has("CODE", ["Cid"]) && !file.has("code", ["supercid"]) && !file.has("kein"))
    }

    /// A view in the place of a table could run for ever, and so could a generated column.
    @Test func knowsNoViewsVirtualTablesAndGeneratedColumns() throws {
        let database = TestDatabase(
            """
            CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n;
            CREATE VIRTUAL TABLE words USING fts5(word);
            CREATE TABLE plain (a TEXT, b TEXT GENERATED ALWAYS AS (upper(a)) VIRTUAL);
            INSERT INTO plain (a) VALUES ('x');
            """)
        let file = try SQLiteFile(path: database.path)
        #expect(!file.has("endless") && !file.has("words"))
        #expect(file.tables["plain"] == ["a"])
        #expect(try Self.rows(file, "plain", ["a", "b"]) == ["x|-"])
    }

    @Test func leavesNothingBesideTheFileAndTheFileAsItWas() throws {
        let database = TestDatabase("PRAGMA journal_mode = WAL; CREATE TABLE a (b TEXT); INSERT INTO a VALUES ('c');")
        let before = database.bytes
        let file = try SQLiteFile(path: database.path)
        #expect(try Self.rows(file, "a", ["b"]) == ["c"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: database.folder) == ["test.db"])
        #expect(database.bytes == before)
    }

    @Test func readsWhatStandsInTheLogOnly() throws {
        let database = TestDatabase("PRAGMA journal_mode = WAL; CREATE TABLE a (b TEXT);")
        database.run("INSERT INTO a VALUES ('in the log')")
        let names = try FileManager.default.contentsOfDirectory(atPath: database.folder).sorted()
        let file = try SQLiteFile(path: database.path)
        #expect(try Self.rows(file, "a", ["b"]) == ["in the log"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: database.folder).sorted() == names)
    }

    @Test func refusesAChangeThatWasNotFinished() throws {
        let database = TestDatabase("CREATE TABLE a (b TEXT);")
        let journal: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7] + Array(repeating: 1, count: 600)
        try Data(journal).write(to: URL(fileURLWithPath: database.path + "-journal"))
        #expect(
            Self.problem { _ = try SQLiteFile(path: database.path) }
                == "is a database in which a change was begun and not finished")
        try Data(count: 600).write(to: URL(fileURLWithPath: database.path + "-journal"))
        #expect(try SQLiteFile(path: database.path).has("a"))
    }

    @Test func refusesAFileCutShortAndOneThatIsNoDatabase() throws {
        let database = TestDatabase(
            "CREATE TABLE a (b TEXT); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 2000) "
                + "INSERT INTO a SELECT 'zeile ' || x FROM n;")
        let whole = database.bytes
        database.bytes = Array(whole.prefix(8192))
        #expect(
            Self.problem { _ = try Self.rows(try SQLiteFile(path: database.path), "a", ["b"]) } == "is a damaged database")
        database.bytes = Array("SQLite format 3\0".utf8) + Array(repeating: 7, count: 5000)
        #expect(
            Self.problem { _ = try SQLiteFile(path: database.path) } == "is no SQLite database, or an encrypted one")
    }

    /// Each inner page leads to the next one only, sixty times, so that the rows are as many as there are ways through.
    @Test func refusesPagesThatAreGivenOutAgainAndAgain() throws {
        let database = TestDatabase(
            "PRAGMA page_size = 512; CREATE TABLE a (b TEXT); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
                + "LIMIT 4000) INSERT INTO a SELECT printf('%040d', x) FROM n;")
        var bytes = database.bytes
        let inner = stride(from: 512, to: bytes.count, by: 512).filter { bytes[$0] == 0x05 }
        for (page, next) in zip(inner, inner.dropFirst()) {
            let count = Int(bytes[page + 3]) << 8 | Int(bytes[page + 4])
            let cells = (0..<count).map { page + (Int(bytes[page + 12 + 2 * $0]) << 8 | Int(bytes[page + 13 + 2 * $0])) }
            let number = next / 512 + 1
            for place in cells + [page + 8] {
                bytes.replaceSubrange(place..<place + 4, with: [0, 0, UInt8(number >> 8), UInt8(number & 0xFF)])
            }
        }
        #expect(inner.count > 4)
        database.bytes = bytes
        #expect(
            Self.problem { _ = try Self.rows(try SQLiteFile(path: database.path), "a", ["b"]) }
                == "is a damaged database: table 'a' gives out more than the file holds")
    }

    @Test func refusesBytesForTextAndTextThatIsNoUnicode() throws {
        let database = TestDatabase("CREATE TABLE a (b, c); INSERT INTO a VALUES (x'00ff', CAST(x'4dfc6c6c' AS TEXT));")
        let file = try SQLiteFile(path: database.path)
        #expect(
            Self.problem { _ = try Self.rows(file, "a", ["b"]) }
                == "holds bytes where a text is expected: table 'a', row 1, column 'b'")
        #expect(
            Self.problem { _ = try Self.rows(file, "a", ["c"]) } == "holds text that is not UTF-8: table 'a', row 1, column 'c'"
        )
    }

    @Test func refusesAValueBeyondTheLimit() throws {
        let database = TestDatabase("CREATE TABLE a (b TEXT); INSERT INTO a VALUES (printf('%.*c', 5000, 'x'));")
        var limits = InputLimits()
        limits.transcriptBytes = 4000
        let file = try SQLiteFile(path: database.path, limits: limits)
        #expect(
            Self.problem { _ = try Self.rows(file, "a", ["b"]) } == "has a value of more than 4000 bytes in table 'a'")
    }

    @Test func readsTextsOfADatabaseInUTF16() throws {
        let database = TestDatabase("PRAGMA encoding = 'UTF-16'; CREATE TABLE a (b TEXT); INSERT INTO a VALUES ('grün 👍');")
        #expect(try Self.rows(try SQLiteFile(path: database.path), "a", ["b"]) == ["grün 👍"])
    }

    @Test func opensAPathWithSignsThatAddressesHave() throws {
        let database = TestDatabase("CREATE TABLE a (b TEXT);", name: "100% ?#&ä.db")
        #expect(try SQLiteFile(path: database.path).has("a"))
    }
}
