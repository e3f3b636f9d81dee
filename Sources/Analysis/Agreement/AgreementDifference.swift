/// A place that some coders gave a code, and others who read it did not.
package struct AgreementDifference: Hashable, Sendable {
    /// What a coder gave there who did not give the code.
    package struct Instead: Hashable, Sendable {
        package var coder: Int
        /// By their place among the codes that are compared.
        package var codes: [Int]
    }

    package var source: Int
    /// Nil where the text has no turns.
    package var turn: Int?
    /// The words that were coded, as far as they lie in the unit.
    package var lower: Int
    package var upper: Int
    /// By its place among the codes that are compared.
    package var code: Int
    /// Who gave it, and who did not.
    package var given: [Int]
    package var withheld: [Int]
    package var instead: [Instead]

    func continues(with next: Self) -> Bool {
        source == next.source && code == next.code && given == next.given && upper == next.lower
    }

    mutating func extend(with next: Self) {
        upper = next.upper
        for other in next.instead {
            if let index = instead.firstIndex(where: { $0.coder == other.coder }) {
                instead[index].codes = Set(instead[index].codes + other.codes).sorted()
            } else {
                instead.append(other)
                instead.sort { $0.coder < $1.coder }
            }
        }
    }
}
