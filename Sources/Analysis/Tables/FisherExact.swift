import Foundation

/// Fisher's exact test: how probable tables with the same totals are that are no more probable than the one observed
/// (Fisher 1935, Journal of the Royal Statistical Society 98, 39; of more rows and columns Freeman and Halton 1951,
/// Biometrika 38, 141).
///
/// Two by two are summed up directly. More are gone through column by column: what is left of the rows is a node, at which the ways
/// of getting there meet, as in the network algorithm of Mehta and Patel (1983, Journal of the American Statistical
/// Association 78, 427). Ways all of whose ends count, or none of whose ends can, are not followed.
struct FisherExact {
    /// Beyond so many steps the test is not computed.
    static let patience = 2_000_000

    /// Tables that are more probable only by rounding count, as in R.
    private static let tolerance = 1e-7

    /// ln n! by n.
    private let logFactorials: [Double]
    private let table: ContingencyTable

    /// Nil where there are not two rows and two columns, or computing it would take too long.
    static func probability(_ table: ContingencyTable, patience: Int = patience) -> Double? {
        guard table.isTestable else { return nil }
        let test = FisherExact(table)
        return table.counts.count == 2 && table.columnTotals.count == 2 ? test.twoByTwo() : test.network(patience)
    }

    private init(_ table: ContingencyTable) {
        self.table = table
        var logs = [0.0]
        logs.reserveCapacity(table.total + 1)
        for n in 1...max(1, table.total) { logs.append(logs[n - 1] + log(Double(n))) }
        logFactorials = logs
    }

    private func twoByTwo() -> Double {
        let (row, column, total) = (table.rowTotals[0], table.columnTotals[0], table.total)
        let possible = max(0, row + column - total)...min(row, column)
        let logs = possible.map { cell in
            -logFactorials[cell] - logFactorials[row - cell] - logFactorials[column - cell]
                - logFactorials[total - row - column + cell]
        }
        // Relative to the most probable, so that sums of large tables do not vanish.
        let greatest = logs.max() ?? 0
        let observed = logs[table.counts[0][0] - possible.lowerBound]
        let all = logs.reduce(0) { $0 + exp($1 - greatest) }
        let extreme = logs.filter { $0 <= observed + log1p(Self.tolerance) }.reduce(0) { $0 + exp($1 - greatest) }
        return min(1, extreme / all)
    }

    /// Ways to a node that are equally probable: Σ −ln n! of the cells so far, and how many ways, as a logarithm.
    private typealias Ways = [Int64: (path: Double, weight: Double)]

    private func network(_ patience: Int) -> Double? {
        // The fewer rows a node has the fewer nodes there are.
        let (rows, columns) =
            table.rowTotals.count <= table.columnTotals.count
            ? (table.rowTotals, table.columnTotals) : (table.columnTotals, table.rowTotals)
        let columnsLeft = columns.sorted(by: >)
        let observed = -table.counts.joined().reduce(0) { $0 + logFactorials[$1] } + log1p(Self.tolerance)
        // Σ over all tables of Π 1/n! is N! / (Π rows! Π columns!), for what is left as for the whole.
        let all = logOfAll(rows, columnsLeft[...])
        var nodes: [[Int]: Ways] = [rows.sorted(): [0: (0, 0)]]
        var probability = 0.0
        var steps = 0
        for index in columnsLeft.indices {
            var next: [[Int]: Ways] = [:]
            let rest = columnsLeft[(index + 1)...]
            // In a settled order, so that sums are the same to the last digit.
            for left in nodes.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                let ways = (nodes[left] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
                let isDone = distribute(columnsLeft[index], over: left) { cells in
                    let step = -cells.reduce(0) { $0 + logFactorials[$1] }
                    let node = zip(left, cells).map { $0 - $1 }.sorted()
                    let (least, most) = bounds(node, rest)
                    let open = logOfAll(node, rest)
                    for way in ways {
                        steps += 1
                        let path = way.path + step
                        if path + most <= observed {
                            probability += exp(way.weight + path + open - all)
                        } else if path + least <= observed {
                            let key = Int64((path * 1e8).rounded())
                            if let known = next[node]?[key] {
                                let greater = max(known.weight, way.weight)
                                let sum = exp(known.weight - greater) + exp(way.weight - greater)
                                next[node]?[key] = (known.path, greater + log(sum))
                            } else {
                                next[node, default: [:]][key] = (path, way.weight)
                            }
                        }
                    }
                    return steps <= patience
                }
                guard isDone else { return nil }
            }
            nodes = next
        }
        return min(1, probability)
    }

    private func logOfAll(_ rows: [Int], _ columns: ArraySlice<Int>) -> Double {
        logFactorials[columns.reduce(0, +)] - rows.reduce(0) { $0 + logFactorials[$1] }
            - columns.reduce(0) { $0 + logFactorials[$1] }
    }

    /// Between which bounds Σ −ln n! lies for all tables of these totals.
    private func bounds(_ rows: [Int], _ columns: ArraySlice<Int>) -> (least: Double, most: Double) {
        guard columns.count > 1 else {
            let exact = -rows.reduce(0) { $0 + logFactorials[$1] }
            return columns.isEmpty ? (0, 0) : (exact, exact)
        }
        // A total in one cell is the least probable, and spread evenly the most.
        func together(_ totals: some Sequence<Int>) -> Double { -totals.reduce(0) { $0 + logFactorials[$1] } }
        func spread(_ totals: some Sequence<Int>, over count: Int) -> Double {
            -totals.reduce(0) { sum, total in
                let (each, more) = total.quotientAndRemainder(dividingBy: count)
                return sum + Double(count - more) * logFactorials[each] + Double(more) * logFactorials[min(each + 1, total)]
            }
        }
        return (
            max(together(rows), together(columns)),
            min(spread(columns, over: rows.count), spread(rows, over: columns.count))
        )
    }

    /// All ways to share a total out to rows, none of which gets more than it has left.
    ///
    /// - Returns: false where `body` did, which ends it.
    private func distribute(_ total: Int, over rows: [Int], _ body: ([Int]) -> Bool) -> Bool {
        var cells = Array(repeating: 0, count: rows.count)
        var room = [0]
        for row in rows.reversed() { room.append((room.last ?? 0) + row) }
        room.reverse()
        func share(_ rest: Int, _ place: Int) -> Bool {
            if place == rows.count - 1 {
                guard rest <= rows[place] else { return true }
                cells[place] = rest
                return body(cells)
            }
            let least = max(0, rest - room[place + 1])
            let most = min(rest, rows[place])
            guard least <= most else { return true }
            for cell in least...most {
                cells[place] = cell
                guard share(rest - cell, place + 1) else { return false }
            }
            return true
        }
        return share(total, 0)
    }
}
