import FileFormats
import StudyModel
import Testing

@testable import Importers

struct HeadedTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func table(_ text: String, _ name: String = "t.csv") throws -> HeadedTable {
        try HeadedTable(try folder.file(name, text), sheet: nil, options: .init())
    }

    @Test func aColumnWithANumberHoldsASecondValueOfTheOneWithout() throws {
        let table = try table("Name,Partner,Partner[2],Haus[2]\nA,B,C,D\n")
        #expect(table.columns.map(\.name) == ["Name", "Partner", "Partner", "Haus[2]"])
        #expect(table.columns.map(\.heading) == ["Name", "Partner", "Partner[2]", "Haus[2]"])
        #expect(table.rows.map { [$0[0], $0[1], $0[2], $0[3]] } == [["A", "B", "C", "D"]])
    }

    @Test func whatIsBlankSaysNothing() throws {
        let table = try table("A,B\n , \n1, x \n")
        #expect(table.rows.map(\.number) == [3])
        #expect(table.rows[0][1] == " x ")
        #expect(table.place(row: 3, column: 1).description == "t.csv:B3")
    }

    @Test func theApostropheThatGuardsAFormulaGoes() throws {
        let table = try table("A,B,C\n'-,'=1+1,'tis\n")
        #expect(table.rows.map { [$0[0], $0[1], $0[2]] } == [["-", "=1+1", "'tis"]])
    }

    @Test func headingsAndSheetsThatAreNotThereAreTold() throws {
        #expect(
            try table("A,A\n1,2\n").diagnostics.map(\.description) == [
                "t.csv:B1: error: another column is headed 'A'\n  head a second value of it 'A[2]'"
            ])
        #expect(try table("\n\n").diagnostics.map(\.message.text) == ["holds no table"])
    }
}
