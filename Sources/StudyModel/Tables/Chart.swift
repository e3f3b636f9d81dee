/// Numbers that are drawn: bars where there is one column, else a field of cells.
package struct Chart: Hashable, Sendable {
    package var title: String
    package var rows: [String]
    package var columns: [String]
    /// Row by row; nil where there is no number.
    package var values: [[Double?]]
    /// What the numbers are.
    package var unit: String

    package init(title: String, rows: [String], columns: [String], values: [[Double?]], unit: String) {
        self.title = title
        self.rows = rows
        self.columns = columns
        self.values = values
        self.unit = unit
    }

    /// False where there is nothing to see, or more than anybody could read.
    package var canBeDrawn: Bool { !rows.isEmpty && !columns.isEmpty && rows.count <= 1000 && columns.count <= 200 }
}
