package import StudyModel

extension CrossTable {
    /// How a cross table is set out.
    package struct Layout: Hashable, Sendable {
        /// Cells are percentages of this; nil for counts.
        package var percent: Percent?
        /// By the total of the row, or by the column that is named here.
        package var choice: RowChoice
        package var by: Int?

        package init(percent: Percent? = nil, choice: RowChoice = .init(), by: Int? = nil) {
            self.percent = percent
            self.choice = choice
            self.by = by
        }
    }

    package func chosenRows(_ layout: Layout) -> [Int] {
        let values = rows.indices.map { row in Double(layout.by.map { cell(row, $0) } ?? rowTotals[row]) }
        return layout.choice.rows(values) { [rows[$0]] }
    }

    /// One row a row and one column a column, and the totals at the ends.
    ///
    /// Where cells are percentages, to one decimal, the ends hold the numbers that they are percentages of.
    package func matrix(_ layout: Layout) -> DataTable {
        let type = layout.percent == nil ? DataTable.ColumnType.integer : .number
        var columnList: [DataTable.Column] = [.init(rowTitle, .string, "\(rowTitle)")]
        columnList += columns.map {
            .init($0, type, layout.percent.map { "\($0.rawValue) percent" } ?? unit, columnsAreWords ? .name : .none)
        }
        columnList.append(.init("total", .integer, "\(unit) in any column"))
        var lines = chosenRows(layout).map { row -> [DataTable.Cell] in
            let cells = columns.indices.map { column -> DataTable.Cell in
                guard let percent = layout.percent else { return .integer(cell(row, column)) }
                return self.percent(percent, row, column).map { .number(($0 * 10).rounded() / 10) } ?? .empty
            }
            return [.text(rows[row])] + cells + [.integer(rowTotals[row])]
        }
        lines.append(
            [.text("total")] + columnTotals.map { .integer($0) } + [.integer(total)])
        return DataTable(name: name, title: title, columns: columnList, primaryKey: [rowTitle], rows: lines, summaries: 1)
    }

    /// One row a cell, with its percentages.
    package func list(_ layout: Layout) -> DataTable {
        DataTable(
            name: name, title: title,
            columns: [
                .init("row", .string, rowTitle), .init("column", .string, columnTitle),
                .init("count", .integer, unit), .init("row_total", .integer, "\(unit) in the row"),
                .init("column_total", .integer, "\(unit) in the column"), .init("total", .integer, "\(unit) in all"),
                .init("row_percent", .number, "count in 100 of row_total"),
                .init("column_percent", .number, "count in 100 of column_total"),
                .init("total_percent", .number, "count in 100 of total"),
            ],
            primaryKey: ["row", "column"],
            rows: chosenRows(layout).flatMap { row in
                columns.indices.map { column in
                    [
                        .text(rows[row]), .text(columns[column]), .integer(cell(row, column)), .integer(rowTotals[row]),
                        .integer(columnTotals[column]), .integer(total),
                    ] + Percent.allCases.map { percent($0, row, column).map { .number($0) } ?? .empty }
                }
            })
    }

    /// The numbers of the shown rows, to be drawn.
    package func chart(_ layout: Layout) -> Chart {
        let rows = chosenRows(layout)
        return Chart(
            title: LocalizedText { heading(in: $0) }, rows: rows.map { self.rows[$0] }, columns: columns,
            values: rows.map { row in
                columns.indices.map { column in
                    layout.percent == nil ? Double(cell(row, column)) : percent(layout.percent ?? .total, row, column)
                }
            }, unit: LocalizedText { $0.word(layout.percent.map { "\($0.rawValue) percent" } ?? unit) },
            columnsAreWords: columnsAreWords)
    }

    private var name: String { "cross-table" }
    package var title: LocalizedText { LocalizedText { "\(heading(in: $0)), \($0.word(unit))" } }

    private func heading(in language: Language) -> String {
        "\(language.word(rowTitle)) \(language == .german ? "nach" : "by") \(language.word(columnTitle))"
    }

    /// Roles are the only columns that the program names.
    private var columnsAreWords: Bool { columnTitle == "role" }
}
