import StudyModel
import Testing

@testable import Analysis

struct SentenceSplitterTests {
    private func sentences(_ text: String) -> [String] {
        SentenceSplitter.sentences(of: text).compactMap { text.text(at: $0) }
    }

    @Test(arguments: [
        ["Das ist gut.", "Das auch."], ["Wirklich?", "Ja!", "Nein?!", "Doch."], ["Wir haben z. B. Stühle und z.B. Tische."],
        ["Dr. Brandt kam am 3. Oktober.", "Prof. Öztürk nicht."], ["Das heißt, d. h. Arbeit, u. a. Putzen.", "Gut."],
        ["Er sagte: „Komm doch!“ und ging."], ["„Das war es.“", "Dann ging sie."], ["»Nein.«", "Er blieb."],
        ["(Das stimmt.)", "Gut."],
        ["Und dann… ging es weiter.", "Ja …", "Nein."], ["Es sind 3.500 Leute und 2.5 Prozent.", "Mehr nicht."],
        ["Seit 1990.", "Davor nicht."], ["In der Hauptstr. Nummer 3 usw.", "Fertig."], ["J. S. Bach kam."],
        ["Ludwig XIV. Ein König."], ["www.dorf.de ist die Seite.", "Sie lebt."], ["Oben", "Unten ist\nein Umbruch."],
        ["Ohne Punkt"], ["Geht ca. Mai los.", "Na ja."], ["Warum?", "– Darum."], ["Ja.", "„Nein.“"], ["👍🏽!", "Gut."],
        ["Mit bzw. Ohne.", "3 Leute kamen."],
    ])
    func endsSentencesWhereAReaderDoes(sentences expected: [String]) {
        let text = expected.joined(separator: expected.first == "Oben" ? "\n \n" : " ")
        #expect(sentences(text) == expected)
        #expect(sentences("  " + text + "\n") == expected)
    }

    @Test func findsNoneWhereThereIsNothing() {
        #expect(sentences("").isEmpty)
        #expect(sentences(" \n\n ").isEmpty)
    }

    @Test func coversEveryLetterOnceInOrder() {
        let pieces = [
            "Dr.", "z.", "B.", "3.", "Haus", "haus", "!", "…", "“", "„", "\n", " ", "  ", "?", ")", "(", "👍🏽", "e\u{301}",
        ]
        for seed in 0..<300 {
            var state = UInt64(seed)
            let text = (0..<20).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return pieces[Int(state >> 33) % pieces.count]
            }.joined()
            var last = 0
            var covered: Set<Int> = []
            for range in SentenceSplitter.sentences(of: text) {
                #expect(range.lowerBound >= last)
                last = range.upperBound
                covered.formUnion(range.lowerBound..<range.upperBound)
            }
            for (place, scalar) in text.unicodeScalars.enumerated() where !scalar.properties.isWhitespace {
                #expect(covered.contains(place), "\(text)")
            }
        }
    }
}

struct AutocodePlacesTests {
    private let text = "I: Ja? Der Dorfplatz lebt. Z. B. der dörfliche Markt, 👍🏽 das Dorf!\n"

    private func places(_ query: String, _ unit: AutocodeUnit) throws -> [String] {
        var material = QueryMaterial()
        material.documents = [.init(revision: 1, source: 1, isNewest: true)]
        material.cues = [.init(document: 0, turn: 1, lower: 3, upper: Int32(text.unicodeScalars.count - 1), speaker: -1)]
        let query = try Query(QueryText(query))
        var evaluation = QueryEvaluation(material, texts: GivenTexts([1: text]))
        let hits = try evaluation.hits(query, unit: unit.asked)
        return try evaluation.places(hits, unit, patterns: query.textPatterns).compactMap { text.text(at: $0.range) }
    }

    @Test func codesEachMatch() throws {
        #expect(try places("text ~ dorf", .match) == ["Dorf"])
        #expect(try places("text ~ \"dorf*\" or text ~ /lebt\\./", .match) == ["Dorfplatz", "lebt.", "dörfliche", "Dorf"])
        #expect(try places("text ~ \"doerf*\"", .match) == ["dörfliche"])
        #expect(try places("text ~ /👍🏽 das/", .match) == ["👍🏽 das"])
    }

    @Test func codesTheSentencesAroundMatches() throws {
        #expect(
            try places("text ~ \"dorf*\"", .sentence) == ["Der Dorfplatz lebt.", "Z. B. der dörfliche Markt, 👍🏽 das Dorf!"])
        #expect(try places("text ~ lebt and not text ~ fehlt", .sentence) == ["Der Dorfplatz lebt."])
        #expect(try places("text ~ lebt and text ~ fehlt", .sentence).isEmpty)
    }

    @Test func codesWholeUnits() throws {
        #expect(try places("text ~ lebt", .paragraph) == [String(text.dropFirst(3).dropLast())])
        #expect(try places("text ~ lebt", .turn) == [String(text.dropFirst(3).dropLast())])
    }
}
