import GRDB

/// A table or an index of a study of some version, as SQLite stores it.
struct StoredShape {
    let name: String
    /// What it is an index of; nil for a table.
    let indexOf: String?
    /// Whether rows have a number, and so stand in a tree of that kind.
    let hasNumbers: Bool
    /// The columns of a table in the order in which they are stored.
    let columns: [Column]
    /// For the column with the row's number its place, which holds nothing by itself.
    let numberColumn: Int?
    /// The least and the greatest number of values in a row.
    let width: ClosedRange<Int>
    /// The page at which it begins in a new study.
    let root: Int

    struct Column {
        let name: String
        let type: String
        let mayBeNull: Bool

        func takes(_ value: Changeset.Value) -> Bool {
            switch value {
            case .null, .untold: mayBeNull
            case .integer: type != "TEXT" && type != "BLOB"
            case .real: type == "REAL" || type == "ANY"
            case .text: type == "TEXT" || type == "ANY"
            case .blob: type == "BLOB" || type == "ANY"
            }
        }
    }

    /// Whether a row can be one of this.
    func fits(_ row: SalvagedRow) -> Bool {
        guard width.contains(row.values.count), (row.number != nil) == hasNumbers else { return false }
        // Tables of the full-text index have columns of no type.
        return zip(columns, row.values).enumerated().allSatisfy { place, pair in
            place == numberColumn || pair.0.type.isEmpty || pair.0.takes(pair.1)
        }
    }

    /// All of a version of the schema.
    static func all(version: Int) throws -> [StoredShape] {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = 8192") }
        let queue = try DatabaseQueue(configuration: configuration)
        try Migrator(migrations: Array(Migration.all.prefix(version))).migrate(queue)
        return try queue.read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT type, name, tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0 ORDER BY rootpage")
            let withoutNumbers = try Set(String.fetchAll(db, sql: "SELECT name FROM pragma_table_list WHERE wr = 1"))
            return try rows.map { row in
                let name: String = row["name"]
                if row["type"] == "index" {
                    let width =
                        try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_index_xinfo(?)", arguments: [name]) ?? 0
                    return StoredShape(
                        name: name, indexOf: row["tbl_name"], hasNumbers: false, columns: [], numberColumn: nil,
                        width: width...width, root: row["rootpage"])
                }
                return try table(name, hasNumbers: !withoutNumbers.contains(name), root: row["rootpage"], db)
            }
        }
    }

    private static func table(_ name: String, hasNumbers: Bool, root: Int, _ db: Database) throws -> StoredShape {
        let info = try Row.fetchAll(
            db,
            sql: """
                SELECT name, type, pk, "notnull" = 0 AND pk = 0 AS mayBeNull, dflt_value IS NOT NULL OR "notnull" = 0 AS mayLack
                FROM pragma_table_info(?) ORDER BY cid
                """, arguments: [name])
        let key = info.filter { $0["pk"] > 0 }.sorted { ($0["pk"] as Int) < $1["pk"] }
        let stored = hasNumbers ? info : key + info.filter { $0["pk"] == 0 }
        // A column that was added later is missing in rows that stood then.
        let lacking = stored.reversed().prefix { $0["mayLack"] && $0["pk"] == 0 }.count
        return StoredShape(
            name: name, indexOf: nil, hasNumbers: hasNumbers,
            columns: stored.map { Column(name: $0["name"], type: $0["type"], mayBeNull: $0["mayBeNull"]) },
            numberColumn: hasNumbers && key.count == 1 ? stored.firstIndex { $0["pk"] == 1 } : nil,
            width: stored.count - lacking...stored.count, root: root)
    }
}

/// The trees of tables and indexes in a damaged file, walked as far as they can be.
struct SalvagedTrees {
    private let pages: SalvagedPages
    private let cells: CellReader
    private let shapes: [StoredShape]
    private let roots: [String: Int]
    private var seen: Set<Int> = []
    /// For each tree of which something cannot be read, the pages that are missing or are none of it.
    private(set) var lostPages: [String: [Int]] = [:]
    /// How many rows of readable pages cannot be read.
    private(set) var lostRows: [String: Int] = [:]

    init(_ pages: SalvagedPages, _ shapes: [StoredShape]) throws {
        self.pages = pages
        self.shapes = shapes
        cells = CellReader(pages: pages)
        let cells = cells
        // What the sums of the pages are is read before anything can be held against them.
        func schema() -> (roots: [String: Int], isWhole: Bool) {
            var found: [SalvagedRow] = []
            let lost = Self.walk(from: 1, ofTable: true, cells, skipping: { _ in false }) { found.append($0) }
            if lost.isEmpty { return (Self.roots(in: found), true) }
            for number in 1...max(1, pages.count) {
                guard let page = pages.page(number), cells.kind(of: page) == .tableLeaf else { continue }
                let rows = (cells.cells(of: page, .tableLeaf) ?? []).compactMap { cells.row(in: page, at: $0, .tableLeaf) }
                if rows.allSatisfy(Self.isOfSchema) { found += rows }
            }
            return (Self.roots(in: found), false)
        }
        var (roots, isWhole) = schema()
        let layout = Dictionary(uniqueKeysWithValues: shapes.map { ($0.name, $0.root) })
        let isAsNew = roots.allSatisfy { layout[$0.key] == nil || layout[$0.key] == $0.value }
        func root(_ name: String) -> Int? { roots[name] ?? (isAsNew ? layout[name] : nil) }
        if let sums = root("pageSum") {
            var rows: [SalvagedRow] = []
            _ = Self.walk(from: sums, ofTable: true, cells, skipping: { _ in false }) { rows.append($0) }
            pages.hold(against: PageSumRows.sums(of: rows))
            (roots, isWhole) = schema()
        }
        if !isWhole, isAsNew { roots.merge(layout) { known, _ in known } }
        self.roots = roots
        for shape in shapes where roots[shape.name] == nil { lostPages[shape.name] = [] }
        if !isWhole { lostPages["sqlite_schema"] = [1] }
    }

