import FileFormats
import Foundation
import Importers
import StudyModel
import Testing

struct AttributeTableTests {
    private let fixture = URL(filePath: #filePath).appending(path: "../../../../Fixtures/Attributes/faelle.csv").standardized

    @Test func whatEachCaseIsToHaveStandsInTheOrderOfTheFile() throws {
        let table = try AttributeTable(
            InputFile(path: fixture.path), caseColumn: nil, options: CSVOptions())
        #expect(table.diagnostics.isEmpty)
        #expect(table.decimal == UInt8(ascii: ","))
        #expect(table.caseNames.map(\.name) == ["Dorfladen Grünau", "Kulturscheune", "Freundeskreis 🎻"])
        #expect(
            table.settings.map { [$0.caseName, $0.attribute] + $0.texts } == [
                ["Dorfladen Grünau", "Alter", "12"], ["Dorfladen Grünau", "Anteil", "1,5"],
                ["Dorfladen Grünau", "gegründet", "2011-04-30"], ["Dorfladen Grünau", "Rolle", "Bäckerin", "Rätin"],
                ["Dorfladen Grünau", "Bemerkung", "offen für alle; auch sonntags"],
                ["Kulturscheune", "Alter", "7"], ["Kulturscheune", "Anteil", "0,25"], ["Kulturscheune", "gegründet", "2016"],
                ["Freundeskreis 🎻", "Rolle", "Trägerin"], ["Freundeskreis 🎻", "Bemerkung", "zwei\nZeilen"],
            ])
    }
}
