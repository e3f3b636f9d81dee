import StudyModel
import Testing

struct FoldedWordTests {
    @Test(arguments: [
        ("Straße", "strasse"), ("STRASSE", "straße"), ("STRAẞE", "strasse"), ("Übung", "uebung"), ("Übung", "ubung"),
        ("Uebung", "übung"),
        ("U\u{308}bung", "Übung"), ("u\u{308}bung", "uebung"), ("Café", "cafe"), ("Cafe\u{301}", "CAFÉ"), ("Dorf", "dorf"),
        ("Łódź", "łodz"), ("Çeşme", "cesme"), ("Ηχώ", "ηχω"),
    ])
    func findsAWordInEverySpelling(word: String, other: String) {
        #expect(FoldedWord(word).isLike(FoldedWord(other)))
        #expect(FoldedWord(other).isLike(FoldedWord(word)))
    }

    @Test(arguments: [("neu", "neue"), ("Feuer", "Für"), ("Masse", "Mase"), ("Dorf", "Dörfer"), ("Zoe", "Zo")])
    func keepsOtherWordsApart(word: String, other: String) {
        #expect(!FoldedWord(word).isLike(FoldedWord(other)))
    }

    @Test func spellsOutUmlautsOnly() {
        let word = FoldedWord("Größenmaß")
        #expect(String(decoding: word.plain, as: UTF8.self) == "grossenmass")
        #expect(String(decoding: word.spelled, as: UTF8.self) == "groessenmass")
    }
}

struct WordPatternTests {
    private func match(_ pattern: String, in text: String) throws -> String? {
        let pattern = try #require(WordPattern(pattern))
        var text = text
        return text.withUTF8 { buffer in
            pattern.firstMatch(in: buffer[...]).map { String(decoding: buffer[$0], as: UTF8.self) }
        }
    }

    @Test(arguments: [
        ("dorfcaf*", "Das Dorfcafé lebt.", "Dorfcafé"), ("dorf", "Dorfladen, Dorf!", "Dorf"),
        ("uebung*", "Die Übungen", "Übungen"),
        ("neue räume", "Es gab „neue – RÄUME“.", "neue – RÄUME"), ("caf", "Café", nil), ("neue raeume", "neue alte Räume", nil),
        ("a*", "ob Ärzte", "Ärzte"), ("aerzt*", "ob A\u{308}rzte", "A\u{308}rzte"), ("3", "3. Oktober", "3"),
        ("l", "l'art", "l"),
        ("क", "कि", nil), ("neu*", "erneuert neuer", "neuer"),
    ])
    func findsWords(pattern: String, text: String, found: String?) throws {
        #expect(try match(pattern, in: text) == found)
    }

    @Test(arguments: ["", "…", "*", "*dorf", "do*rf", "do*rf*x *", "dorf **"])
    func refusesWhatIsNoWord(text: String) {
        #expect(WordPattern(text) == nil)
    }

    @Test func asksTheIndexForEverySpelling() throws {
        let pattern = try #require(WordPattern("neue Übung*"))
        #expect(pattern.indexExpression == #"("neu" OR "neue") AND ("ubung" * OR "uebung" *)"#)
        #expect(WordPattern("ηχώ")?.indexExpression == nil)
    }
}
