import StudyModel
import Testing

@testable import Analysis

struct WordCountsTests {
    private func counted(_ text: String) -> WordCounts {
        var counts = WordCounts()
        Array(text.utf8).withUnsafeBufferPointer { counts.add($0[...]) }
        return counts
    }

    @Test func wordsThatDifferInCaseAreOneAndUmlautsAreNot() {
        let counts = counted("Das schon, das schön; DAS Cafe\u{301}. Café")
        #expect(counts.total == 7)
        #expect(counts.sorted().map { "\($0.word) \($0.count)" } == ["DAS 3", "Café 2", "schon 1", "schön 1"])
    }

    /// The value is that of `scipy.stats.power_divergence([10, 90, 20, 880], [3, 97, 27, 873], lambda_="log-likelihood")`.
    @Test func theLogLikelihoodRatioIsThatOfTheTwoByTwoTable() {
        #expect(abs(Collocations.logLikelihood(10, 100, 30, 1000) - 12.64901579080787) < 1e-9)
    }

    @Test func wordsNearTheNodeCountOnceAndTheNodeNever() throws {
        var found = Collocations(of: try #require(WordPattern("dorf")), within: 1)
        Array("altes Dorf altes Dorf x x x x neues y y y y".utf8).withUnsafeBufferPointer { found.add($0[...]) }
        #expect(found.nodes == 2)
        let entries = found.sorted(minimumCount: 1)
        // Near are the two 'altes' and the first 'x': 3 of 13 words.
        #expect(entries.first?.word == "altes" && entries.first?.together == 2 && entries.first?.count == 2)
        #expect(abs((entries.first?.expected ?? 0) - 2 * 3.0 / 13) < 1e-12)
        #expect(!entries.contains { $0.word == "Dorf" })
    }
}
