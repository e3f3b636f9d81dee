import ArgumentParser
import StudyStore

extension CompletionKind {
    /// Names of the study that the command line is about.
    ///
    /// A shell asks for them with each press of its key, so a study that is not found or cannot be read has none, without a word.
    static func names(of thing: NamedThing) -> CompletionKind {
        .custom { words, index, last in
            let typed = words.indices.contains(index) ? words[index] : last
            let prefix = String(typed.drop { $0 == "\"" || $0 == "'" })
            guard let path = try? StudyLocator.locate(named(in: words)) else { return [] }
            return Study.names(of: thing, beginningWith: prefix, inStudyAt: path)
        }
    }

    /// What `--study` says among words of a command line.
    private static func named(in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            if word == "--study", index + 1 < words.count { return words[index + 1] }
            if word.hasPrefix("--study=") { return String(word.dropFirst("--study=".count)) }
        }
        return nil
    }
}
