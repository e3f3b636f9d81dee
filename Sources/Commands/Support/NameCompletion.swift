import ArgumentParser
import StudyStore

extension CompletionKind {
    /// Names of the study that the command line is about.
    ///
    /// A shell asks for them with each press of its key, so a study that is not found or cannot be read has none, without a word.
    static func names(of thing: NamedThing) -> CompletionKind { named(thing, isList: false) }

    /// The same for several names with commas between them.
    static func nameList(of thing: NamedThing) -> CompletionKind { named(thing, isList: true) }

    private static func named(_ thing: NamedThing, isList: Bool) -> CompletionKind {
        .custom { words, index, last in
            let typed = ShellWord.read(words.indices.contains(index) ? words[index] : last)
            let begun = isList ? typed.lastIndex(of: ",").map(typed.index(after:)) ?? typed.startIndex : typed.startIndex
            guard let path = try? StudyLocator.locate(study(in: words)) else { return [] }
            return Study.names(of: thing, beginningWith: String(typed[begun...]), inStudyAt: path)
                .map { ShellWord.offered(typed[..<begun] + $0, to: CompletionShell.requesting) }
        }
    }

    /// What `--study` says among words of a command line; bash takes the sign in `--study=FILE` for a word of its own.
    private static func study(in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            if word == "--study" {
                return words[(index + 1)...].first { $0 != "=" }.map { ShellWord.read($0) }
            }
            if word.hasPrefix("--study=") { return ShellWord.read(String(word.dropFirst("--study=".count))) }
        }
        return nil
    }
}
