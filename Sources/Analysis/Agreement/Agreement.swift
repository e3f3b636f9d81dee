package import StudyModel

/// How far coders agree, code by code and over all.
package struct Agreement: Hashable, Sendable {
    package enum Coefficient: String, Hashable, Sendable, CaseIterable {
        /// The share of pairs of coders who gave the same.
        case percent
        /// Cohen's kappa, for two coders.
        case kappa
        /// Fleiss' kappa, where every unit was judged by as many coders.
        case fleiss
        /// Gwet's AC1.
        case ac1
        /// Krippendorff's alpha for nominal values.
        case alpha
        /// Krippendorff's unitizing alpha: where passages begin and end, to the character.
        case alphaU = "alpha_u"
        /// Krippendorff's cu-alpha: with which code, only where two or more coded anything.
        case cuAlpha = "cu_alpha"
    }

    package struct Estimate: Hashable, Sendable {
        /// Nil where nothing could differ.
        package var value: Double?
        /// From the 2.5th to the 97.5th of a hundred when units are drawn anew; nil where that says nothing.
        package var interval: ClosedRange<Double>?
    }

    package enum Subject: Hashable, Sendable {
        /// By its index in tree order.
        case code(Int)
        /// The mean of what is observed and of what is expected over all codes.
        case pooled
        /// All codes as one variable: what a coder gave a unit is the set of its codes.
        case together
    }

    package struct Row: Hashable, Sendable {
        package var subject: Subject
        /// All units, those that all coders gave it, and those that only some gave it.
        package var units: Int
        package var all: Int
        package var some: Int
        /// How often a coder gave it to a unit, of all that could be given.
        package var prevalence: Double?
        package var estimates: [Coefficient: Estimate] = [:]

        package subscript(coefficient: Coefficient) -> Estimate { estimates[coefficient] ?? Estimate() }
    }

    /// One a code, then pooled, then together.
    package var rows: [Row]
    /// By source, place and code.
    package var differences: [AgreementDifference]

    /// - Parameters:
    ///   - draws: How often to draw units anew; fewer than two make no intervals.
    ///   - seed: The same seed gives the same intervals.
    package init(
        _ material: AgreementMaterial, codes: CodeIndex, design: AgreementDesign, draws: Int = 0, seed: UInt64 = 1,
        listingDifferences: Bool = false
    ) {
        let judged = JudgedUnits(material, codes: codes, design: design, listingDifferences: listingDifferences)
        let coefficients = AgreementCoefficients(judged, coders: material.coders.count)
        let values = coefficients.values()
        let intervals = coefficients.intervals(draws: draws, seed: seed)
        let subjects = design.codes.map(Subject.code) + [.pooled, .together]
        let tallies = judged.byUnit.tallies()
        let single = judged.counts.dropLast()
        rows = subjects.enumerated().map { position, subject in
            let tally = position < design.codes.count ? tallies[position] : tallies[judged.together]
            var row = Row(subject: subject, units: Int(tally.units), all: 0, some: 0, prevalence: tally.prevalence)
            switch subject {
            case .code:
                (row.all, row.some) = (judged.counts[position].all, judged.counts[position].some)
            case .pooled:
                row.units *= design.codes.count
                (row.all, row.some) = (single.reduce(0) { $0 + $1.all }, single.reduce(0) { $0 + $1.some })
                let given = tallies.dropLast().reduce(0) { $0 + $1.given }
                row.prevalence = tally.values > 0 ? given / (tally.values * Double(design.codes.count)) : nil
            case .together:
                (row.all, row.some) = (judged.counts[judged.together].all, judged.counts[judged.together].some)
            }
            for (column, coefficient) in Coefficient.allCases.enumerated() {
                row.estimates[coefficient] = Estimate(
                    value: values[position][column], interval: intervals?[position][column])
            }
            return row
        }
        differences = judged.differences.sorted {
            ($0.source, $0.lower, $0.upper, $0.code) < ($1.source, $1.lower, $1.upper, $1.code)
        }
    }
}

extension CoincidenceTally {
    /// Values that are not nothing, which is the first category.
    fileprivate var given: Double { values - (margins.first?.values ?? 0) }
    fileprivate var prevalence: Double? { values > 0 ? given / values : nil }
}
