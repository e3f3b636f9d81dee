import StudyModel

/// Which tiers of a file are read as speech, and what is said about the others.
struct TierChoice {
    /// Indices of the tiers, ascending.
    private(set) var read: [Int] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// The tiers that `--tier` names, or, where it names none, those of which `isSpeech` is true.
    ///
    /// - Throws: `Refusal` where the file has none of the tiers that were asked for.
    init(
        of tiers: [Transcript.Tier], in file: InputFile, options: ImportOptions, isSpeech: (Int) -> Bool
    ) throws {
        let asked = options.tiers
        read = tiers.indices.filter { asked.isEmpty ? isSpeech($0) : asked.contains(tiers[$0].name) }
        let names = Set(tiers.map(\.name))
        for name in asked where !names.contains(name) {
            let known = tiers.isEmpty ? "it has none" : "it has \(Self.list(tiers.map(\.name)))"
            guard !read.isEmpty else { throw Refusal(at: file.place(), .missing(name), remedy: known) }
            diagnostics.append(.warning(at: file.place(), .missing(name), remedy: known))
        }
        let chosen = Set(read)
        let others = tiers.indices.filter { !chosen.contains($0) && !tiers[$0].entries.isEmpty }.map { tiers[$0] }
        guard !others.isEmpty else { return }
        diagnostics.append(
            .note(
                at: file.place(),
                .leftOut(others.reduce(0) { $0 + $1.entries.count }, Self.list(others.map(\.name)), count: others.count),
                remedy: "choose the tiers to be read with --tier"))
    }

    /// What to do about a file whose tiers were read and hold no words.
    static func remedy(for tiers: [Transcript.Tier]) -> String {
        let others = tiers.filter { !$0.entries.isEmpty }.map(\.name)
        return others.isEmpty ? "check that it is the file that you meant" : "name a tier with --tier: it has \(list(others))"
    }

    /// The first ten names in quotes, each cut at forty characters.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(10).map { $0.count > 40 ? "'\($0.prefix(40))…'" : "'\($0)'" }
        return shown.joined(separator: ", ") + (names.count > 10 ? " and \(names.count - 10) more" : "")
    }
}

extension Diagnostic.Message {
    fileprivate static func missing(_ name: String) -> Self { "the file has no tier '\(name)'" }
    fileprivate static func leftOut(_ entries: Int, _ names: String, count: Int) -> Self {
        "\(entries == 1 ? "1 entry" : "\(entries) entries") of \(count == 1 ? "the tier" : "the tiers") \(names) \(entries == 1 ? "was" : "were") left out"
    }
}
