package import FileFormats
package import StudyModel

/// Writes tables as CSV files, row by row, and then the `datapackage.json` that says what their columns mean (Frictionless Data Package and Table
/// Schema, version 1, profile `tabular-data-package`).
///
/// The descriptor holds the hash of each file and no time, so the same tables give the same bytes. An empty field is a
/// value that is not known; an empty text cannot be told from it. The type of a column is the one that it has, or a wider one where a
/// cell is not of it (`ColumnForm`), so that a file is always valid by its descriptor.
package struct DataPackageWriter {
    package enum Problem: Error, Hashable, Sendable {
        /// Not lower-case letters, digits, `.`, `-`, `_`.
        case invalidName(String)
        case repeatedTable(String)
        /// A key names a column that the table does not have, or a table that the package does not have.
        case danglingKey(table: String, column: String)
    }

    private struct Resource {
        var table: DataTable
        /// Of each column.
        var forms: [ColumnForm]
        var bytes: Int
        var hash: ContentHash
    }

    private let name: String
    private let title: String
    private let dialect: CSVWriter.Dialect
    private var resources: [Resource] = []

    package init(name: String, title: String, dialect: CSVWriter.Dialect = .standard) {
        self.name = name
        self.title = title
        self.dialect = dialect
    }

    /// Writes one table to the file `NAME.csv`.
    ///
    /// - Parameters:
    ///   - header: The table without rows; rows that it has are not written.
    ///   - rows: Hands each row to the closure that it is given.
    package mutating func write(
        _ header: DataTable, to sink: ByteSink, rows: (_ row: ([DataTable.Cell]) throws -> Void) throws -> Void
    ) throws {
        var hasher = ContentHasher()
        var size = 0
        var forms = header.columns.map { ColumnForm($0.type) }
        try withoutActuallyEscaping(sink) { sink in
            let counting: ByteSink = { block in
                block.withUnsafeBytes { hasher.update($0) }
                size += block.count
                try sink(block)
            }
            var writer = CSVWriter(dialect)
            for column in header.columns { writer.text(column.name) }
            writer.endRow()
            try rows { row in
                for (place, cell) in row.enumerated() where forms.indices.contains(place) { forms[place].meet(cell) }
                writer.row(row, columns: header.columns.count)
                try writer.flush(into: counting)
            }
            try writer.flush(into: counting, from: 0)
        }
        var table = header
        table.rows = []
        resources.append(Resource(table: table, forms: forms, bytes: size, hash: hasher.finalize()))
    }

    /// The content of `datapackage.json`, for the tables that were written.
    ///
    /// - Throws: `Problem` where names or keys do not fit together.
    package func descriptor() throws -> [UInt8] {
        let resources = resources.sorted { $0.table.name < $1.table.name }
        try Self.check(name: name, tables: resources.map(\.table))
        var json = JSONWriter()
        json.beginObject()
        json.member("profile", "tabular-data-package")
        json.member("name", name)
        json.member("title", title)
        json.key("resources")
        json.beginArray()
        for resource in resources {
            json.resource(resource.table, resource.forms, bytes: resource.bytes, hash: resource.hash, dialect: dialect)
        }
        json.endArray()
        json.endObject()
        return json.indentedBytes
    }

    private static func check(name: String, tables: [DataTable]) throws {
        guard name.isPackageName else { throw Problem.invalidName(name) }
        var columnsByTable: [String: Set<String>] = [:]
        for table in tables {
            guard table.name.isPackageName else { throw Problem.invalidName(table.name) }
            guard columnsByTable.updateValue(Set(table.columns.map(\.name)), forKey: table.name) == nil else {
                throw Problem.repeatedTable(table.name)
            }
        }
        for table in tables {
            for column in table.primaryKey + table.foreignKeys.flatMap(\.columns)
            where columnsByTable[table.name]?.contains(column) != true {
                throw Problem.danglingKey(table: table.name, column: column)
            }
            for key in table.foreignKeys {
                for column in key.referencedColumns where columnsByTable[key.table]?.contains(column) != true {
                    throw Problem.danglingKey(table: key.table, column: column)
                }
            }
        }
    }
}

extension DataPackageWriter.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidName(let name): "'\(name)' cannot be the name of a table or a package"
        case .repeatedTable(let name): "two tables have the name '\(name)'"
        case .danglingKey(let table, let column): "a key names column '\(column)' of table '\(table)', which there is not"
        }
    }
}

extension JSONWriter {
    fileprivate mutating func resource(
        _ table: DataTable, _ forms: [ColumnForm], bytes: Int, hash: ContentHash, dialect: CSVWriter.Dialect
    ) {
        beginObject()
        member("profile", "tabular-data-resource")
        member("name", table.name)
        member("title", table.title.text(in: .english))
        member("path", "\(table.name).csv")
        member("format", "csv")
        member("mediatype", "text/csv")
        member("encoding", "utf-8")
        member("bytes", bytes)
        member("hash", "sha256:\(hash)")
        key("dialect")
        beginObject()
        member("delimiter", dialect.delimiter)
        member("lineTerminator", "\r\n")
        member("quoteChar", "\"")
        key("doubleQuote")
        boolean(true)
        key("header")
        boolean(true)
        endObject()
        schema(table, forms, dialect: dialect)
        endObject()
    }

    private mutating func schema(_ table: DataTable, _ forms: [ColumnForm], dialect: CSVWriter.Dialect) {
        key("schema")
        beginObject()
        key("fields")
        beginArray()
        for (column, form) in zip(table.columns, forms) { field(column, form, of: table, dialect: dialect) }
        endArray()
        if !table.primaryKey.isEmpty { member("primaryKey", table.primaryKey) }
        if !table.foreignKeys.isEmpty {
            key("foreignKeys")
            beginArray()
            for foreignKey in table.foreignKeys {
                beginObject()
                member("fields", foreignKey.columns)
                key("reference")
                beginObject()
                // A table refers to itself by an empty name.
                member("resource", foreignKey.table == table.name ? "" : foreignKey.table)
                member("fields", foreignKey.referencedColumns)
                endObject()
                endObject()
            }
            endArray()
        }
        member("missingValues", [""])
        endObject()
    }

    private mutating func field(
        _ column: DataTable.Column, _ form: ColumnForm, of table: DataTable, dialect: CSVWriter.Dialect
    ) {
        beginObject()
        member("name", column.name)
        member("type", form.type.rawValue)
        if let format = form.format { member("format", format) }
        member("description", column.description)
        if form.type == .number, dialect == .excel { member("decimalChar", dialect.decimalSeparator) }
        let isKey = table.primaryKey.contains(column.name)
        if isKey || !column.values.isEmpty {
            key("constraints")
            beginObject()
            if isKey {
                key("required")
                boolean(true)
            }
            if isKey, table.primaryKey.count == 1 {
                key("unique")
                boolean(true)
            }
            if !column.values.isEmpty { member("enum", column.values.map(dialect.guarded)) }
            endObject()
        }
        endObject()
    }
}

extension CSVWriter.Dialect {
    /// A word as it is read back from a file of the dialect.
    fileprivate func guarded(_ word: String) -> String {
        self == .excel && word.first.map("=+-@\t\r".contains) == true ? "'" + word : word
    }
}

extension String {
    fileprivate var isPackageName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
                    || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            }
    }
}
