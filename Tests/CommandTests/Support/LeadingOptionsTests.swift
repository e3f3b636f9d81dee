import Testing

@testable import Commands

struct LeadingOptionsTests {
    @Test(arguments: [
        (["--study", "a", "sources"], ["sources", "--study", "a"]),
        (["--study=a", "--json", "table", "frequencies"], ["table", "frequencies", "--study=a", "--json"]),
        (["--study", "a", "code", "s", "--code", "A", "B"], ["code", "s", "--study", "a", "--code", "A", "B"]),
        (["--quiet", "import", "--", "-x.txt"], ["import", "--quiet", "--", "-x.txt"]),
        (["--study", "a", "codebook", "export", "-"], ["codebook", "export", "-", "--study", "a"]),
        (["--coder", "AB", "--study", "a", "init"], ["init", "--coder", "AB", "--study", "a"]),
    ])
    func goBehindTheCommand(typed: [String], moved: [String]) {
        #expect(LeadingOptions.moved(typed) == moved)
    }

    @Test(arguments: [
        [], ["sources", "--study", "a"], ["--version"], ["--study", "a"], ["--study"], ["--unit", "case", "table"],
    ])
    func otherwiseNothingMoves(typed: [String]) {
        #expect(LeadingOptions.moved(typed) == typed)
    }
}

struct CountedTests {
    @Test func oneIsSingular() {
        #expect([0, 1, 2].map { $0.counted("tie") } == ["0 ties", "1 tie", "2 ties"])
    }
}
