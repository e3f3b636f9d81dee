import StudyModel

extension Survey {
    /// Makes those texts running text of which the first records say so; the others stay as they are.
    ///
    /// - Parameters:
    ///   - answer: what a record has for a question; nil where there is nothing.
    ///   - records: reads the records from the start, and ends with what its closure throws.
    mutating func guessOpenAnswers(
        _ answer: @escaping (Int, DataRecord) -> ArraySlice<UInt8>?,
        _ records: ((DataRecord) throws -> Void) throws -> [Diagnostic]
    ) throws {
        struct Enough: Error {}
        var guesses = questions.indices.filter { questions[$0].kind == .text }.map { (question: $0, guess: KindGuess()) }
        guard !guesses.isEmpty else { return }
        var count = 0
        do {
            _ = try records { record in
                for index in guesses.indices {
                    if let bytes = answer(guesses[index].question, record) { guesses[index].guess.look(at: bytes) }
                }
                count += 1
                if count == KindGuess.sampleSize { throw Enough() }
            }
        } catch is Enough {}
        for (question, guess) in guesses where guess.kind == .open { questions[question].kind = .open }
    }
}

extension Diagnostic {
    /// For a definition whose data file is not among those that were named; `name` is what it could be called.
    static func noData(for file: InputFile, such name: String) -> Diagnostic {
        .note(
            at: file.place(), "no data were named with the definition, so only its questions are read",
            remedy: "name the file of its answers too, such as '\(name)'")
    }
}
