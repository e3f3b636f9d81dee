import Foundation
import StudyModel
import Testing

@testable import Analysis

struct AnchoringTests {
    /// What became of the words in `‹›` in `old`, as the new text with `‹›` around the place, or as a word.
    private func found(_ marked: String, in new: String) throws -> String {
        let parts = marked.unicodeScalars.split(separator: "‹", omittingEmptySubsequences: false)
        let rest = parts[1].split(separator: "›", omittingEmptySubsequences: false)
        let range = try #require(TextRange(parts[0].count, parts[0].count + rest[0].count))
        let old = String(parts[0]) + String(rest[0]) + String(rest[1])
        let outcome = try #require(Anchoring.outcomes(of: [range], from: old, to: new).first)
        switch outcome {
        case .unchanged: return "unchanged"
        case .moved(let place): return mark(place, in: new)
        case .changed(let place, let similarity):
            #expect(similarity > 0 && similarity < 1)
            return "changed " + mark(place, in: new)
        case .ambiguous: return "ambiguous"
        case .lost: return "lost"
        }
    }

    private func mark(_ range: TextRange, in text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        func part(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view)
        }
        return part(0..<range.lowerBound) + "‹" + part(range.lowerBound..<range.upperBound) + "›"
            + part(range.upperBound..<scalars.count)
    }

    private func expect(_ old: String, becomes new: String, _ location: SourceLocation = #_sourceLocation) throws {
        let plain = new.replacingOccurrences(of: "‹", with: "").replacingOccurrences(of: "›", with: "")
        let text = plain.hasPrefix("changed ") ? String(plain.dropFirst(8)) : plain
        #expect(try found(old, in: text) == new, sourceLocation: location)
    }

    private static let talk = """
        I: Frau Brandt, wie ist das Dorfcafé entstanden?
        B: Also, 2017 hat die Kaufhalle zugemacht, der letzte Laden im Ort.
        I: Und dann?
        B: Dann stand das Haus leer, mitten im Dorf, mit zugeklebten Scheiben.
        I: Wie lange?
        B: Zwei Winter lang. Irgendwann haben wir gesagt, wir machen es selber.

        """

    @Test func anUneditedTextLeavesAllAsItIs() throws {
        #expect(try found("Das ‹Café› lebt.", in: "Das Café lebt.") == "unchanged")
    }

    @Test func wordsThatStandFurtherBackAreMoved() throws {
        try expect("Das ‹Café› lebt.", becomes: "Ja, das stimmt. Das ‹Café› lebt.")
    }

    @Test func anEditBehindAPassageLeavesItUnchanged() throws {
        #expect(try found("Das ‹Café› lebt.", in: "Das Café lebt. Sehr sogar.") == "unchanged")
    }

    @Test func aTypoThatIsCorrectedChangesThePassage() throws {
        try expect("Das ‹Dorfcafe lebt› noch.", becomes: "changed Das ‹Dorfcafé lebt› noch.")
        try expect("Das ‹alte Dorfcaffe› lebt.", becomes: "changed Das ‹alte Dorfcafé› lebt.")
    }

    @Test func aPseudonymIsPartOfThePassageInWhichItWasPut() throws {
        try expect(
            "B: ‹Brandt hat das damals gemacht› und dann", becomes: "changed B: ‹[Name A] hat das damals gemacht› und dann")
        try expect("B: und ‹gemacht hat das damals Brandt›.", becomes: "changed B: und ‹gemacht hat das damals [Name A]›.")
    }

    @Test func aPassageWhoseWordsAreAllGoneIsLostThoughTheyStandElsewhere() throws {
        let old =
            "I: Was noch?\nB: Das Dorfcafé war immer offen.\nI: Und die Schule?\nB: Ja, ‹das Dorfcafé› hatte damit zu tun.\n"
        #expect(try found(old, in: "I: Was noch?\nB: Das Dorfcafé war immer offen.\nI: Und die Schule?\n") == "lost")
        let again = "B: ‹das Dorfcafé› war schön.\nI: Aha, und sonst so?\nB: Bei uns im Ort war das Dorfcafé immer offen.\n"
        #expect(try found(again, in: "I: Aha, und sonst so?\nB: Bei uns im Ort war das Dorfcafé immer offen.\n") == "lost")
    }

    @Test func ofTwoEqualTurnsOneOfWhichIsGoneNeitherIsGuessed() throws {
        let new = "I: Und?\nB: Ja.\nI: Gut, dann weiter.\n"
        #expect(try found("I: Und?\nB: ‹Ja.›\nB: Ja.\nI: Gut, dann weiter.\n", in: new) == "ambiguous")
        #expect(try found("I: Und?\nB: Ja.\nB: ‹Ja.›\nI: Gut, dann weiter.\n", in: new) == "ambiguous")
    }

    @Test func ofTwoEqualTurnsOneOfWhichIsNewNeitherIsGuessed() throws {
        let new = "I: Und?\nB: Ja.\nB: Ja.\nI: Gut, dann weiter.\n"
        #expect(try found("I: Und?\nB: ‹Ja.›\nI: Gut, dann weiter.\n", in: new) == "ambiguous")
    }

    /// Either of the two may be the old turn, and the other may stand in the place of the one that is gone.
    @Test func aTurnThatStandsAgainWhereAnotherWasReplacedIsNotGuessed() throws {
        let new = "[1] I: Das stimmt.\n[2] B: Gut.\n[3] B: Gut.\n[4] I: Es war schön im Ort.\n"
        let old = "[1] I: Das stimmt.\n[2] I: Ja.\n[3] B: ‹Gut.›\n[4] I: Es war schön im Ort.\n"
        #expect(try found(old, in: new) == "ambiguous")
    }

    /// Two neighbours of a block that went elsewhere are alike, and one of them may have gone with it.
    @Test func aTurnThatStandsBesideAMovedBlockInBothPlacesIsNotGuessed() throws {
        let garden = "B: Im Garten wird immer gemeinsam gebaut, und das seit vielen Jahren schon."
        let feast = "B: Zum Bürgertag kam dann auch Frau Weiß aus der Stadt herüber."
        let new = "I: Und hier?\nI: Mhm.\n\(feast)\n\(garden)\nI: Mhm.\nI: Ja, genau.\n"
        for (first, second) in [("‹Mhm.›", "Mhm."), ("Mhm.", "‹Mhm.›")] {
            let old = "I: Und hier?\nI: \(first)\n\(garden)\nI: \(second)\n\(feast)\nI: Ja, genau.\n"
            #expect(try found(old, in: new) == "ambiguous")
        }
    }

    @Test func aPassageThatReachesOutOfWhatRepeatsHasItsPlace() throws {
        try expect("Der alte Mann. ‹der Hund bellt› laut", becomes: "Der alte ‹der Hund bellt› laut")
    }

    @Test func aTurnThatWasReplacedByAnotherLeavesNothing() throws {
        let new = Self.talk.replacingOccurrences(
            of: "Dann stand das Haus leer, mitten im Dorf, mit zugeklebten Scheiben.",
            with: "Ach, da war dann viel Streit im Gemeinderat, und mitten im Sommer kam der Bürgermeister.")
        for quote in ["mitten im Dorf", "stand das Haus leer", "mitten", "Scheiben", "mit zugeklebten Scheiben"] {
            let old = Self.talk.replacingOccurrences(of: quote, with: "‹\(quote)›")
            #expect(["lost", "ambiguous"].contains(try found(old, in: new)), "\(quote)")
        }
    }

    @Test func aBlockThatWasMovedTakesItsPassagesAlong() throws {
        var lines = Self.talk.split(separator: "\n").map(String.init)
        lines.swapAt(1, 3)
        let new = lines.joined(separator: "\n") + "\n"
        try expect(
            Self.talk.replacingOccurrences(of: "die Kaufhalle", with: "‹die Kaufhalle›"),
            becomes: new.replacingOccurrences(of: "die Kaufhalle", with: "‹die Kaufhalle›"))
        try expect(
            Self.talk.replacingOccurrences(of: "das Haus leer", with: "‹das Haus leer›"),
            becomes: new.replacingOccurrences(of: "das Haus leer", with: "‹das Haus leer›"))
    }

    /// The words stand where they were copied to, but the turn itself is still in its place, edited.
    @Test func aTurnThatWasEditedInItsPlaceDidNotMoveToWhereItsWordsWereCopied() throws {
        let line = "B: Dann stand das Haus leer, mitten im Dorf, mit zugeklebten Scheiben."
        let edited = "B: Ach, da war viel Streit im Gemeinderat, und mitten im Dorf, wie alle wissen, der neue Bürgermeister."
        let elsewhere = "B: Ach, da war viel Streit im Gemeinderat, und im Sommer kam, wie alle wissen, der neue Bürgermeister."
        let old = Self.talk.replacingOccurrences(of: "das Haus leer", with: "‹das Haus leer›")
        let copied = Self.talk.replacingOccurrences(of: line, with: edited) + line + "\n"
        #expect(try found(old, in: copied) == "ambiguous")
        let moved = Self.talk.replacingOccurrences(of: line, with: elsewhere) + line + "\n"
        try expect(old, becomes: moved.replacingOccurrences(of: "das Haus leer", with: "‹das Haus leer›"))
    }

    @Test func linesThatAreWrappedAnewAndNormalFormsAreNoEdit() throws {
        try expect("Wir ‹haben das\nDorfcafé› gemacht", becomes: "Wir\n‹haben\n  das Dorfcafé› gemacht")
        let composed = "Wir ‹haben das Dorfcafé› gemacht, für Öffentlichkeit"
        try expect(
            composed.precomposedStringWithCanonicalMapping,
            becomes: composed.decomposedStringWithCanonicalMapping)
        try expect(
            composed.decomposedStringWithCanonicalMapping,
            becomes: "Und: " + composed.precomposedStringWithCanonicalMapping)
    }

    @Test func noRangeCutsALetterFromItsAccentOrAnEmojiFromItsParts() throws {
        try expect("ein ‹Cafe› hier", becomes: "changed ein ‹Cafe\u{301}› hier")
        try expect("gut ‹👍🏽 so› ja", becomes: "changed gut ‹👍 so› ja")
        try expect("‹👩‍👧 kam› an", becomes: "Da: ‹👩‍👧 kam› an")
    }

    @Test func renumberedTurnsMakeNoDifference() throws {
        try expect(
            "[1] I: Was war?\n[2] B: Das ‹Café lebt› noch.\n[3] I: Gut.\n",
            becomes: "[1] I: Hallo erst einmal.\n[2] I: Was war?\n[3] B: Das ‹Café lebt› noch.\n[4] I: Gut.\n")
    }

    @Test func whiteSpaceAtTheEdgesOfAPassageIsKept() throws {
        try expect("Das‹ Café ›lebt.", becomes: "Nun: Das‹ Café ›lebt.")
    }

    @Test func aWordThatIsPutInOrTakenOutChangesThePassage() throws {
        try expect("B: Das ‹Café lebt immer noch› hier", becomes: "changed B: Das ‹Café lebt ja immer noch› hier")
        try expect("B: Das ‹Café lebt immer noch› hier", becomes: "changed B: Das ‹Café lebt noch› hier")
    }

    @Test func anEmptyTextLosesAll() throws {
        #expect(try found("Das ‹Café› lebt.", in: "") == "lost")
    }

    @Test func textsThatRepeatThemselvesTakeNoLongTime() throws {
        let old = String(repeating: "ja nein ", count: 20_000) + "Ende"
        let new = String(repeating: "nein ja ", count: 20_000) + "Schluss"
        let range = try #require(TextRange(0, 7))
        _ = Anchoring.outcomes(of: Array(repeating: range, count: 1000), from: old, to: new)
    }
}
