package import StudyModel

extension CrossTable {
    /// What is counted of codings.
    package enum CodedUnit: String, Hashable, Sendable, CaseIterable {
        case codings, passages, sources, cases
    }

    /// Codes by what their codings belong to.
    ///
    /// - Parameters:
    ///   - withChildren: whether a coding counts for the codes above its own too.
    ///   - uncoded: for cases: the columns of each case in which nothing is coded, which then are in the base.
    package init(
        _ data: CodingData, codes: CodeIndex, by grouping: CodeGrouping, counting unit: CodedUnit, withChildren: Bool = false,
        uncoded: [[Int]] = []
    ) {
        var tally = CrossTally(
            rowTitle: "code", columnTitle: grouping.title, rows: codes.codes.map(\.name), columns: grouping.labels,
            unit: unit.rawValue, lacking: grouping.title)
        let rows = codes.codes.indices.map { withChildren ? [$0] + codes.ancestors(of: $0) : [$0] }
        var clusters: Set<Int64> = []
        let points = data.points.filter { point in
            codes.index(ofRow: point.code) != nil && (unit != .cases || data.casesBySource[point.source] != nil)
        }
        let keys = points.map { UnitKey($0, unit, data) }
        let order = unit == .codings ? Array(points.indices) : points.indices.sorted { keys[$0] < keys[$1] }
        var start = 0
        while start < order.count {
            var end = start + 1
            while unit != .codings, end < order.count, keys[order[end]] == keys[order[start]] { end += 1 }
            tally.addUnit { tally in
                for place in order[start..<end] {
                    let point = points[place]
                    let columns = grouping.columns(point)
                    guard !columns.isEmpty, let code = codes.index(ofRow: point.code) else { continue }
                    clusters.insert(data.casesBySource[point.source].map { Int64($0) } ?? -1 - Int64(point.source))
                    for column in columns {
                        for row in rows[code] { tally.put(row, column) }
                    }
                }
            }
            start = end
        }
        for columns in uncoded {
            tally.addUnit { tally in
                for column in columns { tally.put(column: column) }
            }
        }
        if unit != .cases { tally.set(clusters: clusters.count) }
        self = tally.table
    }
}

/// What tells one unit from another.
private struct UnitKey: Comparable {
    var holder: Int32
    var range: Int64

    init(_ point: CodingPoint, _ unit: CrossTable.CodedUnit, _ data: CodingData) {
        holder = unit == .cases ? data.casesBySource[point.source] ?? -1 : point.source
        range = unit == .passages ? Int64(point.lower) << 32 | Int64(point.upper) : 0
    }

    static func < (left: Self, right: Self) -> Bool { (left.holder, left.range) < (right.holder, right.range) }
}
