import FileFormats
import StudyModel

/// A format whose projects are SQLite databases, told from one another by their tables.
protocol ProjectDatabaseFormat: ProjectFormat {
    /// Tables, and columns of them, that no other program has together.
    static var marks: [(table: String, columns: [String])] { get }
    func read(_ database: ProjectDatabase, options: ImportOptions, part: (ProjectPart) throws -> Void) throws
}

extension ProjectDatabaseFormat {
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard SQLiteFile.recognizes(head), let database = try? SQLiteFile(path: file.path) else { return false }
        return Self.marks.allSatisfy { database.has($0.table, $0.columns) }
    }

    package func read(_ file: InputFile, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        try file.naming {
            let database = ProjectDatabase(file: file, tables: try SQLiteFile(path: file.path, limits: options.limits))
            for (table, columns) in Self.marks where !database.tables.has(table, columns) {
                throw FormatError("has no table '\(table)' with \(columns.map { "'\($0)'" }.joined(separator: ", "))")
            }
            try read(database, options: options, part: part)
        }
    }
}

/// An open database with the file it lies in.
struct ProjectDatabase {
    let file: InputFile
    let tables: SQLiteFile
    /// The column in which any number but 1 says that a row was deleted; nil for a program that takes rows away.
    var status: String?

    /// Hands over the rows of a table that were not deleted; none where there is no such table.
    func rows(of table: String, _ columns: [String], _ body: (borrowing SQLiteRow) throws -> Void) throws {
        guard let status else { return try tables.rows(of: table, columns, body) }
        try tables.rows(of: table, columns + [status]) { row in
            if row.integer(status) ?? 1 == 1 { try body(row) }
        }
    }

    /// The number of rows.
    func count(_ table: String, _ column: String) throws -> Int {
        var count = 0
        try rows(of: table, [column]) { _ in count += 1 }
        return count
    }

    /// What a table says once for the whole project.
    func first(_ table: String, _ column: String) throws -> String? {
        var found: String?
        try rows(of: table, [column]) { row in
            if found == nil { found = try row.filled(column) }
        }
        return found
    }

    /// The one project that the table `projects` holds; nil where it holds none.
    ///
    /// - Throws: `FormatError` where there are several.
    func onlyProject(
        _ name: String, _ description: String, whereSeveral remedy: String
    ) throws -> (name: String?, description: String?)? {
        var projects: [(name: String?, description: String?)] = []
        try rows(of: "projects", [name, description]) { row in
            projects.append((try row.name(name), try row.filled(description)))
        }
        guard projects.count <= 1 else { throw FormatError("holds \(projects.count) projects", remedy: remedy) }
        return projects.first
    }
}

extension SQLiteRow {
    /// What is written in a column, as texts are stored; nil where nothing is to be seen in it.
    borrowing func filled(_ column: String) throws -> String? {
        try text(column).flatMap { $0.isBlank ? nil : $0.storable }
    }

    /// A name, as names are stored; nil also where nothing is to be seen in it.
    borrowing func name(_ column: String) throws -> String? {
        try text(column).map(\.storable.normalizedName).flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension ProjectTail {
    /// Counts a source that the project holds.
    mutating func foundSource(isText: Bool) {
        found["sources", default: 0] += 1
        if isText { found["textSources", default: 0] += 1 }
    }
}

extension String {
    var isBlank: Bool { !unicodeScalars.contains { !$0.properties.isWhitespace } }

    /// The same without what no text of a study holds, see `TextNormalization`; databases of others let a NUL stand in a name.
    var storable: String {
        let normal = TextNormalization(Array(utf8)).utf8
        return normal.count == utf8.count && normal.elementsEqual(utf8) ? self : String(decoding: normal, as: UTF8.self)
    }
}
