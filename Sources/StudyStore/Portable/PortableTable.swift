import StudyModel

/// A table of a study as rows that can stand outside of it: how they are read, and how they come into a study again.
///
/// Rows name others by what they are known by in any study. Reading is one SELECT and writing one INSERT, which both follow from the
/// fields. Where a table says how its rows are written itself, its SQL has the same places as that INSERT: `:column` is a cell, `$column` the bytes
/// that its hexadecimal digits stand for (an id or a hash), `@thing` the row in the study of what the row names, and `:event` the change. What
/// stands in the study is never changed: rows are added where there are none, and what belongs to a thing is added only with the thing itself.
struct PortableTable {
    /// What rows name.
    enum Thing: String {
        case coder, finding, code, parent, holder, attribute, actorAttribute, survey, question, respondent, source, revision,
            earlier
        case passage, actorKind, tieKind, actor, from, to, tie
    }

    /// Something that a row names by the cells in `columns`.
    struct Name {
        var thing: Thing
        var columns: [String]
        /// Whether a row may name none.
        var isOptional = false
    }

    /// A statement for each row. One that adds leaves what is there already, and fails where a row breaks another rule of its table.
    struct Step {
        var sql: String
        /// As what the journal counts the rows that it adds.
        var count: String?

        init(_ sql: String, count: String? = nil) {
            self.sql = sql.hasPrefix("INSERT") ? sql + "\nON CONFLICT DO NOTHING" : sql
            self.count = count
        }
    }

    /// What later rows may name by the cells in `columns`, and SQL for its row.
    struct Making {
        var thing: Thing
        var columns: [String]
        var find: String
    }

    /// Which rows a table has in the study, and in which order.
    struct Rows {
        /// The table with the alias `t`, or more where the fields need it.
        var from: String
        var condition = "1"
        var order: String
    }

    let name: String
    let title: LocalizedText
    let fields: [PortableField]
    let rows: Rows
    let steps: [Step]
    var makes: [Making] = []
    /// Whether rows are passed over that are about a passage which was there before.
    var isOfNewPassages = false

    var names: [Name] { fields.compactMap(\.name) }

    static func row(_ table: String) -> String { RowNumber.new(in: table) }
}

extension PortableTable {
    /// A table whose rows are added as the fields say.
    ///
    /// - Parameters:
    ///   - table: the table of the study.
    ///   - isNumbered: whether its rows have a number of their own.
    ///   - owner: what the rows belong to; they are added only where that came with the same change.
    init(
        _ name: String, _ title: LocalizedText, of table: String, _ fields: [PortableField], where condition: String = "1",
        order: String, isNumbered: Bool = false, hasEvent: Bool = false, owner: Owner? = nil, count: String? = nil,
        makes: [Making] = []
    ) {
        let written = fields.flatMap(\.written)
        var columns = written.map { $0.column.quoted }
        var values = written.map(\.value)
        if isNumbered {
            columns.insert("id", at: 0)
            values.insert(Self.row(table), at: 0)
        }
        if hasEvent {
            columns.append("event")
            values.append(":event")
        }
        let given = values.joined(separator: ", ")
        self.init(
            name: name, title: title, fields: fields,
            rows: Rows(from: "\(table.quoted) t", condition: condition, order: order),
            steps: [
                Step(
                    "INSERT INTO \(table.quoted)(\(columns.joined(separator: ", ")))\n"
                        + (owner.map { "SELECT \(given) \($0.sql)" } ?? "VALUES (\(given))"), count: count)
            ], makes: makes)
    }

    /// What rows belong to, as far as it came with the same change.
    enum Owner: String {
        case code, actor, respondent, source, question, revision, tie

        var sql: String {
            switch self {
            case .question: "FROM question q JOIN survey u ON u.id = q.survey WHERE q.id = @question AND u.event = :event"
            case .revision: "FROM revision r JOIN source s ON s.id = r.source WHERE r.id = @revision AND s.event = :event"
            default: "FROM \(rawValue) WHERE id = @\(rawValue) AND event = :event"
            }
        }
    }

    /// How the rows are read: a column for each cell, and of cells that several fields have the first.
    var table: StudyTable {
        var columns: [DataTable.Column] = []
        var reads: [String] = []
        var from = rows.from
        var derived: [Int: StudyTable.Derived] = [:]
        var joined: Set<String> = []
        for field in fields {
            for join in field.joins where joined.insert(join.alias).inserted { from += "\n" + join.sql }
            for cell in field.cells where !columns.contains(where: { $0.name == cell.column.name }) {
                if let way = cell.derived { derived[columns.count] = way }
                columns.append(cell.column)
                reads.append(cell.read)
            }
        }
        return StudyTable(
            header: DataTable(name: name, title: title, columns: columns),
            sql: "SELECT \(reads.joined(separator: ", ")) FROM \(from)\nWHERE \(rows.condition) ORDER BY \(rows.order)",
            derived: derived)
    }
}

extension String {
    /// As SQL takes it for the name of a table or column.
    var quoted: String { ["case", "group"].contains(self) ? "\"\(self)\"" : self }
}
