import StudyModel

/// A column of a table whose columns have set names, in English or German and in any case.
protocol NamedColumn: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    /// The German names of it.
    var germanNames: [String] { get }
}

extension NamedColumn {
    init?(heading: String) {
        let name = heading.lowercased()
        guard let found = Self.allCases.first(where: { $0.rawValue == name || $0.germanNames.contains(name) }) else {
            return nil
        }
        self = found
    }
}

/// Which columns of a table are meant by their names.
struct NamedColumns<Name: NamedColumn> {
    /// In the order of the file; several of one name where they have numbers.
    private(set) var columns: [Name: [HeadedTable.Column]] = [:]
    /// Those with other names.
    private(set) var others: [HeadedTable.Column] = []

    init(of table: HeadedTable) {
        for column in table.columns {
            if let name = Name(heading: column.name) {
                columns[name, default: []].append(column)
            } else {
                others.append(column)
            }
        }
    }

    /// What stands in a row under a name, without blanks at its ends; nil where nothing does.
    func text(_ name: Name, in row: HeadedTable.Row) -> String? { texts(name, in: row).first }

    func texts(_ name: Name, in row: HeadedTable.Row) -> [String] {
        (columns[name] ?? []).compactMap { row[$0.index]?.normalizedName }
    }

    /// Exactly as it stands.
    func raw(_ name: Name, in row: HeadedTable.Row) -> String? { (columns[name] ?? []).lazy.compactMap { row[$0.index] }.first }

    /// Where a name stands in a row; the first cell where the table has no such column.
    func place(_ name: Name, in row: HeadedTable.Row, of table: HeadedTable) -> Diagnostic.Place {
        table.place(row: row.number, column: columns[name]?.first?.index ?? table.columns.first?.index ?? 0)
    }

    /// A problem for each name that the table must have and has not, with the heading that was probably meant.
    func missing(_ names: [Name], in table: HeadedTable) -> [Diagnostic] {
        names.filter { columns[$0] == nil }.map { name in
            let near = name.rawValue.nearest(among: others.map(\.name))
            return .error(
                at: table.place(
                    row: table.headingRow, column: near.flatMap { near in others.first { $0.name == near }?.index } ?? 0),
                "no column '\(name.rawValue)'",
                remedy: near.map { "is it the column '\($0)'?" } ?? "head the column that holds it '\(name.rawValue)'")
        }
    }
}

extension Diagnostic.Message {
    static let noReach: Self = "the reach is not one of local, regional, supraregional"
}
