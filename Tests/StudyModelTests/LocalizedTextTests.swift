import StudyModel
import Testing

struct LocalizedTextTests {
    private let text = LocalizedText(["en": "kinship", "de": "Verwandtschaft"])

    @Test func prefersTheFirstLanguageThatHasAText() {
        #expect(text.preferring(["fr", "en", "de"]) == "kinship")
        #expect(text.preferring(["de"]) == "Verwandtschaft")
    }

    @Test func fallsBackToTheTextWithoutALanguageAndThenToTheFirstCode() {
        #expect(text.preferring(["fr"]) == "Verwandtschaft")
        #expect(text.preferring([]) == "Verwandtschaft")
        #expect(LocalizedText(["": "Kin", "de": "Verwandtschaft"]).preferring(["fr"]) == "Kin")
        #expect(LocalizedText().preferring(["de"]) == nil)
    }

    @Test func listsItsLanguagesSorted() {
        #expect(text.languages == ["de", "en"])
        #expect(LocalizedText("Kin").languages == [""])
        #expect(LocalizedText().isEmpty)
    }
}
