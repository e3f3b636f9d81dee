import StudyModel
import Testing

@testable import Exporters

struct ColumnFormTests {
    private func form(_ type: DataTable.ColumnType, _ cells: DataTable.Cell...) -> (type: DataTable.ColumnType, format: String?)
    {
        var form = ColumnForm(type)
        for cell in cells { form.meet(cell) }
        return (form.type, form.format)
    }

    @Test func staysWhatItWasMeantToBeWhereEachCellIs() {
        #expect(form(.integer, .integer(1), .empty).type == .integer)
        #expect(form(.number, .integer(1), .number(0.5)).type == .number)
        #expect(form(.boolean, .boolean(true)).type == .boolean)
        #expect(form(.date, .text("2024-02-29")) == (.date, nil))
        #expect(form(.datetime, .text("2025-12-01T00:00:00Z")) == (.datetime, nil))
        #expect(form(.time, .text("23:59:00")) == (.time, nil))
        #expect(form(.duration, .text("P1DT2H"), .text("PT90.5S")) == (.duration, nil))
    }

    @Test func namesTheFormatOfTimesThatAreNotInThatOfTheStandard() {
        #expect(form(.datetime, .text("2025-12-01T00:00:00")) == (.datetime, "%Y-%m-%dT%H:%M:%S"))
        #expect(form(.time, .text("23:59")) == (.time, "%H:%M"))
    }

    @Test(arguments: ["2023-02-29", "2025-13-01", "0000-01-01", "2025-1-1", "1. Mai", "2025-00-10", "1900-02-29"])
    func aDayThatThereIsNotMakesAColumnOfTexts(day: String) {
        #expect(form(.date, .text("2025-01-01"), .text(day)).type == .string)
    }

    @Test func timesOfTwoFormatsMakeAColumnOfTexts() {
        #expect(form(.datetime, .text("2025-12-01T00:00:00Z"), .text("2025-12-01T00:00:00")) == (.string, nil))
        #expect(form(.time, .text("24:00:00")).type == .string)
    }

    @Test(arguments: ["P", "PT", "1D", "P1H", "PT1D", "-P1D", "P1.5D", "P1DT"])
    func whatIsNoDurationMakesAColumnOfTexts(text: String) {
        #expect(form(.duration, .text(text)).type == .string)
    }

    @Test func aWordAmongNumbersMakesAColumnOfAnything() {
        #expect(form(.integer, .integer(1), .text("viele")).type == .any)
        #expect(form(.integer, .number(0.5)).type == .any)
        #expect(form(.boolean, .integer(1)).type == .any)
    }
}
