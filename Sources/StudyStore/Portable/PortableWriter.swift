import Foundation
import GRDB
import StudyModel

/// Writes rows that stood outside of a study, each table as it is declared and with statements that are prepared once.
final class PortableWriter {
    private let db: Database
    private let event: Int64
    let form: ProjectRows.Form
    private let tables: [String: PortableTable]
    /// What rows can name, by the cells that name it.
    private var known: [PortableTable.Thing: [String: Int64]] = [:]
    private var table: Open?
    private var keys = PortableKeys()
    private let findPassage: BulkStatement
    private let addPassage: BulkStatement
    private var words: TextCursor
    /// The greatest rows from before, by table.
    private let greatest: [String: Int64]
    /// Things of which a row was refused, so that others name it in vain.
    private var broken: Set<PortableTable.Thing> = []
    private var newPassages: Set<Int64> = []
    /// New passages on which no coding was put.
    private(set) var barePassages: Set<Int64> = []
    private(set) var newSources: [Int64] = []
    /// What is wrong with rows of a whole study, which is then not taken in.
    private(set) var problems: [Diagnostic] = []

    /// The table of which rows come.
    private struct Open {
        let declared: PortableTable
        let columns: [String]
        let places: [String: Int]
        /// The columns that it has.
        let known: [String]
        /// The places of columns that it does not have.
        let unknown: [Int]
        /// The places of times.
        let times: [(place: Int, form: PortableTime)]
        let steps: [PortableStatement]
        let makes: [(making: PortableTable.Making, find: PortableStatement)]
        var row = 0
    }

    /// What became of the rows of a batch.
    struct Outcome {
        /// Of what was added, by the words of the journal.
        var added: [String: Int] = [:]
        /// How many rows name what the study does not have.
        var unplaced = 0
    }

    /// Something that a row names and that is not there; nil for a name where nothing is named.
    private struct Missing: Error {
        var thing: PortableTable.Thing
        var name: String?
    }

    /// Other words than a row says stand at the place that it names.
    private struct Misquoted: Error {}

    /// - Parameters:
    ///   - codes: the rows of codes by their ids in the project.
    ///   - cases: those of cases.
    init(_ change: Change, _ form: ProjectRows.Form, codes: [String: Int64], cases: [String: Int64]) throws {
        (db, event, self.form) = (change.db, change.event, form)
        tables = Dictionary(uniqueKeysWithValues: PortableTables(.init(form)).all.map { ($0.name, $0) })
        known = [.code: codes, .holder: cases]
        findPassage = try BulkStatement(db, "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?")
        addPassage = try BulkStatement(
            db, "INSERT INTO passage(id, revision, lower, upper) VALUES (\(RowNumber.new(in: "passage")), ?, ?, ?)")
        words = try TextCursor(change.db)
        let tables = ["source", "coding", "original"]
        greatest = try Dictionary(
            uniqueKeysWithValues: tables.map { ($0, try Int64.fetchOne(change.db, sql: "SELECT max(id) FROM \($0)") ?? 0) })
    }

    /// Whether a row of `table` came in with the project.
    func isNew(_ row: Int64, in table: String) -> Bool { row > (greatest[table] ?? .max) }

    /// - Throws: `StudyError` where a row that stands beside a project does not fit into its table.
    func add(_ rows: ProjectRows) throws -> Outcome {
        var outcome = Outcome()
        guard try begin(rows) else {
            outcome.unplaced = rows.rows.count
            if form == .whole { problems.append(.unknownTable(rows)) }
            return outcome
        }
        for (place, cells) in rows.rows.enumerated() {
            table?.row += 1
            do {
                guard cells.count == rows.columns.count else { throw StudyError.misfit(rows.table, table?.row ?? 0) }
                guard form == .beside || isToBeAdded(cells, rows, place) else { continue }
                try add(cells, &outcome)
            } catch let missing as Missing {
                outcome.unplaced += 1
                if form == .whole { refuse(missing, rows, place) }
            } catch is Misquoted {
                problems.append(.misquoted(rows, place))
            } catch let error as DatabaseError where Self.isOfContent(error) {
                guard form == .whole else { throw StudyError.misfit(rows.table, table?.row ?? 0) }
                refuse(rows, place)
            } catch is StudyError where form == .whole {
                // Such as a name that is nothing but blanks.
                refuse(rows, place)
            }
        }
        return outcome
    }

    private func refuse(_ rows: ProjectRows, _ place: Int) { refuse(.misfit(rows, place)) }

    private func refuse(_ problem: Diagnostic) {
        broken.formUnion(table?.declared.makes.map(\.thing) ?? [])
        problems.append(problem)
    }

    /// Whether a row of a whole study has only columns that its table has and times that are some, and is the first that is about its thing.
    private func isToBeAdded(_ cells: [DataTable.Cell], _ rows: ProjectRows, _ place: Int) -> Bool {
        guard let table else { return false }
        if let unknown = table.unknown.first(where: { cells[$0] != .empty }) {
            refuse(.unknownColumn(rows.columns[unknown], among: table.known, rows, place))
            return false
        }
        let question = table.places["question"]
        for (time, form) in table.times where cells[time] != .empty {
            guard form.takes(cells[time], isOfAnswer: question.map { cells[$0] != .empty } ?? false) else {
                refuse(.noTime(rows.columns[time], rows, place))
                return false
            }
        }
        let line = rows.lines.indices.contains(place) ? rows.lines[place] : table.row
        switch keys.add(cells, at: line, of: table.declared, columns: table.known, table.places) {
        case .first: return true
        case .same: return false
        case .other(let line, let columns):
            problems.append(.repeated(line, columns, rows, place))
            return false
        }
    }

