import StudyModel
import Testing

@testable import Analysis

struct FunctionWordsTests {
    @Test(arguments: ["und", "Der", "ihrem", "äh", "außer", "ausser", "müssten", "WÄRE", "zur"])
    func germanWordsOfNoContent(word: String) {
        #expect(FunctionWords.keys(.german).contains(WordCounts.key(word)))
    }

    @Test(arguments: ["Dorf", "Café", "machen", "gut", "offen", "Leute", "wichtig", "gemeinsam"])
    func germanWordsOfContentAreNone(word: String) {
        #expect(!FunctionWords.keys(.german).contains(WordCounts.key(word)))
    }

    @Test func eachLanguageHasItsOwn() {
        #expect(FunctionWords.keys(.english).isSuperset(of: ["the", "because", "don"]))
        #expect(!FunctionWords.keys(.english).contains("und") && !FunctionWords.keys(.german).contains("the"))
    }

    @Test(arguments: Language.allCases) func everyOneIsOneWord(language: Language) {
        for key in FunctionWords.keys(language) {
            let words = Array(key.utf8).withUnsafeBufferPointer { buffer in
                var reader = WordReader(buffer[...])
                return (reader.next(), reader.next())
            }
            #expect(words.0 == 0..<key.utf8.count && words.1 == nil, "\(key)")
        }
    }
}
