import Foundation
import GRDB
import StudyModel

/// Writes the rows of a side file, each table by its rule and with statements that are prepared once.
final class SideWriter {
    private let db: Database
    private let event: Int64
    /// What rows can name, by the cells that name it.
    private var known: [SideRule.Thing: [String: Int64]] = [:]
    private var table: Table?
    private let findPassage: BulkStatement
    private let addPassage: BulkStatement
    /// The greatest rows from before, by table.
    private let greatest: [String: Int64]
    private(set) var newPassages: Set<Int64> = []
    private(set) var newSources: [Int64] = []

    private struct Table {
        let name: String
        let columns: [String]
        let places: [String: Int]
        let rule: SideRule
        let steps: [SideStatement]
        let find: SideStatement?
        var row = 0
    }

    /// What became of the rows of a batch.
    struct Outcome {
        /// Of what was added, by the words of the journal.
        var added: [String: Int] = [:]
        /// How many rows name what the study does not have.
        var unplaced = 0
    }

    /// - Parameters:
    ///   - codes: the rows of codes by their ids in the project.
    ///   - cases: those of cases.
    init(_ change: Change, codes: [String: Int64], cases: [String: Int64]) throws {
        db = change.db
        event = change.event
        known = [.code: codes, .holder: cases]
        findPassage = try BulkStatement(db, "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?")
        addPassage = try BulkStatement(
            db, "INSERT INTO passage(id, revision, lower, upper) VALUES (\(RowNumber.new(in: "passage")), ?, ?, ?)")
        let tables = ["source", "coding", "original"]
        greatest = try Dictionary(
            uniqueKeysWithValues: tables.map { ($0, try Int64.fetchOne(change.db, sql: "SELECT max(id) FROM \($0)") ?? 0) })
    }

    /// Whether a row of `table` came in with the project.
    func isNew(_ row: Int64, in table: String) -> Bool { row > (greatest[table] ?? .max) }

    /// - Throws: `StudyError` where a row does not fit into its table.
    func add(_ rows: ProjectRows) throws -> Outcome {
        var outcome = Outcome()
        guard try begin(rows) else {
            outcome.unplaced = rows.rows.count
            return outcome
        }
        for cells in rows.rows {
            table?.row += 1
            guard cells.count == rows.columns.count else { throw StudyError.misfit(rows.table, table?.row ?? 0) }
            do {
                try add(cells, &outcome)
            } catch let error as DatabaseError where Self.isOfContent(error) {
                throw StudyError.misfit(rows.table, table?.row ?? 0)
            }
        }
        return outcome
    }

    /// Keeps the content of a file that came in by name alone.
    func add(_ original: OriginalFile) throws {
        guard let deflated = original.deflated, let greatest = greatest["original"] else { return }
        try db.cachedStatement(sql: "UPDATE original SET deflated = ? WHERE hash = ? AND deflated IS NULL AND id > ?")
            .execute(arguments: [Data(deflated), Data(original.hash.bytes), greatest])
    }

    /// A value that a column does not take, or text that is no JSON where some is wanted.
    private static func isOfContent(_ error: DatabaseError) -> Bool {
        [ResultCode.SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR].contains(error.resultCode)
    }

    /// - Returns: false where there is no such table.
    private func begin(_ rows: ProjectRows) throws -> Bool {
        if let table, table.name == rows.table, table.columns == rows.columns { return true }
        guard let rule = SideRules.all[rows.table] else { return false }
        let places = Dictionary(zip(rows.columns, rows.columns.indices)) { first, _ in first }
        table = Table(
            name: rows.table, columns: rows.columns, places: places, rule: rule,
            steps: try rule.steps.map {
                SideStatement(try BulkStatement(db, $0.sql), count: $0.count, columns: places)
            }, find: try rule.makes.map { SideStatement(try BulkStatement(db, $0.find), columns: places) },
            row: table?.name == rows.table ? table?.row ?? 0 : 0)
        return true
    }

    private func add(_ cells: [DataTable.Cell], _ outcome: inout Outcome) throws {
        guard let table else { return }
        guard let rows = try rows(namedBy: cells, in: table) else {
            outcome.unplaced += 1
            return
        }
        if table.rule.isOfNewPassages, let passage = rows[.passage], !newPassages.contains(passage) { return }
        for step in table.steps {
            step.bind(cells, rows, event: event)
            try step.statement.run()
            let count = db.changesCount
            guard let what = step.count, count > 0 else { continue }
            if what == "sources" { newSources.append(db.lastInsertedRowID) }
            outcome.added[what == "sources" && rows[.question] != nil ? "answers" : what, default: 0] += count
        }
        guard let makes = table.rule.makes, let find = table.find else { return }
        find.bind(cells, rows, event: event)
        if let row = try find.statement.firstInteger(), let key = key(makes.columns, cells, table) {
            known[makes.thing, default: [:]][key] = row
        }
    }

    /// The rows of what the cells name; nil where one names something that is not there.
    private func rows(namedBy cells: [DataTable.Cell], in table: Table) throws -> [SideRule.Thing: Int64]? {
        var rows: [SideRule.Thing: Int64] = [:]
        for name in table.rule.names {
            guard let key = key(name.columns, cells, table) else {
                guard name.isOptional else { return nil }
                continue
            }
            guard let row = try row(of: name.thing, key, cells, table) else { return nil }
            rows[name.thing] = row
        }
        return rows
    }

    private func row(of thing: SideRule.Thing, _ key: String, _ cells: [DataTable.Cell], _ table: Table) throws -> Int64? {
        switch thing {
        case .coder:
            if let row = known[.coder]?[key] { return row }
            let row = try Study.coderRow(db, key)
            known[.coder, default: [:]][key] = row
            return row
        case .passage: return try passage(cells, table)
        case .from, .to: return known[.actor]?[key]
        case .earlier: return known[.revision]?[key]
        default: return known[thing]?[key]
        }
    }

    /// The passage at the range that a row names, made where there is none.
    private func passage(_ cells: [DataTable.Cell], _ table: Table) throws -> Int64? {
        guard let key = key(["source", "revision"], cells, table), let revision = known[.revision]?[key],
            case .integer(let lower)? = table.places["lower"].map({ cells[$0] }),
            case .integer(let upper)? = table.places["upper"].map({ cells[$0] })
        else { return nil }
        for statement in [findPassage, addPassage] {
            statement.bind(1, revision)
            statement.bind(2, lower)
            statement.bind(3, upper)
        }
        if let row = try findPassage.firstInteger() { return row }
        try addPassage.run()
        newPassages.insert(db.lastInsertedRowID)
        return db.lastInsertedRowID
    }

    /// What the cells in these columns say together; nil where one of them is empty.
    private func key(_ columns: [String], _ cells: [DataTable.Cell], _ table: Table) -> String? {
        var parts: [String] = []
        for column in columns {
            switch table.places[column].map({ cells[$0] }) {
            case .text(let text): parts.append(text)
            case .integer(let number): parts.append("\(number)")
            default: return nil
            }
        }
        return parts.joined(separator: "\u{0}")
    }
}

extension StudyError {
    fileprivate static func misfit(_ table: String, _ row: Int) -> StudyError {
        StudyError(
            "row \(row) of '\(table.prefix(40))' in \(ProjectRows.fileName) does not fit into a study",
            remedy: "export the project again, or take that file out of the package to import what the project itself holds")
    }
}
