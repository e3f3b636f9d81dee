package import StudyModel

extension Cooccurrence {
    /// One row a pair of codes; coefficients that are not defined are empty.
    ///
    /// - Parameters:
    ///   - measures: which coefficients have a column.
    ///   - choice: by the first of the measures.
    package func table(
        _ codes: CodeIndex, measures: [Association.Coefficient] = Association.Coefficient.allCases,
        choice: RowChoice = .init(minimum: 1)
    ) -> DataTable {
        var columns: [DataTable.Column] = [
            .init("code_1", .string, "name of the first code"),
            .init("code_2", .string, "name of the second code"),
            .init("n_1", .integer, "\(unitWord) with the first code"),
            .init("n_2", .integer, "\(unitWord) with the second code"),
        ]
        if unit == .overlap {
            columns += [
                .init("touching_1", .integer, "passages of the first code that \(meeting) the second"),
                .init("touching_2", .integer, "passages of the second code that \(meeting) the first"),
                .init("events", .integer, "pairs of passages that \(meeting) each other, one of each code"),
            ]
        }
        columns += [
            .init("sources", .integer, "sources in which the codes occur together"),
            .init("cases", .integer, "cases of such sources"),
        ]
        columns += measures.map { measure in
            measure == .count
                ? .init(
                    "count", .integer,
                    unit == .overlap ? "the smaller of touching_1 and touching_2" : "\(unitWord) with both codes")
                : .init(measure.rawValue, .number, measure.description(units: unitWord))
        }
        let rows = chosenPairs(codes, by: measures.first ?? .count, choice).map { row(pairs[$0], codes, measures) }
        return DataTable(
            name: "cooccurrence", title: title, columns: columns, primaryKey: ["code_1", "code_2"], rows: rows)
    }

    /// Code by code, on both sides of the diagonal, on which the units of a code stand where units are counted.
    ///
    /// - Parameter choice: of the pairs; codes that none of them has are left out. Its order is that of the codes, by their units.
    package func matrix(
        _ codes: CodeIndex, measure: Association.Coefficient, choice: RowChoice = .init(minimum: 1)
    ) -> CodeMatrix {
        let places = chosenPairs(codes, by: measure, RowChoice(minimum: choice.minimum, top: choice.top, order: .tree))
        var values: [Int: [Int: Double]] = [:]
        for place in places {
            let pair = pairs[place]
            guard let value = association(of: pair)?.value(of: measure) else { continue }
            values[pair.first, default: [:]][pair.second] = value
            values[pair.second, default: [:]][pair.first] = value
        }
        let met = values.keys.sorted()
        let order = RowChoice(order: choice.order ?? .tree).rows(met.map { Double(units[$0]) }) { [codes.codes[met[$0]].name] }
            .map { met[$0] }
        return CodeMatrix(
            title: title, codes: order.map { codes.codes[$0].name }, isCount: measure == .count,
            unit: LocalizedText { $0.word(measure == .count ? unitWord : measure.rawValue) },
            values: order.map { row in
                order.map { column in
                    row == column
                        ? (measure == .count ? Double(units[row]) : nil)
                        : values[row]?[column]
                            ?? (measure == .count ? 0 : nil)
                }
            })
    }

    /// Places of pairs, in the order in which they are shown.
    private func chosenPairs(_ codes: CodeIndex, by measure: Association.Coefficient, _ choice: RowChoice) -> [Int] {
        let values =
            measure == .count
            ? pairs.map { Double($0.both) } : pairs.map { association(of: $0)?.value(of: measure) }
        return choice.rows(values) { [codes.codes[pairs[$0].first].name, codes.codes[pairs[$0].second].name] }
    }

    private func row(_ pair: Pair, _ codes: CodeIndex, _ measures: [Association.Coefficient]) -> [DataTable.Cell] {
        var cells: [DataTable.Cell] = []
        cells.reserveCapacity(9 + measures.count)
        cells += [.text(codes.codes[pair.first].name), .text(codes.codes[pair.second].name)]
        cells += [.integer(units[pair.first]), .integer(units[pair.second])]
        for count in [pair.firstTouching, pair.secondTouching, pair.events] {
            if let count { cells.append(.integer(count)) }
        }
        cells += [.integer(pair.sources), .integer(pair.cases)]
        let association = association(of: pair)
        for measure in measures {
            cells.append(
                measure == .count
                    ? .integer(pair.both) : association?.value(of: measure).map(DataTable.Cell.number) ?? .empty)
        }
        return cells
    }

    private var unitWord: String { unit == .overlap ? "passages" : "\(unit.rawValue)s" }

    private var meeting: String {
        distance.map { "lie within \($0) of" } ?? "overlap"
    }

    private var title: LocalizedText {
        LocalizedText { language in
            let units = "\(total) \(language.word(unitWord))"
            guard language == .german else {
                return "Co-occurrence of codes \(distance.map { "within \($0)" } ?? "by \(unit.rawValue)"), \(units)"
            }
            let place = distance.map { "im Abstand bis \($0.count) \($0.germanWord)" } ?? "nach \(language.word(unit.rawValue))"
            return "Gemeinsames Auftreten von Codes \(place), \(units)"
        }
    }
}

/// One number for each two codes.
package struct CodeMatrix: Hashable, Sendable {
    package var title: LocalizedText
    /// In the order of rows and columns.
    package var codes: [String]
    /// Whether all numbers are whole.
    package var isCount: Bool
    /// What the numbers are.
    package var unit: LocalizedText
    package var values: [[Double?]]

    package var table: DataTable {
        DataTable(
            name: "cooccurrence", title: title,
            columns: [.init("code", .string, "name of the code")]
                + codes.map { .init($0, isCount ? .integer : .number, "with '\($0)'", .none) },
            primaryKey: ["code"],
            rows: codes.indices.map { row in
                [.text(codes[row])]
                    + values[row].map { value in
                        value.map { isCount ? .integer(Int($0)) : .number($0) } ?? .empty
                    }
            })
    }
}

extension CodeMatrix {
    package var chart: Chart { Chart(title: title, rows: codes, columns: codes, values: values, unit: unit) }
}

extension QueryRelation.Distance {
    /// What is counted, in the dative.
    fileprivate var germanWord: String {
        switch measure {
        case .scalars: "Zeichen"
        case .turns: count == 1 ? "Redebeitrag" : "Redebeiträgen"
        case .paragraphs: count == 1 ? "Absatz" : "Absätzen"
        }
    }
}

extension Association.Coefficient {
    fileprivate func description(units: String) -> String {
        switch self {
        case .count: "\(units) with both codes"
        case .jaccard: "count / (n_1 + n_2 - count)"
        case .cCoefficient: "events / (n_1 + n_2 - events); where no events are counted the same as jaccard"
        case .dice: "2 count / (n_1 + n_2)"
        case .overlap: "count / the smaller of n_1 and n_2"
        case .cosine: "count / square root of n_1 n_2"
        case .lift: "count over what chance would give, N being all \(units) with any coding: N count / (n_1 n_2)"
        case .pmi: "binary logarithm of the lift"
        case .npmi: "pmi / -log2(count / N)"
        case .phi: "correlation of the two codes over all \(units) with any coding"
        }
    }
}
