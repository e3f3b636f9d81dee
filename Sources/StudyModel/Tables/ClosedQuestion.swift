/// A question that is answered from a list or with a value, or an attribute of cases, with what each has for it.
package struct ClosedQuestion: Hashable, Sendable {
    package struct Category: Hashable, Sendable {
        /// As the value is stored; of boxes to tick the name of the box.
        package var value: String
        package var label: String?
        /// Why there is no answer: a code that stands for none, nothing at all, or that it was not shown.
        package var isMissing: Bool

        package init(value: String, label: String? = nil, isMissing: Bool = false) {
            self.value = value
            self.label = label
            self.isMissing = isMissing
        }

        package var name: String { label ?? value }
    }

    /// A respondent, or a case.
    package struct Holder: Hashable, Sendable {
        /// The study's own number; nil where an attribute was set for a case.
        package var respondent: Int64?
        package var caseName: String
        /// Sorted, each once; of answers and reasons for none only one sort.
        package var categories: [Int]

        package init(respondent: Int64?, caseName: String, categories: [Int]) {
            self.respondent = respondent
            self.caseName = caseName
            self.categories = categories
        }
    }

    package var name: String
    /// Nil for an attribute.
    package var survey: String?
    /// Whether one respondent can have several categories.
    package var takesSeveral: Bool
    /// In the order of the questionnaire or of their values, reasons for no answer last.
    package var categories: [Category]
    /// In the order in which they came in.
    package var holders: [Holder]

    package init(name: String, survey: String?, takesSeveral: Bool, categories: [Category], holders: [Holder]) {
        self.name = name
        self.survey = survey
        self.takesSeveral = takesSeveral
        self.categories = categories
        self.holders = holders
    }
}

extension ClosedQuestion {
    /// Puts numbers into classes: below the first limit, from there to below the second, and so on.
    ///
    /// - Returns: nil where a value is no number.
    package func grouped(at limits: [Double]) -> ClosedQuestion? {
        let limits = limits.sorted()
        guard let first = limits.first else { return self }
        var names = ["< \(first.shortest)"]
        for (lower, upper) in zip(limits, limits.dropFirst()) { names.append("\(lower.shortest) – < \(upper.shortest)") }
        names.append("≥ \((limits.last ?? first).shortest)")
        let missing = categories.filter(\.isMissing)
        var targets: [Int] = []
        for category in categories {
            if category.isMissing {
                targets.append(names.count + (missing.firstIndex(of: category) ?? 0))
            } else {
                guard let number = Double(category.value) else { return nil }
                targets.append(limits.count { $0 <= number })
            }
        }
        var result = self
        result.categories = names.map { Category(value: $0) } + missing
        for place in result.holders.indices {
            result.holders[place].categories = Set(holders[place].categories.map { targets[$0] }).sorted()
        }
        return result
    }
}
