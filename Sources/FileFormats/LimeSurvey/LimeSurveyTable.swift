/// One table of a LimeSurvey file: `questions`, `answer_l10ns`, `responses` and so on.
package final class LimeSurveyTable {
    package let name: String
    /// The columns as `fields` lists them, such as `625219X3X5SQ001#0`; empty where the file lists none.
    package internal(set) var fields: [String] = []
    /// The columns that rows have shown so far, as their elements are named, such as `_625219X3X5SQ001-0`.
    package private(set) var columns: [String] = []
    private var identities: [ObjectIdentifier] = []
    private var numbers: [ObjectIdentifier: Int] = [:]

    init(name: String) { self.name = name }

    /// The number of the column whose element this is. Rows keep one order, so it is most often the one behind the cell before.
    func column(_ element: XMLName, after previous: Int) -> Int {
        let identity = ObjectIdentifier(element)
        let next = previous + 1
        if identities.indices.contains(next), identities[next] == identity { return next }
        if let known = numbers[identity] { return known }
        numbers[identity] = identities.count
        identities.append(identity)
        columns.append(element.local)
        return columns.count - 1
    }

    /// The number of the column with this name, if a row has shown it.
    package func column(named name: String) -> Int? { columns.firstIndex(of: name) }
}

/// One row of a table. A cell that is NULL is not in it; an empty cell is one of no bytes.
package final class LimeSurveyRow {
    package struct Cell: Sendable {
        /// An index into the table's `columns`.
        package let column: Int
        /// A range in the row's `bytes`.
        package let range: Range<Int>
    }

    /// From 1, in its table.
    package internal(set) var number = 0
    package internal(set) var cells: [Cell] = []
    /// The texts of the cells one after another, as UTF-8.
    package internal(set) var bytes: [UInt8] = []

    package func text(_ cell: Cell) -> String { String(decoding: bytes[cell.range], as: UTF8.self) }

    /// The cells by the names of their columns.
    package func texts(in table: LimeSurveyTable) -> [String: String] {
        var result: [String: String] = [:]
        for cell in cells { result[table.columns[cell.column]] = text(cell) }
        return result
    }
}
