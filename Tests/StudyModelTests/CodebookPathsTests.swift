import StudyModel
import Testing

struct CodebookPathsTests {
    private let codebook: Codebook = {
        let room = Code(name: "Räume")
        let square = Code(name: "Platz", parent: room.id)
        return Codebook(codes: [room, square, Code(name: "Markt/Messe", parent: square.id), Code(name: "Rückzug", order: 1)])
    }()

    @Test(arguments: [
        ("Platz", "Platz"), ("Räume/Platz", "Platz"), ("Ra\u{308}ume / Platz", "Platz"), ("Markt/Messe", "Markt/Messe"),
        ("Platz/Markt/Messe", "Markt/Messe"), ("Räume/Platz/Markt/Messe", "Markt/Messe"), ("Rückzug/Platz", nil),
        ("latz", nil), ("/Platz", nil), ("", nil),
    ])
    func aCodeIsFoundByItsNameOrTheEndOfItsPath(text: String, name: String?) {
        #expect(codebook.code(at: text)?.name == name)
    }

    @Test func theCodesBelowAreAllOfThem() throws {
        let room = try #require(codebook.code(named: "Räume"))
        #expect(codebook.descendants(of: room.id).map(\.name) == ["Platz", "Markt/Messe"])
        let market = try #require(codebook.code(named: "Markt/Messe"))
        #expect(codebook.descendants(of: market.id).isEmpty)
    }

    @Test func whatAFileCannotSayStays() {
        let known = Code(
            name: "Platz", definition: .init(["de": "alt", "en": "old"]), colour: "#aabbcc", isCodable: false,
            findings: ["F1": .supporting])
        let said = Code(name: "Platz", definition: .init("neu"), findings: ["F2": .contradicting])
        let scope = CodebookScope(isWhole: false, tellsTree: true, tellsCodable: false)
        let result = scope.completed(known, with: said, language: "de")
        #expect(result.definition == LocalizedText(["de": "neu", "en": "old"]))
        let echo = Code(name: "Platz", definition: .init("old"))
        #expect(scope.completed(known, with: echo, language: "de").definition == known.definition)
        #expect(result.colour == "#aabbcc")
        #expect(result.isCodable == false)
        #expect(result.findings == ["F1": .supporting, "F2": .contradicting])
        #expect(CodebookScope.whole.completed(known, with: said, language: "de") == said)
    }
}
