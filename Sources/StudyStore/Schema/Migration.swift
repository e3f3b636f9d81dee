import GRDB

/// A step from one version of the study file to the next. One that has shipped is never edited.
struct Migration: Sendable {
    let name: String
    private let statements: @Sendable () -> [String]

    init(name: String, statements: @escaping @Sendable () -> [String]) {
        self.name = name
        self.statements = statements
    }

    /// All of them, in order; the version of a study file is how many of them it has been through.
    static let all: [Migration] = [.first, .second, .third]

    func run(_ db: Database) throws {
        for statement in statements() { try db.execute(sql: statement) }
    }
}

/// Brings a study file to the newest version, or leaves it as it was.
struct Migrator {
    let migrations: [Migration]

    /// The version of the file that `db` is open on.
    static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    /// Whether what later steps make is not there.
    static func isOf(_ version: Int, _ db: Database) throws -> Bool {
        let later = [2: "noAnswer", 3: "pageSum"].filter { $0.key > version }.values
        return try later.allSatisfy { try !db.tableExists($0) }
    }

    /// Runs what `db` has not been through, each in a transaction of its own.
    ///
    /// Foreign keys are off while tables are rebuilt, since dropping a table would delete the rows that point to it; they
    /// are checked before each commit. A table that is there before and after keeps its number of rows.
    func migrate(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { db in
            let version = try Self.version(db)
            guard version < migrations.count else { return }
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
            for (index, migration) in migrations.enumerated().dropFirst(version) {
                try db.inTransaction(.immediate) {
                    // Another process may have been faster while this one waited for the file.
                    guard try Self.version(db) == index else { return .rollback }
                    let before = try Self.rowCounts(db)
                    try migration.run(db)
                    let after = try Self.rowCounts(db)
                    for (table, count) in before where after[table].map({ $0 != count }) ?? false {
                        throw StudyError.migrationLosesRows(migration.name, table: table)
                    }
                    guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else {
                        throw StudyError.migrationBreaksReferences(migration.name)
                    }
                    try db.execute(sql: "PRAGMA user_version = \(index + 1)")
                    return .commit
                }
            }
        }
    }

    static func rowCounts(_ db: Database) throws -> [String: Int] {
        let tables = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'fulltext%'
                """)
        var counts: [String: Int] = [:]
        for table in tables {
            counts[table] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table)\"") ?? 0
        }
        return counts
    }
}
