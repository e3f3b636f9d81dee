import StudyModel
import Testing

@testable import Analysis

struct TextSearchTests {
    /// The words of each hit as they stand, from its first to its last.
    private func found(_ words: [String], _ together: TextSearch.Together = .all, in text: String) throws -> [String] {
        let search = TextSearch(try words.map { try #require(WordPattern($0)) }, together)
        return Self.hits(search, in: text)
    }

    private static func hits(_ search: TextSearch, in text: String) -> [String] {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { bytes in
            search.hits(in: bytes[...]).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        }
    }

    @Test(
        arguments: [
            ("strasse", "Die Straße und die STRASSE", ["Straße", "STRASSE"]),
            ("Straße", "Hauptstrasse, Strasse", ["Strasse"]),
            ("ubung", "Übung macht", ["Übung"]), ("uebung", "Übung macht", ["Übung"]),
            ("übung", "Uebung, Ubung", ["Uebung", "Ubung"]),
            ("café", "Cafe\u{301} und Cafés", ["Cafe\u{301}"]), ("dorf*", "Dorf, dorfcafé; Nachbardorf", ["Dorf", "dorfcafé"]),
            ("im dorf", "Im Dorf, im\nDorf. Im alten Dorf", ["Im Dorf", "im\nDorf"]), ("neu", "neue Wege", []),
            ("🎉", "🎉", []),
        ]) func wordsAreFoundAsReadersWriteThem(word: String, text: String, expected: [String]) throws
    {
        guard let pattern = WordPattern(word) else {
            #expect(expected.isEmpty)
            return
        }
        #expect(Self.hits(TextSearch([pattern], .all), in: text) == expected)
    }

    @Test func severalWordsStandInOneUnit() throws {
        let text = "Das Dorf hat ein Café. Im Café trifft sich das Dorf, das ganze Dorf."
        #expect(try found(["dorf", "café"], in: text) == ["Dorf hat ein Café", "Café trifft sich das Dorf"])
        #expect(try found(["dorf", "schule"], in: text) == [])
        #expect(try found(["schule", "ganze"], .any, in: text) == ["ganze"])
        #expect(try found(["dorf", "dorf*"], .any, in: text) == ["Dorf", "Dorf", "Dorf"])
    }

    /// As FTS5 counts: the words between the end of the first and the beginning of the last (SQLite, "FTS5", 3.5).
    @Test(arguments: [(0, ["b c"]), (1, ["c x b"]), (2, ["a x x c"])])
    func nearCountsTheWordsBetween(limit: Int, expected: [String]) throws {
        let words = limit == 2 ? ["a", "c"] : ["b", "c"]
        #expect(try found(words, .near(limit), in: limit == 2 ? "c x x x a x x c" : "b x y c x b c") == expected)
        #expect(try found(["a", "c"], .near(1), in: "a x x c") == [])
    }

    @Test func aRegularExpressionIsFoundInBytes() throws {
        let search = TextSearch(try RegularExpression("(?i)dorf(café|laden)|😀."))
        #expect(Self.hits(search, in: "Das Dorfcafé, 😀ä der DORFLADEN") == ["Dorfcafé", "😀ä", "DORFLADEN"])
        #expect(Self.hits(TextSearch(try RegularExpression("x*")), in: "aaa") == [])
        #expect(throws: RegularExpression.Failure.self) { try RegularExpression("(") }
    }

    @Test func theIndexIsAskedForWhatMustStandInATextWithAHit() throws {
        let patterns = try ["Straße", "dorf*"].map { try #require(WordPattern($0)) }
        #expect(TextSearch(patterns, .all).indexExpression == #"(("strasse")) AND (("dorf" *))"#)
        #expect(TextSearch(patterns, .any).indexExpression == #"(("strasse")) OR (("dorf" *))"#)
        #expect(TextSearch(try RegularExpression("a")).indexExpression == nil)
    }
}
