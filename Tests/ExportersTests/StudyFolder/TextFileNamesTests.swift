import StudyModel
import Testing

@testable import Exporters

struct TextFileNamesTests {
    @Test func aTextIsCalledAfterItsSource() {
        let names = TextFileNames(["interview-01", "Gespräch 2"])
        #expect(names.file(of: "Gespräch 2") == "texts/Gespräch 2.txt")
        #expect(names.file(of: "interview-01", earlier: 3) == "texts/earlier/interview-01.3.txt")
        #expect(!names.has("nirgends"))
    }

    @Test(arguments: [
        ("a/b", "texts/a%2Fb.txt"), ("..", "texts/%2E..txt"), ("50%", "texts/50%25.txt"), ("x\u{0}\ty", "texts/x%00%09y.txt"),
        ("a:b?", "texts/a%3Ab%3F.txt"), ("\u{202E}", "texts/%E2%80%AE.txt"),
    ])
    func whatFileSystemsDoNotTakeIsWrittenInDigits(name: String, file: String) {
        #expect(TextFileNames([name]).file(of: name) == file)
        #expect(StudyFolder.isOwn(file))
    }

    @Test func namesThatAFileSystemTakesForAnotherEndInDigitsOfTheirHash() {
        let long = String(repeating: "ä", count: 200)
        let names = TextFileNames(["Anna", "anna", "con", long])
        let files = ["Anna", "anna", "con", long].map { names.file(of: $0) }
        #expect(Set(files.map { $0.lowercased() }).count == 4)
        for (name, file) in zip(["Anna", "anna", "con"], files) {
            #expect(file == "texts/\(name)~\(ContentHash(of: name.utf8).description.prefix(8)).txt")
        }
        #expect(files[3].utf8.count < 200)
    }
}
