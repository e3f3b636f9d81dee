package import StudyModel

/// What coders are compared on, and how finely.
package struct AgreementDesign: Hashable, Sendable {
    /// In what the same must have been given.
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        /// A turn has a code where a passage with it shares a character with the turn. A text without turns is one.
        case turn
        case character, source
    }

    /// What is drawn anew, as a whole, when intervals are made.
    package enum Draw: String, Hashable, Sendable, CaseIterable {
        case turn, source
    }

    /// The codes that are compared, as indices in tree order.
    package var codes: [Int]
    package var unit: Unit
    /// Whether a code was given where one below it was.
    package var takesChildren: Bool
    /// Turns cannot be drawn where the units are sources.
    package var draw: Draw

    package init(codes: [Int], unit: Unit = .turn, takesChildren: Bool = false, draw: Draw = .turn) {
        self.codes = codes
        self.unit = unit
        self.takesChildren = takesChildren
        self.draw = unit == .source ? .source : draw
    }

    /// Which of the compared codes, by their place in `codes`, a passage has that was given each code of the index.
    func variables(_ index: CodeIndex) -> [[Int]] {
        index.codes.indices.map { code in
            let above = takesChildren ? index.ancestors(of: code) : []
            return codes.indices.filter { codes[$0] == code || above.contains(codes[$0]) }
        }
    }

    /// The codes to compare where none are named: those that were given, or with their children those at the top.
    package static func usedCodes(_ material: AgreementMaterial, _ index: CodeIndex, takingChildren: Bool) -> [Int] {
        var isUsed = [Bool](repeating: false, count: index.codes.count)
        for point in material.points {
            guard let code = index.index(ofRow: point.code) else { continue }
            isUsed[takingChildren ? index.family(of: code) : code] = true
        }
        return isUsed.indices.filter { isUsed[$0] }
    }
}
