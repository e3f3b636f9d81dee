import FileFormats
import StudyModel
import Testing

@testable import Exporters

struct REFIVariablesTests {
    @Test(arguments: [
        (1.5, "1.5"), (-1e-7, "-0.0000001"), (1.25e20, "125000000000000000000"), (0, "0"), (2.5e-3, "0.0025"),
        (-1.5e300, "-15" + String(repeating: "0", count: 299)),
    ])
    func decimalsHaveNoExponent(number: Double, text: String) {
        #expect(REFIVariables.text(of: .decimal(number), as: .decimal) == text)
    }

    @Test func valuesThatXMLSchemaDoesNotTakeAreNone() {
        #expect(REFIVariables.text(of: .text("2025-03"), as: .date) == nil)
        #expect(REFIVariables.text(of: .text("2025-03-01"), as: .dateTime) == nil)
        #expect(REFIVariables.text(of: .decimal(.infinity), as: .decimal) == nil)
        #expect(REFIVariables.text(of: .integer(2), as: .boolean) == nil)
        #expect(REFIVariables.text(of: .text("7"), as: .integer) == nil)
        #expect(REFIVariables.text(of: .integer(1), as: .boolean) == "true")
    }

    @Test func severalValuesAreOneTextAndSoIsWhatDoesNotFit() {
        var head = ProjectHead(format: "qdpx", name: "n")
        head.attributes = [
            ProjectAttribute(name: "A", kind: .integer), ProjectAttribute(name: "B", kind: .date),
            ProjectAttribute(name: "C", kind: .boolean),
        ]
        var entry = ProjectCase(name: "c")
        entry.values = [
            ProjectValue(attribute: 0, value: .integer(3)), ProjectValue(attribute: 0, value: .integer(1)),
            ProjectValue(attribute: 1, value: .text("2025-03")), ProjectValue(attribute: 2, value: .integer(0)),
        ]
        head.cases = [entry]
        var variables = REFIVariables(head)
        var xml = XMLWriter()
        xml.begin("Case")
        variables.write(entry.values, to: &xml)
        xml.finish()
        let text = String(decoding: xml.bytes, as: UTF8.self)
        #expect(text.contains("<TextValue>3; 1</TextValue>"))
        #expect(text.contains("<TextValue>2025-03</TextValue>"))
        #expect(text.contains("<BooleanValue>false</BooleanValue>"))
        #expect(variables.joined == 1)
    }
}
