package import StudyModel

extension Agreement {
    /// One row a code in tree order; then one of all codes pooled, `overall`, and one of all together, `together`.
    ///
    /// What is not defined is empty.
    package func table(_ codes: CodeIndex) -> DataTable {
        var columns: [DataTable.Column] = [
            .init(
                "row", .string, "code; or overall, the mean over the codes; or together, sets of codes as one variable",
                .nameAndCells),
            .init("code", .string, "name of the code; empty in the last two rows"),
            .init("units", .integer, "units that two or more coders judged; overall, once for each code"),
            .init("all", .integer, "units that all of them gave it"),
            .init("some", .integer, "units that some of them gave it, or that were given different sets"),
            .init("none", .integer, "units that none of them gave it"),
            .init("prevalence", .number, "how often it was given, of all times it could be"),
        ]
        for coefficient in Coefficient.allCases {
            let name = coefficient.rawValue
            columns.append(.init(name, .number, coefficient.description))
            columns.append(.init(name + "_low", .number, "lower end of its interval, 2.5th percentile of the draws"))
            columns.append(.init(name + "_high", .number, "upper end, 97.5th percentile"))
        }
        let cells = rows.map { row -> [DataTable.Cell] in
            row.head(codes)
                + Coefficient.allCases.flatMap { coefficient -> [DataTable.Cell] in
                    let estimate = row[coefficient]
                    return [estimate.value, estimate.interval?.lowerBound, estimate.interval?.upperBound].map {
                        $0.map(DataTable.Cell.number) ?? .empty
                    }
                }
        }
        return DataTable(
            name: "agreement", title: Self.title, columns: columns, primaryKey: ["row", "code"], rows: cells)
    }

    /// The same for reading: some coefficients, those of Krippendorff with their intervals, and what is not defined in words;
    /// one code alone has no rows of several.
    package func readingTable(_ codes: CodeIndex, coefficients: [Coefficient]) -> DataTable {
        let hasSeveral = rows.count > 3
        let rows = hasSeveral ? rows : Array(rows.prefix(1))
        let coefficients = coefficients.filter { hasSeveral || $0 != .cuAlpha }
        var columns: [DataTable.Column] = [
            .init("code", .string, "code"), .init("units", .integer, "units"), .init("all", .integer, "given by all"),
            .init("some", .integer, "given by some"), .init("none", .integer, "given by none"),
            .init("prevalence", .number, "share of all judgments"),
        ]
        let hasIntervals = Set(
            [Coefficient.alpha, .alphaU, .cuAlpha].filter { coefficient in rows.contains { $0[coefficient].interval != nil } })
        for coefficient in coefficients {
            columns.append(.init(coefficient.rawValue, .number, coefficient.description))
            if hasIntervals.contains(coefficient) { columns.append(.init("95 %", .string, "interval", .nameAndInterval)) }
        }
        let cells = rows.map { row -> [DataTable.Cell] in
            var cells = Array(row.head(codes).dropFirst())
            if case .code = row.subject {} else { cells[0] = .text(row.subject.word) }
            for coefficient in coefficients {
                let isMeant =
                    coefficient == .cuAlpha ? row.subject == .together : coefficient != .ac1 || row.subject != .together
                cells.append(row[coefficient].value.map { .number($0) } ?? (isMeant ? .text("undefined") : .empty))
                guard hasIntervals.contains(coefficient) else { continue }
                cells.append(
                    row[coefficient].interval.map { .text("\($0.lowerBound.rounded2)..\($0.upperBound.rounded2)") } ?? .empty)
            }
            return cells
        }
        return DataTable(name: "agreement", title: Self.title, columns: columns, rows: cells, summaries: hasSeveral ? 2 : 0)
    }
}

extension Agreement {
    private static var title: LocalizedText {
        LocalizedText(["en": "Agreement of coders", "de": "Übereinstimmung der Codierenden"])
    }
}

extension Agreement.Subject {
    fileprivate var word: String {
        switch self {
        case .code: "code"
        case .pooled: "overall"
        case .together: "together"
        }
    }
}

extension Agreement.Row {
    fileprivate func head(_ codes: CodeIndex) -> [DataTable.Cell] {
        var name = DataTable.Cell.empty
        if case .code(let index) = subject { name = .text(codes.codes[index].name) }
        return [
            .text(subject.word), name, .integer(units), .integer(all), .integer(some), .integer(units - all - some),
            prevalence.map { .number($0) } ?? .empty,
        ]
    }
}

extension Agreement.Coefficient {
    fileprivate var description: String {
        switch self {
        case .percent: "share of pairs of coders who gave a unit the same"
        case .kappa: "Cohen's kappa; only for two coders"
        case .fleiss: "Fleiss' kappa; only where each unit has as many judges"
        case .ac1: "Gwet's AC1; not of all codes together"
        case .alpha: "Krippendorff's alpha for nominal values"
        case .alphaU: "Krippendorff's unitizing alpha over all characters"
        case .cuAlpha: "Krippendorff's cu-alpha; only of all codes together"
        }
    }
}

extension Double {
    /// Two decimals.
    fileprivate var rounded2: String {
        let hundredths = Int((self * 100).rounded(.toNearestOrEven))
        let digits = "\(hundredths.magnitude)"
        let padded = String(repeating: "0", count: Swift.max(0, 3 - digits.count)) + digits
        return (hundredths < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
    }
}
