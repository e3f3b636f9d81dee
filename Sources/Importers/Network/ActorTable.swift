package import FileFormats
package import StudyModel

/// A table of actors: a row an actor, as `anker actor export` writes it.
///
/// Columns are `name`, `kind`, `place`, `reach`, `case` and `alias` (`alias[2]` and so on, or `aliases` with several set apart by
/// semicolons), or the German words for these. Each other column is an attribute, and so is `attribute:place`, whose name is that
/// of another column. An empty cell says nothing.
package struct ActorTable {
    /// What an actor is to be, in the order of the file.
    package struct Row: Hashable, Sendable {
        package var actor: Actor
        package var values: [Value]
        package var place: Diagnostic.Place
    }

    /// What it is to have for an attribute, as it was typed.
    package struct Value: Hashable, Sendable {
        package var attribute: String
        package var texts: [String]
        package var place: Diagnostic.Place
    }

    package private(set) var rows: [Row] = []
    package private(set) var diagnostics: [Diagnostic]
    package var decimal: UInt8 { table.decimal }
    private let table: HeadedTable
    private let columns: NamedColumns<Column>
    private var taken: [String: Int] = [:]

    private enum Column: String, NamedColumn {
        case name, kind, place, reach, `case`, alias, aliases

        var germanNames: [String] {
            switch self {
            case .name: ["akteur", "akteurin"]
            case .kind: ["art", "akteursart"]
            case .place: ["ort"]
            case .reach: ["reichweite"]
            case .case: ["fall"]
            case .alias: ["weiterer name"]
            case .aliases: ["weitere namen"]
            }
        }
    }

    /// What heads the column of an attribute.
    package static func heading(of attribute: String) -> String {
        Column(heading: attribute) != nil || attribute.hasPrefix(prefix) ? prefix + attribute : attribute
    }

    private static let prefix = "attribute:"

    /// - Parameter sheet: the name of the sheet, or its number from 1; nil for the first that can be seen.
    /// - Throws: `Refusal` where the file cannot be read.
    package init(_ file: InputFile, sheet: String? = nil, options: CSVOptions = .init()) throws {
        table = try HeadedTable(file, sheet: sheet, options: options)
        columns = NamedColumns(of: table)
        diagnostics = table.diagnostics
        guard diagnostics.allSatisfy({ $0.severity != .error }) else { return }
        diagnostics += columns.missing([.name], in: table)
        guard columns.columns[.name] != nil else { return }
        for row in table.rows { take(row) }
    }

    private mutating func take(_ row: HeadedTable.Row) {
        let place = columns.place(.name, in: row, of: table)
        guard let name = columns.text(.name, in: row) else {
            diagnostics.append(.error(at: place, .noName, remedy: "name the actor, or remove the row"))
            return
        }
        if let first = taken.updateValue(row.number, forKey: name) {
            diagnostics.append(.error(at: place, .repeated(name, row: first), remedy: "put both rows into one"))
            return
        }
        var actor = Actor(
            name: name, kind: columns.text(.kind, in: row), place: columns.text(.place, in: row),
            caseName: columns.text(.case, in: row))
        if let word = columns.text(.reach, in: row) {
            actor.reach = Reach(word: word)
            if actor.reach == nil {
                diagnostics.append(.error(at: columns.place(.reach, in: row, of: table), .noReach))
            }
        }
        let several = columns.texts(.aliases, in: row).flatMap { $0.split(separator: ";").map { String($0).normalizedName } }
        for alias in columns.texts(.alias, in: row) + several where !alias.isEmpty && !actor.aliases.contains(alias) {
            actor.aliases.append(alias)
        }
        let values = table.values(in: row, of: columns.others).map { value in
            let name = value.name.hasPrefix(Self.prefix) ? String(value.name.dropFirst(Self.prefix.count)) : value.name
            return Value(attribute: name, texts: value.texts, place: value.place)
        }
        rows.append(Row(actor: actor, values: values, place: place))
    }
}

extension Diagnostic.Message {
    fileprivate static let noName: Self = "the row names no actor"
    fileprivate static func repeated(_ name: String, row: Int) -> Self { "actor '\(name)' stands already in row \(row)" }
}
