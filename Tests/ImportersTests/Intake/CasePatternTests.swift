import Importers
import Testing

struct CasePatternTests {
    @Test(arguments: [
        ("interview-{Nr}=Initiative {Nr}", "interview-03", "Initiative 3"),
        ("interview-{Nr}=Initiative {Nr}", "interview-12", "Initiative 12"),
        ("{Ort}_{Nr}={Ort}, Gespräch {Nr}", "Kupferau_007", "Kupferau, Gespräch 7"),
        ("{a}-{b}={b}", "x-y-z", "y-z"),
        ("Fall {name}", "notiz", "Fall notiz"),
        ("interview-{Nr}=Initiative", "interview-4", "Initiative"),
        ("a{Nr}=b={Nr}", "a1", "b=1"),
        ("i{Nr}=I {Nr}", "i000", "I 0"),
        ("i{Nr}=I {Nr}", "i03b", "I 03b"),
    ])
    func givesAFileItsCase(pattern: String, stem: String, name: String) throws {
        #expect(try #require(CasePattern(pattern)).caseName(forFile: stem) == name)
    }

    @Test(arguments: ["interview-", "Interview-3", "interview-3.bak=", ""])
    func aNameThatLooksOtherwiseHasNone(stem: String) throws {
        let pattern = try #require(CasePattern("interview-{Nr}.txt=Initiative {Nr}"))
        #expect(pattern.caseName(forFile: stem) == nil)
    }

    @Test(arguments: ["interview-{Nr", "a{}=b", "a{Nr}=b{Ort}", "{a}{b}={a}", "", "a=", "=b"])
    func refusesWhatIsNoPattern(text: String) {
        #expect(CasePattern(text) == nil)
    }
}
