import StudyModel

extension WordPattern {
    /// - Parameter command: the command that is to look for it.
    /// - Throws: `Refusal` where `text` holds no word.
    init(wanted text: String, by command: String) throws {
        guard let pattern = WordPattern(text) else {
            throw Refusal(
                at: .init(file: command), Diagnostic.Message("'\(text)' is no word to look for"),
                remedy: "write a word, words in quotes, or the beginning of a word with a star behind it")
        }
        self = pattern
    }
}
