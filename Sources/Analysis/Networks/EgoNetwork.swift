package import StudyModel

/// What one case tells of: the ties that its sources and answers speak of, and the actors at their ends.
package enum EgoNetwork {
    /// Ties keep the evidence that comes from the case, and go where none does.
    ///
    /// - Returns: the actors that speak for the case, those at the ends of what is left, and the ties.
    package static func of(case name: String, actors: [Actor], ties: [Tie]) -> (actors: [Actor], ties: [Tie]) {
        let ties = ties.compactMap { tie -> Tie? in
            var tie = tie
            tie.evidence = tie.evidence.filter { $0.citation.caseName == name }
            return tie.evidence.isEmpty ? nil : tie
        }
        let ends = Set(ties.flatMap { [$0.from, $0.to] })
        return (actors.filter { ends.contains($0.id) || $0.caseName == name }, ties)
    }
}
