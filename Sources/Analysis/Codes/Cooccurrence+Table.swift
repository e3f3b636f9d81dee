package import StudyModel

extension Cooccurrence {
    /// One row a pair of codes, in order of the codes; coefficients that are not defined are empty.
    ///
    /// - Parameter minimumCount: Pairs with fewer units are left out.
    package func table(_ codes: CodeIndex, minimumCount: Int = 1) -> DataTable {
        let units = unit == .overlap ? "passages" : unit == .source ? "sources" : "cases"
        var columns: [DataTable.Column] = [
            .init("code_1", .string, "name of the first code"),
            .init("code_2", .string, "name of the second code"),
            .init("n_1", .integer, "\(units) with the first code"),
            .init("n_2", .integer, "\(units) with the second code"),
        ]
        if unit == .overlap {
            columns += [
                .init("touching_1", .integer, "passages of the first code that overlap the second"),
                .init("touching_2", .integer, "passages of the second code that overlap the first"),
                .init("events", .integer, "overlapping pairs of passages, one of each code"),
            ]
        }
        columns += [
            .init("sources", .integer, "sources in which the codes occur together"),
            .init("cases", .integer, "cases of such sources"),
        ]
        columns += Association.Coefficient.allCases.map { coefficient in
            coefficient == .count
                ? .init(
                    "count", .integer,
                    unit == .overlap ? "the smaller of touching_1 and touching_2" : "\(units) with both codes")
                : .init(coefficient.rawValue, .number, coefficient.description(units: units))
        }
        return DataTable(
            name: "cooccurrence", title: "Co-occurrence of codes by \(unit.rawValue), \(total) \(units)", columns: columns,
            primaryKey: ["code_1", "code_2"], rows: pairs.filter { $0.both >= minimumCount }.map { row($0, codes) })
    }

    private func row(_ pair: Pair, _ codes: CodeIndex) -> [DataTable.Cell] {
        let association = association(of: pair)
        let overlaps = [pair.firstTouching, pair.secondTouching, pair.events].compactMap { $0.map(DataTable.Cell.integer) }
        let names: [DataTable.Cell] = [.text(codes.codes[pair.first].name), .text(codes.codes[pair.second].name)]
        return names + [.integer(units[pair.first]), .integer(units[pair.second])] + overlaps
            + [.integer(pair.sources), .integer(pair.cases)]
            + Association.Coefficient.allCases.map { coefficient in
                coefficient == .count
                    ? .integer(pair.both) : association?.value(of: coefficient).map(DataTable.Cell.number) ?? .empty
            }
    }
}

extension Association.Coefficient {
    fileprivate func description(units: String) -> String {
        switch self {
        case .count: "\(units) with both codes"
        case .jaccard: "count / (n_1 + n_2 - count)"
        case .dice: "2 count / (n_1 + n_2)"
        case .overlap: "count / the smaller of n_1 and n_2"
        case .cosine: "count / square root of n_1 n_2"
        case .association: "count over what chance would give, N being all \(units) with any coding: N count / (n_1 n_2)"
        case .pmi: "binary logarithm of the association"
        case .npmi: "pmi / -log2(count / N)"
        case .phi: "correlation of the two codes over all \(units) with any coding"
        }
    }
}
