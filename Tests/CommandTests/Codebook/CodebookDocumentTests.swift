import StudyModel
import StudyStore
import Testing

@testable import Commands
@testable import Exporters

struct CodebookDocumentTests {
    /// A codebook in which every field is set, each to words of its own.
    private let codebook: Codebook = {
        func texts(_ of: String) -> LocalizedText {
            LocalizedText(["de": "\(of)Deutsch", "en": "\(of)English", "fr": "\(of)Autre"])
        }
        let family = Code(
            name: "Familie", labels: texts("FamLabel"), definition: texts("FamDefinition"), colour: "#00ff00", isCodable: false)
        let code = Code(
            id: Code.ID(of: "code", "elsewhere"), name: "Öl", parent: family.id, labels: texts("Label"),
            definition: texts("Definition"), include: texts("Include"), exclude: texts("Exclude"), example: texts("Example"),
            colour: "#aa1144", findings: ["F1": .contradicting, "F9": .supporting],
            memos: [.init(coder: "Coder", time: "2025-12-01T10:11:12Z", title: "MemoTitle", text: "MemoText")])
        let other = Code(name: "Zoo", parent: family.id, order: 1, findings: ["F1": .supporting])
        return Codebook(
            name: "BookName", languages: ["de", "en"],
            findings: [Finding(name: "F1", title: texts("Title"), claim: texts("Claim"))],
            actorKinds: [ActorKind(name: "ActorKindName", labels: texts("ActorLabel"))],
            tieKinds: [
                TieKind(
                    name: "TieKindName", isDirected: true, sign: .negative, labels: texts("TieLabel"),
                    definition: texts("TieDefinition"))
            ], codes: [family, code, other])
    }()

    private func document(_ codebook: Codebook, in language: Language, isInOneLanguage: Bool = false) -> CodebookDocument {
        CodebookDocument(
            CodebookState(codebook: codebook, event: 7, time: "2025-12-01T00:00:00Z"), studyLanguage: "de",
            words: ReportLanguage(language: language), isInOneLanguage: isInOneLanguage)
    }

    private func forms(_ document: CodebookDocument) -> [String] {
        [String(decoding: document.report.html(), as: UTF8.self), document.report.markdown(), document.report.latex()]
    }

    /// All texts in a value, whatever it is made of, so that a field that comes to a codebook is missed here.
    private func texts(in value: Any) -> [String] {
        if let text = value as? String { return [text] }
        if value is Code.ID || value is Code.ID? { return [] }
        return Mirror(reflecting: value).children.flatMap { texts(in: $0.value) }
    }

    @Test(arguments: Language.allCases)
    func eachFieldOfACodebookHasItsPlace(language: Language) {
        let all = texts(in: codebook)
        #expect(all.count > 70)
        for form in forms(document(codebook, in: language)) {
            // `#` is a sign of LaTeX and Markdown's `-` and `:` are not, so nothing else here is written otherwise.
            let plain = form.replacing("\\#", with: "#")
            for text in all where !text.isEmpty { #expect(plain.contains(text), "\(text)") }
            #expect(form.contains("\(Code.ID(of: "code", "elsewhere"))"))
            #expect(form.contains(language == .german ? "nur zum Ordnen anderer Codes" : "only holds other codes"))
            #expect(form.contains(language == .german ? "gerichtet" : "directed"))
            #expect(form.contains(language == .german ? "negativ" : "negative"))
        }
    }

    @Test func codesAreNumberedByTheirPlaces() {
        let first = Code(name: "A")
        let codes = [
            first, Code(name: "B", parent: first.id), Code(name: "C", parent: first.id, order: 1), Code(name: "D", order: 1),
        ]
        let numbers = CodeNumbers(Codebook(codes: codes))
        #expect(codes.map(numbers.number) == ["1", "1.1", "1.2", "2"])
        #expect(codes.map(numbers.depth) == [0, 1, 1, 0])
    }

    @Test func theIndexHasUmlautsBesideTheirVowelsAndLabelsInItsLanguage() {
        let codes = [
            Code(name: "Zebra", order: 0), Code(name: "Ähre", order: 1), Code(name: "Affe", order: 2),
            Code(name: "Baum", order: 3, labels: LocalizedText(["en": "Arbor"])),
        ]
        func index(_ language: Language) -> [String] {
            document(Codebook(codes: codes), in: language).report.blocks.flatMap { block -> [String] in
                if case .index(let entries) = block { entries.map { "\($0.name) \($0.number)" } } else { [] }
            }
        }
        #expect(index(.german) == ["Affe 3", "Ähre 2", "Baum 4", "Zebra 1"])
        #expect(index(.english) == ["Affe 3", "Ähre 2", "Arbor 4", "Baum 4", "Zebra 1"])
    }

    @Test func inOneLanguageEachTextIsThereOnce() {
        let document = document(codebook, in: .english, isInOneLanguage: true)
        for form in forms(document) {
            #expect(form.contains("DefinitionEnglish") && !form.contains("Deutsch") && !form.contains("Autre"))
        }
        // Twelve texts, of each two are left out: title, claim, two labels and a definition of kinds, two of the family, five of the code.
        #expect(document.leftOut == 24)
    }

    @Test func aTextThatIsMissingInTheLanguageIsThereInAnotherWhichIsNamed() {
        let code = Code(name: "A", definition: LocalizedText(["de": "Haus"]), example: LocalizedText(["en": "a house"]))
        let form = document(Codebook(languages: ["de", "en"], codes: [code]), in: .english, isInOneLanguage: true).report
            .markdown()
        #expect(form.contains("**Definition:** *de:* Haus\n") && form.contains("**Example:** a house\n"))
    }

    @Test func aCodebookWithoutAnythingIsADocument() {
        #expect(
            document(Codebook(), in: .german).report.markdown()
                == "# Codebuch\n\n0 Codes · Stand nach Ereignis 7 des Journals (2025-12-01)\n\n## Inhalt\n")
    }
}
