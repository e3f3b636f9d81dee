import FileFormats
import Importers
import StudyModel
import Testing

struct ActorTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func table(_ text: String) throws -> ActorTable {
        try ActorTable(try folder.file("a.csv", text))
    }

    @Test func aRowIsAnActorAndOtherColumnsAreAttributes() throws {
        let table = try table(
            "Akteur;Art;ORT;Reichweite;Fall;Alias;Alias[2];Weitere Namen;Gründung;Sparte;Sparte[2]\n"
                + "Hof;Handwerk;Kupferau;überregional;Fall 1;der Hof;Hofladen;Laden am Hof;2019;Obst;Brot\n")
        #expect(table.diagnostics.isEmpty)
        #expect(
            table.rows.map(\.actor) == [
                Actor(
                    name: "Hof", aliases: ["der Hof", "Hofladen", "Laden am Hof"], kind: "Handwerk", place: "Kupferau",
                    reach: .supraregional, caseName: "Fall 1")
            ])
        #expect(table.rows[0].values.map(\.attribute) == ["Gründung", "Sparte"])
        #expect(table.rows[0].values.map(\.texts) == [["2019"], ["Obst", "Brot"]])
        #expect(table.rows[0].values[1].place.description == "a.csv:J2")
    }

    @Test func severalNamesInOneCellAreSetApartBySemicolons() throws {
        let table = try table("name,aliases\nHof,\"der Hof; Laden;; der Hof\"\n")
        #expect(table.rows.map(\.actor.aliases) == [["der Hof", "Laden"]])
    }

    @Test func anAttributeThatIsCalledAsAColumnHasAHeadingOfItsOwn() throws {
        #expect(ActorTable.heading(of: "Ort") == "attribute:Ort")
        #expect(ActorTable.heading(of: "Sparte") == "Sparte")
        let table = try table("name,place,attribute:place\nHof,Kupferau,am Bach\n")
        #expect(table.rows[0].actor.place == "Kupferau")
        #expect(table.rows[0].values.map(\.attribute) == ["place"])
    }

    @Test func eachBadRowIsToldWithItsCell() throws {
        let table = try table("name,reach,kind\nHof,weit,\n,local,Verein\nLaden,,\nLaden,,\n")
        #expect(
            table.diagnostics.map(\.description) == [
                "a.csv:B2: error: the reach is not one of local, regional, supraregional",
                "a.csv:A3: error: the row names no actor\n  name the actor, or remove the row",
                "a.csv:A5: error: actor 'Laden' stands already in row 4\n  put both rows into one",
            ])
    }

    @Test func aTableWithoutNamesIsNone() throws {
        #expect(
            try table("nam,kind\nHof,Handwerk\n").diagnostics.map(\.description) == [
                "a.csv:A1: error: no column 'name'\n  is it the column 'nam'?"
            ])
    }
}
