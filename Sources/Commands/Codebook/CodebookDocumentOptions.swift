import ArgumentParser
import StudyModel
import StudyStore

/// What is asked of a codebook that is written for people.
struct CodebookDocumentOptions: ParsableArguments {
    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: "The language of a document, and of the texts that come first in it; without it that of the study.")
    var language: Language?

    @Flag(name: .long, help: "In a document only one language: of each text the others are left out.")
    var oneLanguage = false

    var isGiven: Bool { language != nil || oneLanguage }

    func document(of state: CodebookState, in study: Study) throws -> CodebookDocument {
        let own = try study.language()
        let words = ReportLanguage(language: language ?? Language(rawValue: own) ?? .english)
        return CodebookDocument(state, studyLanguage: own, words: words, isInOneLanguage: oneLanguage)
    }
}
