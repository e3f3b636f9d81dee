import StudyModel
import Testing

struct VisibleTextTests {
    @Test(arguments: [
        ("\u{0}", "<U+0000>"), ("\u{1B}[2J", "<U+001B>[2J"), ("\u{7F}", "<U+007F>"), ("\u{9B}1m", "<U+009B>1m"),
        ("\u{85}", "<U+0085>"), ("\u{2028}", "<U+2028>"), ("\u{2029}", "<U+2029>"), ("\u{200E}", "<U+200E>"),
        ("\u{202E}fdp", "<U+202E>fdp"), ("\u{2066}", "<U+2066>"), ("\u{61C}", "<U+061C>"),
        ("a\tb\nc", "a␉b␊c"), ("a\r\nb", "a<U+000D>␊b"),
    ])
    func showsWhatSteersATerminal(text: String, shown: String) {
        #expect(text.visible == shown)
    }

    @Test(arguments: ["", "Öffentlicher Raum", "👨‍👩‍👧", "\u{A0}", "السلام", "e\u{301}"])
    func leavesOtherTextsAlone(text: String) {
        #expect(text.visible.unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test func keepsTheLinesOfRunningText() {
        #expect("a\tb\nc".visibleLines == "a\tb\nc")
        #expect("a\tb\nc\u{1B}".visibleLines == "a\tb\nc<U+001B>")
        #expect("a\r\nb".visibleLines == "a<U+000D>\nb")
    }
}
