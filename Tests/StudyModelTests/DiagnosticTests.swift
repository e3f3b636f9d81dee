import StudyModel
import Testing

struct DiagnosticTests {
    @Test func standsOnOneLineWithItsRemedyBelow() {
        let diagnostic = Diagnostic.error(
            at: .init(file: "responses.ods", sheet: "Responses", cell: "A15"), "respondent 'R-014' already answered in row 9",
            remedy: "give this row its own respondent, or remove it")
        #expect(
            "\(diagnostic)" == """
                responses.ods:Responses!A15: error: respondent 'R-014' already answered in row 9
                  give this row its own respondent, or remove it
                """)
    }

    @Test func namesLineColumnAndSeverity() {
        let place = Diagnostic.Place(file: "housing.csv", line: 22, column: 7)
        #expect("\(Diagnostic.warning(at: place, "read as 'kin'"))" == "housing.csv:22:7: warning: read as 'kin'")
        #expect("\(Diagnostic.note(at: .init(file: "a.txt"), "it is empty"))" == "a.txt: note: it is empty")
    }

    @Test(arguments: [
        (Diagnostic.Place(file: "a.ods", sheet: "Blatt 1"), "a.ods:Blatt 1"),
        (Diagnostic.Place(file: "a.csv", cell: "G14"), "a.csv:G14"),
        (Diagnostic.Place(file: "a.ods", member: "content.xml", line: 3), "a.ods:content.xml:3"),
        (Diagnostic.Place(file: "a.zip", byteOffset: 0), "a.zip:byte 0"),
    ])
    func writesAPlaceAsThePersonSeesIt(place: Diagnostic.Place, text: String) {
        #expect(place.description == text)
    }

    @Test func indentsEachLineOfARemedy() {
        let diagnostic = Diagnostic.error(at: .init(file: "x"), "it is torn", remedy: "mend it\nor throw it away")
        #expect("\(diagnostic)" == "x: error: it is torn\n  mend it\n  or throw it away")
    }

    @Test func showsControlCharactersInsteadOfSendingThem() {
        let diagnostic = Diagnostic.error(
            at: .init(file: "a\nb.txt", sheet: "\u{1B}[31mrot"), "no code '\u{202E}x\r'", remedy: "drop the \u{7}")
        #expect("\(diagnostic)" == "a␊b.txt:<U+001B>[31mrot: error: no code '<U+202E>x<U+000D>'\n  drop the <U+0007>")
    }

    @Test func aRefusalIsAnError() {
        let refusal = Refusal(at: .init(file: "x.ods"), "it is encrypted", remedy: "save it without a password")
        #expect("\(refusal.diagnostic)" == "x.ods: error: it is encrypted\n  save it without a password")
    }
}
