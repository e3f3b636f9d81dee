import StudyModel

/// Which rows of a table are shown, and in what order.
package struct RowChoice: Hashable, Sendable {
    package enum Order: String, Hashable, Sendable, CaseIterable {
        /// As the codebook, the questionnaire or the table itself has them.
        case tree
        case name
        /// The greatest first; what has no value comes last.
        case count
    }

    /// Rows with less, or without a value, are left out.
    package var minimum: Double?
    /// Only so many, those with the greatest values; of equal ones those that come first in the table.
    package var top: Int?
    /// Nil is the order of the table, and with `top` that of the count.
    package var order: Order?

    package init(minimum: Double? = nil, top: Int? = nil, order: Order? = nil) {
        self.minimum = minimum
        self.top = top
        self.order = order
    }

    /// - Parameters:
    ///   - values: by what rows are chosen and sorted, one a row.
    ///   - name: of a row; names are compared one part after another.
    /// - Returns: the rows that are shown.
    package func rows(_ values: [Double?], name: (Int) -> [String]) -> [Int] {
        var rows = Array(values.indices)
        if let minimum { rows = rows.filter { (values[$0] ?? -.infinity) >= minimum } }
        func isGreater(_ left: Int, _ right: Int) -> Bool {
            let (one, two) = (values[left] ?? -.infinity, values[right] ?? -.infinity)
            return one != two ? one > two : left < right
        }
        if let top, top < rows.count { rows = rows.sorted(by: isGreater).prefix(top).sorted() }
        switch order ?? (top == nil ? .tree : .count) {
        case .tree: return rows
        case .count: return rows.sorted(by: isGreater)
        case .name:
            let keys = rows.map { (row: $0, name: name($0)) }
            return keys.sorted { left, right in
                for (one, two) in zip(left.name, right.name) where one != two { return inNameOrder(one, two) }
                return left.row < right.row
            }.map(\.row)
        }
    }
}
