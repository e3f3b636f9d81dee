import ArgumentParser
import Foundation

/// Words of a command line, as a shell hands them over and takes them back while somebody types.
enum ShellWord {
    /// What a shell would make of a word that is typed so far: without quotation marks and backslashes, with the home folder for
    /// `~/`. Variables stay as they are typed.
    static func read(
        _ typed: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        var result = ""
        var quotation: Character?
        var rest = Substring(typed)
        if rest.hasPrefix("~/"), let home = environment["HOME"] {
            result = home
            rest = rest.dropFirst()
        }
        while let character = rest.popFirst() {
            switch character {
            case "\\" where quotation == nil:
                if let next = rest.popFirst() { result.append(next) }
            case "\\" where quotation == "\"" && rest.first.map { "\\\"$`".contains($0) } == true:
                if let next = rest.popFirst() { result.append(next) }
            case "\"", "'":
                if quotation == nil {
                    quotation = character
                } else if quotation == character {
                    quotation = nil
                } else {
                    result.append(character)
                }
            default: result.append(character)
            }
        }
        return result
    }

    /// A word as somebody types it: in single quotes where it holds more than letters, digits and a few signs.
    static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "_./-+@%".contains($0) }
        return isPlain
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// A word in the form in which the completions of a shell take it as it is.
    ///
    /// Those of bash go through `compgen -W`, which would run what stands in `$(…)`; those of zsh end at a colon.
    static func offered(_ word: some StringProtocol, to shell: CompletionShell?) -> String {
        let signs: Set<Character> =
            switch shell {
            case .bash?: ["\\", "$", "`", "\"", "'", "~"]
            case .zsh?: ["\\", ":"]
            default: []
            }
        return word.reduce(into: "") { result, character in
            if signs.contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}
