/// Numbers that are drawn: bars where there is one column, else a field of cells.
package struct Chart: Hashable, Sendable {
    package var title: LocalizedText
    package var rows: [String]
    package var columns: [String]
    /// Row by row; nil where there is no number.
    package var values: [[Double?]]
    /// What the numbers are.
    package var unit: LocalizedText
    /// Whether the columns are words of the program and no names.
    package var columnsAreWords: Bool

    package init(
        title: LocalizedText, rows: [String], columns: [String], values: [[Double?]], unit: LocalizedText,
        columnsAreWords: Bool = false
    ) {
        self.title = title
        self.rows = rows
        self.columns = columns
        self.values = values
        self.unit = unit
        self.columnsAreWords = columnsAreWords
    }

    /// False where there is nothing to see, or more than anybody could read.
    package var canBeDrawn: Bool { !rows.isEmpty && !columns.isEmpty && rows.count <= 1000 && columns.count <= 200 }
}
