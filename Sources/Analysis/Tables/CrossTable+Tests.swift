package import StudyModel

extension CrossTable {
    /// What a test is about: a row against all others, one cell against all others, or the whole table.
    package struct Test: Hashable, Sendable {
        /// Nil for the whole table.
        package var row: Int?
        /// Nil where all columns are compared.
        package var column: Int?
        package var table: ContingencyTable
        /// Exact; nil where the chi-square will do, or it would take too long.
        package var fisher: Double?
        package var remark: Remark?

        package enum Remark: String, Hashable, Sendable {
            /// Fewer than two rows or columns hold anything.
            case nothingToCompare = "nothing to compare"
            /// An expected count is below 5: Fisher's test is given too, or could not be.
            case smallCounts = "an expected count is below 5"
            case tooLarge = "an expected count is below 5, and the exact test is too large"
            /// A unit can stand in several cells, so that rows and columns are no yes and no.
            case mixed = "units stand in several cells"
        }
    }

    /// The table as a whole, where each unit stands in one row and one column.
    package var wholeTest: Test? {
        guard inSeveralRows == 0, inSeveralColumns == 0 else { return nil }
        let counts = rows.indices.map { row in columns.indices.map { cell(row, $0) } }
        return test(counts, row: nil, column: nil)
    }

    /// Each of the rows by itself: has a unit it or not, by columns. Where units stand in several columns, each column by itself too.
    package func rowTests(_ chosen: [Int]) -> [Test] {
        chosen.flatMap { row -> [Test] in
            if inSeveralColumns == 0 {
                return [
                    test(
                        [columns.indices.map { cell(row, $0) }, columns.indices.map { columnTotals[$0] - cell(row, $0) }],
                        row: row, column: nil)
                ]
            }
            return columns.indices.map { column in
                let (both, inRow, inColumn) = (cell(row, column), rowTotals[row], columnTotals[column])
                return test(
                    [[both, inRow - both], [inColumn - both, total - inRow - inColumn + both]], row: row, column: column)
            }
        }
    }

    private func test(_ counts: [[Int]], row: Int?, column: Int?) -> Test {
        var result = Test(row: row, column: column, table: ContingencyTable(mixed == 0 ? counts : []))
        if mixed > 0 {
            result.remark = .mixed
        } else if !result.table.isTestable {
            result.remark = .nothingToCompare
        } else if result.table.smallestExpected < 5 {
            result.fisher = FisherExact.probability(result.table)
            result.remark = result.fisher == nil ? .tooLarge : .smallCounts
        }
        return result
    }

    package func tests(_ layout: Layout) -> [Test] {
        if inSeveralRows == 0, rowTitle != "code" { return wholeTest.map { [$0] } ?? rowTests(chosenRows(layout)) }
        return rowTests(chosenRows(layout))
    }

    /// One row a test; what is not computed is empty, and the remark says why.
    package func testTable(_ layout: Layout) -> DataTable {
        let tests = tests(layout)
        let columnList: [DataTable.Column] = [
            .init("row", .string, "\(rowTitle); empty for the whole table"),
            .init("column", .string, "\(columnTitle); empty where all are compared"),
            .init("n", .integer, "\(unit) in the base"),
            .init("chi_square", .number, "Pearson's chi-square, without a correction"),
            .init("df", .integer, "degrees of freedom"),
            .init("p", .number, "probability of such a chi-square or a greater one without association"),
            .init("cramers_v", .number, "Cramér's V"),
            .init("fisher_p", .number, "Fisher's exact test, two-sided, where an expected count is below 5"),
            .init("odds_ratio", .number, "of two by two: odds in the first column over those in the second"),
            .init("odds_low", .number, "lower end of its 95 % interval"),
            .init("odds_high", .number, "upper end of its 95 % interval"),
            .init("remark", .string, "what to mind", .nameAndCells),
        ]
        return DataTable(
            name: "tests", title: LocalizedText { "\($0 == .german ? "Tests zu" : "Tests of") \(title.text(in: $0))" },
            columns: columnList,
            rows: tests.map { test in
                let table = test.table
                let isTested = table.isTestable
                let odds = table.oddsRatio
                func number(_ value: Double?) -> DataTable.Cell { value.map { .number($0) } ?? .empty }
                return [
                    .optional(test.row.map { rows[$0] }), .optional(test.column.map { columns[$0] }), .integer(total),
                    number(isTested ? table.chiSquare : nil), isTested ? .integer(table.degreesOfFreedom) : .empty,
                    number(table.chiSquareProbability), number(table.cramersV), number(test.fisher), number(odds?.value),
                    number(odds?.low), number(odds?.high), .optional(test.remark?.rawValue),
                ]
            })
    }
}
