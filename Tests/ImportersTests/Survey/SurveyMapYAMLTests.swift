import StudyModel
import Testing

@testable import Importers

struct SurveyMapYAMLTests {
    private func shown(_ yaml: String) -> String? {
        #expect(throws: Refusal.self) { try SurveyMap(yaml: yaml, file: "map.yaml") }?.diagnostic.description
    }

    @Test func readsEveryKey() throws {
        let map = try SurveyMap(
            yaml: """
                survey: Befragung 2025
                sheet: Antworten
                record: antwort
                header: 2
                respondent: Nr
                case: "Initiative {Nr}"
                columns:
                  Gegründet:   { as: attribute, type: date }
                  Reichweite:  { as: attribute, type: integer, labels: { 1: lokal, 2: { de: regional, en: regional, findings: [F2] } }, missing: [99, 007], findings: { F1: contradicting, F3: supporting } }
                  Was ändert sich?: { as: open, findings: F1 }
                  Initiative: { as: actor, self: true, kind: Initiative }
                  Partner 1:   { as: actor, tie: Zusammenarbeit }
                  IP-Adresse:  { as: skip }
                  Wahl: { as: attribute, labels: { a: ja } }
                  Weitere: { as: actor, tie: Zusammenarbeit, several: [";", " und "] }
                  Art 1: { as: attribute, of: Partner 1, tells: tie kind }
                  Sparte 1: { as: attribute, of: Weitere, tells: attribute Sparte }
                """, file: "map.yaml")
        #expect(
            map
                == SurveyMap(
                    survey: "Befragung 2025", sheet: "Antworten", record: "antwort", header: 2, respondent: "Nr",
                    caseTemplate: "Initiative {Nr}",
                    columns: [
                        .init(name: "Gegründet", role: .attribute(.date)),
                        .init(
                            name: "Reichweite", role: .attribute(.integer),
                            labels: [
                                ValueLabel(code: "1", label: LocalizedText("lokal")),
                                ValueLabel(
                                    code: "2", label: LocalizedText(["de": "regional", "en": "regional"]),
                                    findings: ["F2": .supporting]),
                            ], missing: ["99", "007"], findings: ["F1": .contradicting, "F3": .supporting]),
                        .init(name: "Was ändert sich?", role: .open, findings: ["F1": .supporting]),
                        .init(name: "Initiative", role: .actor(ActorNaming(isSelf: true, actorKind: "Initiative"))),
                        .init(name: "Partner 1", role: .actor(ActorNaming(tieKind: "Zusammenarbeit"))),
                        .init(name: "IP-Adresse", role: .skip),
                        .init(
                            name: "Wahl", role: .attribute(.single),
                            labels: [ValueLabel(code: "a", label: LocalizedText("ja"))]),
                        .init(
                            name: "Weitere", role: .actor(ActorNaming(tieKind: "Zusammenarbeit", separators: [";", " und "]))),
                        .init(name: "Art 1", role: .attribute(.text), detail: NamedDetail(of: "Partner 1", .tieKind)),
                        .init(
                            name: "Sparte 1", role: .attribute(.text), detail: NamedDetail(of: "Weitere", .attribute("Sparte"))),
                    ]))
        #expect(try SurveyMap(yaml: map.yaml, file: "again.yaml") == map)
    }

    @Test(arguments: [
        "Was: ist?", "Warum? ", "? wirklich", "a\nb", "- x", "# nein", "a # b", "yes", "12", "007", "1.5", "\"Zitat\"", "it's",
        "{x}", "a, b", "[1]", "", "Ende:", "tab\there", "\u{1b}[31m", "\u{202E}rtl", "a  b", "!tag", "*anker", "&ref", "100 %",
        "🙂", "@x", "|", ">", "null", "~", "C:\\Pfad", "x\u{FEFF}bom", "\u{10FFFD}",
    ])
    func anyColumnNameReadsBackAsItWas(name: String) throws {
        let map = SurveyMap(
            survey: name, respondent: name, caseTemplate: name,
            columns: [
                .init(
                    name: name, role: .actor(ActorNaming(tieKind: name, actorKind: name)),
                    labels: [ValueLabel(code: name, scale: 1, label: LocalizedText(["": name, "de": name]))], missing: [name],
                    findings: [name: .contradicting])
            ])
        #expect(try SurveyMap(yaml: map.yaml, file: "map.yaml") == map)
    }

    @Test func aWholeParagraphCanNameAColumn() throws {
        let name = String(repeating: "Wie oft haben Sie: das? ", count: 100) + "x"
        let map = SurveyMap(columns: [.init(name: name, role: .open)])
        #expect(try SurveyMap(yaml: map.yaml, file: "map.yaml") == map)
    }

    @Test func namesThePlaceOfAnUnknownWordAndANearOne() {
        #expect(shown("respondant: Nr") == "map.yaml:1:1: error: 'respondant' is no key of a map\n  did you mean 'respondent'?")
        #expect(
            shown("columns:\n  Ort: { as: atribute }")
                == "map.yaml:2:14: error: 'atribute' is no role of a column\n  did you mean 'attribute'?")
        #expect(
            shown("columns:\n  Ort: { as: attribute, type: number }")
                == """
                map.yaml:2:31: error: 'number' is no type of an answer
                  there are: 'text', 'integer', 'decimal', 'boolean', 'date', 'dateTime', 'time', 'duration', 'single', 'multiple', 'choices'
                """)
        #expect(
            shown("columns:\n  Ort: { as: open, findings: { F1: support } }")
                == "map.yaml:2:36: error: 'support' is no bearing on a finding\n  did you mean 'supporting'?")
    }

    @Test func namesTheSecondOfTwoEqualColumns() {
        #expect(
            shown("columns:\n  Ort: { as: open }\n  Jahr: { as: skip }\n  Ort: { as: skip }")
                == "map.yaml:4:3: error: key 'Ort' stands twice in one mapping\n  keep one of them")
    }

    @Test func refusesWhatMakesNoSense() {
        #expect(
            shown("columns:\n  Ort: { type: text }")?.hasPrefix("map.yaml:2:3: error: column 'Ort' does not say what it is")
                == true)
        #expect(
            shown("columns:\n  Ort: { as: open, tie: x }")?.hasPrefix(
                "map.yaml:2:20: error: 'tie' belongs to columns that name actors")
                == true)
        #expect(shown("header: viele")?.hasPrefix("map.yaml:1:9: error: 'header' is no number from 0 to 100") == true)
        #expect(shown("")?.hasPrefix("map.yaml: error: is empty") == true)
        #expect(shown("survey: x\n\tcase: y")?.hasPrefix("map.yaml:2:1: error: is not YAML: ") == true)
    }

    @Test func takesLabelsOfCodesThatAreWords() throws {
        let map = try SurveyMap(
            yaml: """
                columns:
                  Weg: { as: attribute, type: text, labels: { tablet: am Tablet, no: { de: keiner, scale: 1 } } }
                """, file: "map.yaml")
        #expect(map.columns.first?.role == .attribute(.text))
        #expect(
            map.columns.first?.labels == [
                ValueLabel(code: "tablet", label: LocalizedText("am Tablet")),
                ValueLabel(code: "no", scale: 1, label: LocalizedText("keiner", language: "de")),
            ])
    }

    @Test func refusesAScaleThatIsNoNumber() {
        #expect(
            shown("columns:\n  Ort: { as: attribute, labels: { 1: { label: ja, scale: zwei } } }")
                == """
                map.yaml:2:58: error: 'scale' is no number from 0 to 255
                  write 0 for the first scale of the question, 1 for the second
                """)
    }

    @Test func refusesAnchorsSoThatAShortFileCannotGrow() {
        #expect(
            shown("survey: &a Neu\ncase: *a\n")
                == "map.yaml:1:9: error: anchors and aliases are not read\n  write the value out where it is meant")
        var laughs = "a0: &a0 [x, x]\n"
        for level in 1...40 { laughs += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(shown(laughs)?.hasPrefix("map.yaml: error: anchors and aliases are not read") == true)
    }

    @Test func refusesEndlessNesting() {
        #expect(shown(String(repeating: "[", count: 100_000))?.hasPrefix("map.yaml:") == true)
        #expect(shown(String(repeating: "- ", count: 100_000))?.hasPrefix("map.yaml:") == true)
    }

    @Test func saysWhereSomethingElseThanAListOrMappingIsExpected() {
        #expect(
            shown("columns: Ort")
                == """
                map.yaml:1:10: error: 'columns' is not a mapping of keys to values
                  write one line a column, such as 'Ort: { as: attribute }'
                """)
        #expect(shown("columns:\n  Ort: open")?.hasPrefix("map.yaml:2:8: error: a column is not a mapping") == true)
        #expect(shown("survey: [a]") == "map.yaml:1:9: error: the name of the survey is not a single value\n  write one value")
    }
}
