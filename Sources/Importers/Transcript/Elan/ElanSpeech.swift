/// Which tiers of an ELAN file hold what is said.
struct ElanSpeech {
    /// Indices of the tiers.
    private(set) var tiers: Set<Int> = []
    /// Tiers that are read in place of the one above them.
    private(set) var substitutes: [(tier: Int, parent: Int)] = []

    /// Tiers without a parent; in place of one without words or with the references of Toolbox, the text below it: a child
    /// named or typed `tx` or `text`, else its only child with words.
    ///
    /// A tier of a type in `controlled` notes what happens in terms from a list. It is speech only where no other tier is.
    init(_ all: [ElanElements.Tier], controlled: Set<String>) {
        choose(from: all) { !controlled.contains($0.type) }
        guard !tiers.contains(where: { !all[$0].annotations.isEmpty }) else { return }
        (tiers, substitutes) = ([], [])
        choose(from: all) { _ in true }
    }

    private mutating func choose(from all: [ElanElements.Tier], where isFree: (ElanElements.Tier) -> Bool) {
        var children: [String: [Int]] = [:]
        for (index, tier) in all.enumerated() where !tier.annotations.isEmpty && isFree(tier) {
            if let parent = tier.parent { children[parent, default: []].append(index) }
        }
        for (index, tier) in all.enumerated() where tier.parent == nil && isFree(tier) {
            let below = children[tier.id] ?? []
            if tier.annotations.isEmpty || Self.isNamed(tier, ["ref"]) {
                let text = below.first { Self.isNamed(all[$0], ["tx", "text"]) }
                if let substitute = text ?? (tier.annotations.isEmpty && below.count == 1 ? below.first : nil) {
                    tiers.insert(substitute)
                    substitutes.append((substitute, index))
                    continue
                }
            }
            tiers.insert(index)
        }
    }

    /// True where the linguistic type, or the name in front of `@`, is one of `names`.
    private static func isNamed(_ tier: ElanElements.Tier, _ names: [String]) -> Bool {
        let front = tier.id.split(separator: "@").first.map(String.init) ?? tier.id
        return names.contains(front.lowercased()) || names.contains(tier.type.lowercased())
    }
}
