/// How the rows of one table of a side file come into a study.
///
/// In its SQL `:column` is a cell as the file has it, `$column` the bytes that its hexadecimal digits stand for (an id or a hash), `@thing` the
/// row in the study of what the row names, and `:event` the change. What stands in the study is never changed: rows are added where there are
/// none, and what belongs to a thing is added only with the thing itself.
struct SideRule {
    /// What rows name.
    enum Thing: String {
        case coder, finding, code, holder, attribute, survey, question, respondent, source, revision, earlier, passage
        case actorKind, tieKind, actor, from, to, tie
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

    let table: String
    var names: [Name] = []
    var steps: [Step]
    /// What later rows may name, by which cells, and SQL for its row.
    var makes: (thing: Thing, columns: [String], find: String)?
    /// Whether rows are passed over that are about a passage which was there before.
    var isOfNewPassages = false

    static func row(_ table: String) -> String { RowNumber.new(in: table) }
}

extension SideRule.Name {
    static func the(_ thing: SideRule.Thing, _ columns: String...) -> Self { .init(thing: thing, columns: columns) }
    static func any(_ thing: SideRule.Thing, _ columns: String...) -> Self {
        .init(thing: thing, columns: columns, isOptional: true)
    }

    static let source = the(.source, "source")
    static let revision = the(.revision, "source", "revision")
    static let passage = the(.passage, "source", "revision", "lower", "upper")
    static let anyPassage = any(.passage, "source", "revision", "lower", "upper")
    static let anyRespondent = any(.respondent, "survey", "respondent")
    static let anyQuestion = any(.question, "question")
    static let coder = the(.coder, "coder")
}
