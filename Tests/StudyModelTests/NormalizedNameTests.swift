import StudyModel
import Testing

struct NormalizedNameTests {
    @Test(arguments: [" Alltag\n", "\u{FEFF}Alltag", "Alltag\u{200B}"])
    func dropsWhatIsNotSeenAtTheEnds(name: String) {
        #expect(name.normalizedName == "Alltag")
    }

    @Test func findsNoNameInAByteOrderMark() {
        #expect("\u{FEFF}".normalizedName == "")
    }
}
