extension Int {
    /// The number with the word it counts: `1 tie`, `2 ties`.
    func counted(_ word: String) -> String { "\(self) \(word)\(self == 1 ? "" : "s")" }
}