    /// One problem a line that is wrong itself; what names the thing of such a line is not.
    private func refuse(_ missing: Missing, _ rows: ProjectRows, _ place: Int) {
        if !broken.contains(missing.thing.named) { problems.append(.missing(missing.thing, missing.name, rows, place)) }
        broken.formUnion(table?.declared.makes.map(\.thing) ?? [])
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

    /// What readers and the writer know of rows beside their cells.
    private static let besides = ["sources": ["free_name"], "revisions": ["file", "length"]]

    /// - Returns: false where there is no such table.
    private func begin(_ rows: ProjectRows) throws -> Bool {
        if let table, table.declared.name == rows.table, table.columns == rows.columns { return true }
        guard let declared = tables[rows.table] else { return false }
        let places = Dictionary(zip(rows.columns, rows.columns.indices)) { first, _ in first }
        let known = declared.table.header.columns.map(\.name)
        let taken = Set(known + (Self.besides[rows.table] ?? []))
        table = Open(
            declared: declared, columns: rows.columns, places: places, known: known,
            unknown: rows.columns.indices.filter { !taken.contains(rows.columns[$0]) },
            times: declared.times.compactMap { time in places[time.column].map { ($0, time.form) } },
            steps: try declared.steps.map {
                PortableStatement(try BulkStatement(db, $0.sql), count: $0.count, columns: places)
            },
            makes: try declared.makes.map {
                ($0, PortableStatement(try BulkStatement(db, $0.find), columns: places))
            }, row: table?.declared.name == rows.table ? table?.row ?? 0 : 0)
        return true
    }

    private func add(_ cells: [DataTable.Cell], _ outcome: inout Outcome) throws {
        guard let table else { return }
        let rows = try rows(namedBy: cells, in: table)
        if table.declared.isOfNewPassages, let passage = rows[.passage], !newPassages.contains(passage) { return }
        for step in table.steps {
            step.bind(cells, rows, event: event)
            try step.statement.run()
            let count = db.changesCount
            guard let what = step.count, count > 0 else { continue }
            if what == "sources" { newSources.append(db.lastInsertedRowID) }
            if what == "codings", let passage = rows[.passage] { barePassages.remove(passage) }
            outcome.added[what == "sources" && rows[.question] != nil ? "answers" : what, default: 0] += count
        }
        for (making, find) in table.makes {
            find.bind(cells, rows, event: event)
            if let row = try find.statement.firstInteger(), let key = key(making.columns, cells, table) {
                known[making.thing, default: [:]][key] = row
            }
        }
    }

    /// The rows of what the cells name.
    private func rows(namedBy cells: [DataTable.Cell], in table: Open) throws -> [PortableTable.Thing: Int64] {
        var rows: [PortableTable.Thing: Int64] = [:]
        for name in table.declared.names {
            guard let key = key(name.columns, cells, table) else {
                guard name.isOptional else { throw Missing(thing: name.thing) }
                continue
            }
            guard let row = try row(of: name.thing, key, cells, table) else { throw Missing(thing: name.thing, name: key) }
            rows[name.thing] = row
        }
        return rows
    }

    private func row(of thing: PortableTable.Thing, _ key: String, _ cells: [DataTable.Cell], _ table: Open) throws -> Int64? {
        switch thing {
        case .coder:
            if let row = known[.coder]?[key] { return row }
            // Whom a whole study does not name among its coders must be one of this study's.
            guard try form == .beside || Study.hasCoder(db, key) else { return nil }
            let row = try Study.coderRow(db, key)
            known[.coder, default: [:]][key] = row
            return row
        case .passage: return try passage(cells, table)
        default: return known[thing.named]?[key]
        }
    }

    /// The passage at the range that a row names, made where there is none.
    private func passage(_ cells: [DataTable.Cell], _ table: Open) throws -> Int64? {
        guard let key = key(["source", "revision"], cells, table), let revision = known[.revision]?[key],
            case .integer(let lower)? = table.places["lower"].map({ cells[$0] }),
            case .integer(let upper)? = table.places["upper"].map({ cells[$0] })
        else { return nil }
        if let place = table.places["quote"], case .text(let quote) = cells[place] {
            try words.move(to: revision)
            guard let range = TextRange(lower, upper), words.quote(range).utf8.elementsEqual(quote.utf8) else {
                throw Misquoted()
            }
        }
        for statement in [findPassage, addPassage] {
            statement.bind(1, revision)
            statement.bind(2, lower)
            statement.bind(3, upper)
        }
        if let row = try findPassage.firstInteger() { return row }
        try addPassage.run()
        newPassages.insert(db.lastInsertedRowID)
        barePassages.insert(db.lastInsertedRowID)
        return db.lastInsertedRowID
    }

    /// What the cells in these columns say together; nil where one of them is empty.
    private func key(_ columns: [String], _ cells: [DataTable.Cell], _ table: Open) -> String? {
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
