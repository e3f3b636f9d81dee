import StudyModel

/// What a row of a portable table says in one cell, or in the cells that name another thing.
struct PortableField {
    /// A cell, and the SQL that reads it.
    struct Cell {
        var column: DataTable.Column
        var read: String
        /// How the cell comes from what is read; nil where it is that.
        var derived: StudyTable.Derived?

        init(_ column: DataTable.Column, _ read: String, derived: StudyTable.Derived? = nil) {
            (self.column, self.read, self.derived) = (column, read, derived)
        }
    }

    struct Join {
        var alias: String
        var sql: String
    }

    var cells: [Cell]
    /// What the reading needs; each alias stands once in a table.
    var joins: [Join] = []
    /// The columns of the study's table in which it is written, and with which value.
    var written: [(column: String, value: String)] = []
    var name: PortableTable.Name?
    /// How it is written, where it is a time.
    var time: PortableTime?
}

/// Fields by what they are in every table: `t` is the table itself.
extension PortableField {
    private static func own(_ name: String, _ type: DataTable.ColumnType, _ description: String, _ column: String?) -> Self {
        let column = column ?? name
        return Self(
            cells: [Cell(.init(name, type, description), "t.\(column.quoted)")], written: [(column, ":\(name)")])
    }

    /// - Parameter column: of the study's table, where it has another name there.
    static func text(_ name: String, _ description: String, at column: String? = nil) -> Self {
        own(name, .string, description, column)
    }
    static func number(_ name: String, _ description: String, at column: String? = nil) -> Self {
        own(name, .integer, description, column)
    }
    static func truth(_ name: String, _ description: String, at column: String? = nil) -> Self {
        own(name, .boolean, description, column)
    }
    static func decimal(_ name: String, _ description: String) -> Self { own(name, .number, description, nil) }
    static let value = own("value", .any, "the value", nil)

    static let id = Self(cells: [Cell(.init("id", .string, "uuid"), "t.uuid")], written: [("uuid", "$id")])
    static let place = number("place", "place among the others, from 0")
    static let instance = number("instance", "which of several, from 1")
    static let language = text("language", "language code")
    /// When something was done.
    static func time(_ form: PortableTime = .utc) -> Self {
        var field = text("time", "when, UTC")
        field.time = form
        return field
    }
    static let words = text("text", "the text")

    /// A cell that is read otherwise than from the table itself, and written by a statement of its own.
    static func read(
        _ name: String, _ description: String, _ sql: String, type: DataTable.ColumnType = .string, joins: [Join] = []
    ) -> Self {
        Self(cells: [Cell(.init(name, type, description), sql)], joins: joins)
    }

    /// What names one thing by one cell.
    ///
    /// - Parameters:
    ///   - key: the column of `table` by which it is known.
    ///   - column: the column of `t` that points there.
    static func thing(
        _ thing: PortableTable.Thing, _ name: String, _ description: String, in table: String, as alias: String, by key: String,
        at column: String, isOptional: Bool = false
    ) -> Self {
        Self(
            cells: [Cell(.init(name, .string, description), "\(alias).\(key)")],
            joins: [
                Join(
                    alias: alias,
                    sql: "\(isOptional ? "LEFT " : "")JOIN \(table.quoted) \(alias) ON \(alias).id = t.\(column.quoted)")
            ], written: [(column, "@\(thing.rawValue)")],
            name: .init(thing: thing, columns: [name], isOptional: isOptional))
    }

    static let coder = thing(.coder, "coder", "name", in: "coder", as: "o", by: "name", at: "coder")
    static let finding = thing(.finding, "finding", "name", in: "finding", as: "f", by: "name", at: "finding")
    static func actorKind(_ description: String, at column: String, isOptional: Bool = false) -> Self {
        thing(
            .actorKind, "kind", description, in: "actorKind", as: "k", by: "name", at: column, isOptional: isOptional)
    }
    static func tieKind(_ description: String, at column: String) -> Self {
        thing(.tieKind, "kind", description, in: "tieKind", as: "k", by: "name", at: column)
    }
}
