import StudyModel
import Testing

@testable import Importers

struct CaseListTests {
    @Test func givesANumberToAFurtherCaseOfAName() {
        var list = CaseList()
        for name in ["Haus", "Haus", "Haus (2)", "Haus"] { list.append(ProjectCase(name: name)) }
        #expect(list.cases.map(\.name) == ["Haus", "Haus (2)", "Haus (2) (2)", "Haus (3)"])
    }
}
