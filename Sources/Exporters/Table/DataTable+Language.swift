import StudyModel

extension DataTable {
    /// The same with the words of the program in `language`; what is named in the study stays.
    func worded(in language: Language) -> DataTable {
        guard language != .english else { return self }
        var table = self
        for (index, column) in columns.enumerated() {
            table.columns[index].name = column.wording == .none ? language.label(column.name) : language.word(column.name)
            for row in rows.indices where index < rows[row].count {
                guard case .text(let text) = rows[row][index] else { continue }
                let isSummary = index == 0 && row >= rows.count - summaries
                table.rows[row][index] = .text(
                    isSummary || column.wording == .nameAndCells || column.type.isNumber
                        ? language.word(text)
                        : column.wording == .nameAndInterval
                            ? text.replacing("..", with: " bis ").replacing(".", with: String(language.decimalSign))
                            : language.label(text))
            }
        }
        return table
    }
}
