import StudyModel
import Testing

struct MemoLinkTests {
    private func targets(_ text: String) -> [String] { MemoLink.all(in: text).map(\.target) }

    @Test func standInDoubleBracketsInTheirOrder() {
        #expect(
            targets("Siehe [[interview-03:27]], [[code:Öffentlicher Raum]].\n[[memo:1f0c]]") == [
                "interview-03:27", "code:Öffentlicher Raum", "memo:1f0c",
            ])
    }

    @Test func haveWordsOfTheirOwnBehindALine() throws {
        let text = "So [[ interview-03:27 | Anas Bruch ]] auch"
        let link = try #require(MemoLink.all(in: text).first)
        #expect(link.target == "interview-03:27")
        #expect(link.label == "Anas Bruch")
        #expect(text[link.range] == "[[ interview-03:27 | Anas Bruch ]]")
        #expect(MemoLink.all(in: "[[a|]]").map(\.label) == [nil])
    }

    @Test(arguments: [
        "[[]]", "[[ ]]", "[[|Worte]]", "[[offen", "[ein]", "[[zwei\nZeilen]]", #"\[[hinter einem Strich]]"#, "`[[Code]]`",
        "``mit ` darin [[Code]]``", "```\n[[Block]]\n```", "~~~md\n[[Block]]\n", "[[innen [x] mehr]]", "",
    ])
    func otherThingsAreText(text: String) { #expect(targets(text).isEmpty) }

    @Test(arguments: [
        ("```\n[[Block]]\n```\n[[danach]]", ["danach"]), ("`offen [[Link]]", ["Link"]), ("[[[a]]]", ["a"]),
        ("```code``` [[Link]]", ["Link"]), ("````\n```\n[[Block]]\n````\n[[danach]]", ["danach"]), ("[[a]][[a]]", ["a", "a"]),
        ("e\u{301}[[Zoe\u{308}]]\u{301}", ["Zoe\u{308}"]),
    ])
    func areFoundBesideThem(text: String, expected: [String]) { #expect(targets(text) == expected) }
}
