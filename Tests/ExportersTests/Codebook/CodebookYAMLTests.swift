import Exporters
import Importers
import StudyModel
import Testing

struct CodebookYAMLTests {
    private static let room = Code(
        name: "Räume und Gestaltung", labels: .init(["en": "Spaces and shaping"]), colour: "#1b9e77", isCodable: false)

    private let codebook = Codebook(
        name: "Vier Erkenntnisse", languages: ["de", "en"],
        findings: [
            Finding(name: "F1", title: .init(["de": "Räume", "en": "Spaces"]), claim: .init("Ein Satz.", language: "de"))
        ],
        actorKinds: [ActorKind(name: "Initiative", labels: .init(["en": "Initiative"]))],
        tieKinds: [
            TieKind(name: "Zusammenarbeit"),
            TieKind(name: "Konflikt", isDirected: true, sign: .negative, definition: .init(["de": "Streit", "en": "Quarrel"])),
        ],
        codes: [
            room,
            Code(
                name: "Öffentlicher Raum", parent: room.id, order: 0,
                definition: .init(["de": "Was heißt das: ein Ort", "en": "A place"]), findings: ["F1": .contradicting]),
            Code(name: "Begegnung", parent: room.id, order: 1),
        ])

    @Test func writesTheShapeThatPeopleEdit() {
        #expect(
            CodebookYAML.text(of: codebook) == """
                codebook: Vier Erkenntnisse
                languages: [de, en]
                findings:
                  - id: F1
                    title: { de: Räume, en: Spaces }
                    claim: Ein Satz.
                actorKinds:
                  - name: Initiative
                    labels: { en: Initiative }
                tieKinds:
                  - name: Zusammenarbeit
                    directed: false
                  - name: Konflikt
                    directed: true
                    sign: "-"
                    definition:
                      de: Streit
                      en: Quarrel
                codes:
                  - name: Räume und Gestaltung
                    labels: { en: Spaces and shaping }
                    colour: "#1b9e77"
                    codable: false
                    codes:
                      - name: Öffentlicher Raum
                        findings: { F1: contradicting }
                        definition:
                          de: "Was heißt das: ein Ort"
                          en: A place
                      - name: Begegnung

                """)
    }

    @Test func isReadBackAsItWasAndWrittenAgainAsItStood() throws {
        let written = CodebookYAML.text(of: codebook)
        let reading = try CodebookYAMLReader(written, file: "codebook.yaml")
        #expect(reading.diagnostics == [])
        let read = try #require(reading.codebook)
        #expect(read == codebook)
        #expect(CodebookYAML.text(of: read) == written)
    }

    @Test(arguments: [
        "", " ", "no", "null", "~", "Yes", "1", "1.5", "2024-01-01", "- a", "? a", "#a", "a #b", "a: b", "a:", ":a", "a,b",
        "[a]",
        "{a}", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "'a'", "\"a\"", "\\", "a\\nb", "a\nb", "a\nb\n", "a\n\nb", "\na",
        " a\nb", "a\n  b", "a\n \nb", "a\n\n", "\n", "a\tb", "a\u{85}b", "a\u{2028}b", "a\u{FEFF}b", "\u{1B}", "a b ", "👩‍👩‍👧",
        "„Wir“",
        "---", "--- a", "a\n---\nb", "...", "<<", "=", "a\r\nb", "\u{1F600}: x", "é", "e\u{301}",
    ])
    func keepsEveryTextInEveryPlace(text: String) throws {
        var code = Code(name: "Code")
        code.definition = .init(text, language: "de")
        code.include = .init(["de": text, "en": text])
        code.labels = .init(["en": text, "": text])
        let codebook = Codebook(name: text, languages: ["de", "en"], codes: [code])
        let reading = try CodebookYAMLReader(CodebookYAML.text(of: codebook), file: "codebook.yaml")
        let read = try #require(reading.codebook)
        #expect(Array(read.name.unicodeScalars) == Array(text.unicodeScalars))
        #expect(read == codebook)
    }

    @Test func keepsAnIDThatDoesNotFollowFromTheName() throws {
        let code = Code(id: Code.ID(of: "code", "the name it was born with"), name: "Renamed")
        let codebook = Codebook(codes: [code])
        let reading = try CodebookYAMLReader(CodebookYAML.text(of: codebook), file: "codebook.yaml")
        #expect(reading.codebook == codebook)
    }

    @Test func keepsMemosOnCodes() throws {
        let memos = [
            Code.Memo(
                coder: "Ann-Kathrin", time: "2025-12-01T08:00:00Z", title: "Sitzung: 1", text: "zu weit\n\n- enger fassen"),
            Code.Memo(text: "ohne Angabe"),
        ]
        let family = Code(name: "Familie", memos: [memos[1]])
        let codebook = Codebook(codes: [family, Code(name: "Code", parent: family.id, memos: memos)])
        let written = CodebookYAML.text(of: codebook)
        #expect(
            written == """
                codebook: ""
                codes:
                  - name: Familie
                    memos:
                      - text: ohne Angabe
                    codes:
                      - name: Code
                        memos:
                          - coder: Ann-Kathrin
                            time: "2025-12-01T08:00:00Z"
                            title: "Sitzung: 1"
                            text: |-
                              zu weit

                              - enger fassen
                          - text: ohne Angabe

                """)
        #expect(try CodebookYAMLReader(written, file: "c.yaml").codebook == codebook)
        let alone = try CodebookYAMLReader("codebook: x\ncodes:\n  - name: Code\n    memos: [ohne Angabe]\n", file: "c.yaml")
        #expect(alone.codebook?.codes.first?.memos == [memos[1]])
    }

    @Test func tellsThatOtherFormatsHoldNoMemos() throws {
        let codebook = Codebook(codes: [Code(name: "Code", memos: [.init(text: "a"), .init(text: "b")])])
        for losses in [CodebookCSV.content(of: codebook).losses, try CodebookQDC.content(of: codebook).losses] {
            #expect(losses.map { "\($0.what): \($0.count)" } == ["memo on a code: 2"])
        }
    }

    @Test func keepsATextWithoutALanguage() throws {
        var code = Code(name: "Code")
        code.definition = .init("what it means")
        for languages in [[], ["de"]] {
            let codebook = Codebook(languages: languages, codes: [code])
            #expect(try CodebookYAMLReader(CodebookYAML.text(of: codebook), file: "c.yaml").codebook == codebook)
        }
    }
}
