/// One of the claims of a study, which codes, questions and answers bear on.
package struct Finding: Hashable, Sendable {
    /// Short and stable, such as `F1`.
    package var name: String
    package var title: LocalizedText
    /// The claim in full.
    package var claim: LocalizedText

    package init(name: String, title: LocalizedText = .init(), claim: LocalizedText = .init()) {
        self.name = name
        self.title = title
        self.claim = claim
    }

    /// How something bears on a finding.
    package enum Bearing: String, Hashable, Sendable, CaseIterable {
        case supporting, contradicting
    }
}
