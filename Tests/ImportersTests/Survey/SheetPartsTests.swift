import StudyModel
import Testing

@testable import Importers

struct CaseTemplateTests {
    @Test func fillsColumnsInAndDropsLeadingZeros() {
        let values = ["Nr": "03", "Ort": "Kupferau", "Kürzel": "007a", "Null": "000"]
        #expect(CaseTemplate("Initiative {Nr}").name { values[$0] } == "Initiative 3")
        #expect(CaseTemplate("{Ort}-{Kürzel}/{Null}").name { values[$0] } == "Kupferau-007a/0")
        #expect(CaseTemplate("{Nr").name { values[$0] } == "{Nr")
        #expect(CaseTemplate("{Fehlt}").name { values[$0] } == nil)
        #expect(CaseTemplate("{Ort} {Nr}").columns == ["Ort", "Nr"])
    }
}

struct RespondentIndexTests {
    @Test func remembersTheFirstRowOfEachRespondent() {
        var index = RespondentIndex()
        let names = ["1", "2", "3", "7", "8", "5", "R-1", "007", "100"]
        for (row, name) in names.enumerated() { #expect(index.insert(name, row: row + 2) == nil) }
        for (row, name) in names.enumerated() { #expect(index.insert(name, row: 99) == row + 2) }
        #expect(index.insert("4", row: 50) == nil)
        #expect(index.insert("4", row: 51) == 50)
    }

    @Test func keepsHugeAndNegativeNumbersAsNames() {
        var index = RespondentIndex()
        for name in ["9223372036854775807", "-1", "99999999999999999999"] {
            #expect(index.insert(name, row: 1) == nil)
            #expect(index.insert(name, row: 2) == 1)
        }
    }
}

struct NearNameTests {
    @Test func findsTheNameThatSomebodyMayHaveMeant() {
        #expect("Reichwiete".nearest(among: ["Ort", "Reichweite"]) == "Reichweite")
        #expect("öffentlich".nearest(among: ["Offentlich"]) == "Offentlich")
        #expect("Ort".nearest(among: ["Jahr", "Tor"]) == nil)
    }
}
