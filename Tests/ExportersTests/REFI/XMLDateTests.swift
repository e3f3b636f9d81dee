import Testing

@testable import Exporters

struct XMLDateTests {
    @Test(arguments: ["2025-03-01", "2024-02-29", "0001-12-31"])
    func takesDays(text: String) { #expect(XMLDate(text)?.isDay == true) }

    @Test(arguments: [
        "2025-03-01T10:20:00", "2025-03-01T10:20:00Z", "2025-03-01T23:59:59.125Z", "2025-03-01T10:20:00+02:00",
        "2025-03-01T10:20:00-13:59",
    ])
    func takesTimes(text: String) { #expect(XMLDate(text)?.isDay == false) }

    @Test(arguments: [
        "", "2025", "2025-03", "2025-02-29", "2025-13-01", "2025-04-31", "0000-01-01", "01.03.2025", "2025-03-01 10:20:00",
        "2025-03-01T10:20", "2025-03-01T24:00:00", "2025-03-01T10:20:00.", "2025-03-01T10:20:00+2", "2025-03-01T10:20:00ZZ",
        "２０２５-03-01",
    ])
    func refusesWhatXMLSchemaRefuses(text: String) { #expect(XMLDate(text) == nil) }
}
