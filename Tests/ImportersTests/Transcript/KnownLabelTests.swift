import Importers
import StudyModel
import Testing

/// Labels of known speakers with something beside them.
struct KnownLabelTests {
    @Test(arguments: [
        "B1 [zu B2]", "B1 [zu B2, 3. Reihe]", "B1 {leise}", "B1 <laut>", "B1 ((lacht))", "B1 (zu B2)", "B1 [lacht] (leise)",
        "B1[zu B2]", "(B1)", "<B1>", "{B1}",
    ])
    func aRemarkBesideALabelIsNoPartOfIt(label: String) throws {
        let text = "I: Gut.\n\(label): Doch.\nI: Danke.\nB2: So.\n"
        let script = ["I: Gut.", "B1: Doch.", "I: Danke.", "B2: So."]
        #expect(try read(PlainTextFormat(), text).script == script)
        let asked = try read(PlainTextFormat(), text, speakers: ["I", "B1", "B2"])
        #expect(asked.script == script)
        #expect(asked.diagnostics.isEmpty)
    }

    @Test func aNameIsKnownWhereItComesBack() throws {
        let text = "I: Gut.\nAnna: Ja.\nI: Und?\nAnna [zu Ben 2]: Doch.\nI: So.\nAnna: Eben.\nCem [zu Ben 2]: Nein.\n"
        #expect(
            try read(PlainTextFormat(), text).script == [
                "I: Gut.", "Anna: Ja.", "I: Und?", "Anna: Doch.", "I: So.", "Anna: Eben.\nCem [zu Ben 2]: Nein.",
            ])
    }

    @Test func aTimeMayStandBehindAComma() throws {
        #expect(
            try read(PlainTextFormat(), "I, 00:01:00: Gut.\nB1, 00:01:02: Doch.\nI [laut] [00:01:05]: Danke.\n").script == [
                "60.0– I: Gut.", "62.0– B1: Doch.", "65.0– I: Danke.",
            ])
    }

    @Test(arguments: ["B [2]", "B, sagt er", "B [zu", "B [zu C] sagt"])
    func whatIsNoRemarkIsSaid(start: String) throws {
        let text = "I: Gut.\nB: Ja.\n\(start): Doch.\nI: Danke.\n"
        #expect(try read(PlainTextFormat(), text).script == ["I: Gut.", "B: Ja.\n\(start): Doch.", "I: Danke."])
    }
}
