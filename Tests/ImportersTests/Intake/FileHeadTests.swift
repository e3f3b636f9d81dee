import Testing

@testable import Importers

struct FileHeadTests {
    @Test(arguments: [
        ("", false), ("mark", true), ("mar", false), ("a mark", true), ("marmark", true), ("mmarkk", true), ("MARK", false),
        ("mar\u{0}k", false), ("ma mar mark", true),
    ])
    func findsATextAnywhere(head: String, holds: Bool) {
        #expect(Array(head.utf8).holds("mark") == holds)
    }
}