    private static func isOfSchema(_ row: SalvagedRow) -> Bool {
        guard row.values.count == 5, case .text(let type) = row.values[0], case .text = row.values[1],
            row.values[3].integer != nil
        else { return false }
        return ["table", "index", "view", "trigger"].contains(String(decoding: type, as: UTF8.self))
    }

    private static func roots(in rows: [SalvagedRow]) -> [String: Int] {
        var roots: [String: Int] = [:]
        for row in rows where isOfSchema(row) {
            guard case .text(let name) = row.values[1], let root = row.values[3].integer, root > 0 else { continue }
            roots[String(decoding: name, as: UTF8.self)] = Int(root)
        }
        return roots
    }

    /// Hands over every row of the tree that can be read; returns the pages that cannot.
    private static func walk(
        from root: Int, ofTable: Bool, _ cells: CellReader, skipping isKnown: (Int) -> Bool,
        lostRow: () -> Void = {}, visit: (Int) -> Void = { _ in }, _ body: (SalvagedRow) throws -> Void
    ) rethrows -> [Int] {
        var (open, own, lost): ([Int], Set<Int>, [Int]) = ([root], [], [])
        while let number = open.popLast() {
            guard own.insert(number).inserted, !isKnown(number), let page = cells.pages.page(number),
                let kind = cells.kind(of: page), kind.isOfTable == ofTable, let places = cells.cells(of: page, kind)
            else {
                lost.append(number)
                continue
            }
            visit(number)
            if kind.isInterior { open += cells.children(of: page, cells: places).reversed() }
            guard kind != .tableInterior else { continue }
            for place in places {
                if let row = cells.row(in: page, at: place, kind) { try body(row) } else { lostRow() }
            }
        }
        return lost
    }

    /// Hands over the rows of every table, and notes what cannot be read.
    mutating func forEachRow(_ body: (StoredShape, SalvagedRow) throws -> Void) throws {
        for shape in shapes {
            guard let root = roots[shape.name] else { continue }
            let known = seen
            var (visited, lostCells): ([Int], Int) = ([], 0)
            let lost = try Self.walk(
                from: root, ofTable: shape.hasNumbers, cells, skipping: known.contains, lostRow: { lostCells += 1 },
                visit: { visited.append($0) }
            ) { row in
                guard shape.indexOf == nil else { return }
                if shape.fits(row) { try body(shape, row) } else { lostCells += 1 }
            }
            seen.formUnion(visited)
            if !lost.isEmpty { lostPages[shape.name] = lost.sorted() }
            if lostCells > 0 { lostRows[shape.name] = lostCells }
        }
        try forEachStray(body)
    }

    /// Hands over the rows of pages to which no way leads any more, where they can be of one table only.
    ///
    /// Free pages hold what was deleted; so where it cannot be told which those are, none is looked at.
    private func forEachStray(_ body: (StoredShape, SalvagedRow) throws -> Void) throws {
        let damaged = shapes.filter { lostPages[$0.name] != nil }
        guard !damaged.isEmpty, pages.count > 1, let free = pages.free() else { return }
        for number in 2...pages.count where !seen.contains(number) && !free.contains(number) {
            guard let page = pages.page(number), let kind = cells.kind(of: page), kind != .tableInterior,
                let places = cells.cells(of: page, kind),
                !places.isEmpty
            else { continue }
            let rows = places.compactMap { cells.row(in: page, at: $0, kind) }
            let owners = damaged.filter { shape in rows.allSatisfy(shape.fits) }
            guard rows.count == places.count, owners.count == 1, owners[0].indexOf == nil else { continue }
            for row in rows { try body(owners[0], row) }
        }
    }
}

extension PageSumRows {
    /// The sums in rows of the table as they stand in pages, by the first page of each; rows that are damaged are left out.
    fileprivate static func sums(of rows: [SalvagedRow]) -> [Int: [UInt64]] {
        var found: [Int: [UInt64]] = [:]
        for row in rows {
            guard let first = row.number, row.values.count == 3, case .blob(let sums) = row.values[1],
                row.values[2].integer == hash([UInt8](sums))
            else { continue }
            found[Int(first)] = words([UInt8](sums))
        }
        return found
    }
}
