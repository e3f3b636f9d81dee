import Importers
import StudyModel
import Testing

struct CodebookYAMLReaderTests {
    private func read(_ text: String) throws -> CodebookYAMLReader { try CodebookYAMLReader(text, file: "c.yaml") }

    private func messages(_ text: String) throws -> [String] { try read(text).diagnostics.map(\.description) }

    private func refusal(_ text: String) -> String? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return (error as? Refusal)?.diagnostic.description
        }
    }

    @Test func readsCodesAsATree() throws {
        let reading = try read(
            """
            codebook: Test
            languages: [de, en]
            findings: [{ id: F1 }, { id: F3 }]
            codes:
              - name: A
                codable: false
                definition: Ein Text
                codes:
                  - name: "  Ra\u{308}ume "
                    colour: "#1B9E77"
                    findings: [F1]
                  - name: C
                    findings: { F1: supporting, F3: contradicting }
                    labels:
                      en: "no"
              - name: D
            """)
        #expect(reading.diagnostics == [])
        let codebook = try #require(reading.codebook)
        #expect(codebook.codes.map(\.name) == ["A", "Räume", "C", "D"])
        #expect(codebook.codes.map(\.order) == [0, 0, 1, 1])
        #expect(codebook.codes[1].parent == codebook.codes[0].id)
        #expect(codebook.codes[1].id == Code.ID(of: "code", "R\u{E4}ume"))
        #expect(codebook.codes[1].colour == "#1b9e77")
        #expect(codebook.codes[1].findings == ["F1": .supporting])
        #expect(codebook.codes[2].findings == ["F1": .supporting, "F3": .contradicting])
        #expect(codebook.codes[2].labels == LocalizedText("no", language: "en"))
        #expect(codebook.codes[0].definition == LocalizedText("Ein Text", language: "de"))
        #expect(!codebook.codes[0].isCodable)
    }

    @Test func suggestsTheKeyThatWasMeant() throws {
        #expect(
            try messages("codes:\n  - name: A\n    color: \"#1b9e77\"\n") == [
                "c.yaml:3:5: error: 'color' is no key of a code\n  did you mean 'colour'?"
            ])
        #expect(
            try messages("Codebook: A\n") == [
                "c.yaml:1:1: error: 'Codebook' is no key of a codebook\n  did you mean 'codebook'?"
            ])
        #expect(
            try messages("actorKinds:\n  - name: A\n    xyzzy: 1\n") == [
                "c.yaml:3:5: error: 'xyzzy' is no key of an actor kind\n  there are: 'name', 'labels'"
            ])
    }

    @Test func refusesTwoCodesOfOneNameInAnyNormalForm() throws {
        let reading = try read("codes:\n  - name: R\u{E4}ume\n    codes:\n      - name: Ra\u{308}ume\n")
        #expect(
            reading.diagnostics.map(\.description) == [
                "c.yaml:4:15: error: code 'R\u{E4}ume' stands already in line 2\n  rename it, or remove it"
            ])
        #expect(reading.codebook == nil)
    }

    @Test func reportsEveryBadValueWithItsPlace() throws {
        let found = try messages(
            """
            languages: [de]
            findings:
              - id: F1
              - title: none
            tieKinds:
              - { name: K, directed: maybe, sign: x }
            codes:
              - name: A
                colour: green
                codable: 1
                findings: [F2]
                definition: { dee: x }
              - name: B
                findings: { F1: perhaps }
              - findings: F1
            """)
        #expect(
            found == [
                "c.yaml:4:5: error: a finding has no name\n  give it a name",
                "c.yaml:6:26: error: 'directed' is neither true nor false\n  write 'true' or 'false'",
                "c.yaml:6:39: error: 'x' is not a sign\n  write \"+\" or \"-\"",
                "c.yaml:9:13: error: 'green' is not a colour\n  write it as \"#1b9e77\", in quotes",
                "c.yaml:10:14: error: 'codable' is neither true nor false\n  write 'true' or 'false'",
                "c.yaml:11:16: error: finding 'F2' is not in this codebook\n  did you mean 'F1'?",
                "c.yaml:12:19: warning: language 'dee' is not among the codebook's languages\n  did you mean 'de'?",
                "c.yaml:14:21: error: 'perhaps' is no bearing on a finding\n  there are: 'supporting', 'contradicting'",
                "c.yaml:15:5: error: a code has no name\n  give it a name",
                "c.yaml:15:15: error: 'findings' is neither a list nor a mapping\n  write '[F1]' or '{ F1: supporting }'",
            ])
    }

    @Test func reportsMemosThatSayNothingOrWhen() throws {
        let found = try messages(
            """
            codes:
              - name: A
                memos:
                  - { text: " " }
                  - { coder: AB }
                  - { text: x, time: gestern }
                  - { text: x, author: AB }
            """)
        #expect(
            found == [
                "c.yaml:4:9: error: a memo has no text\n  write its 'text', or remove it",
                "c.yaml:5:9: error: a memo has no text\n  write its 'text', or remove it",
                "c.yaml:6:26: error: 'gestern' is not a time\n  write it in UTC, as 2026-01-31T12:00:00Z, or leave it out",
                "c.yaml:7:20: error: 'author' is no key of a memo\n  there are: 'coder', 'time', 'title', 'text'",
            ])
    }

    @Test func takesAKeyWithoutAValueForNone() throws {
        let reading = try read("codebook: A\nfindings:\ncodes:\n  - name: B\n    definition:\n    colour: ~\n")
        #expect(reading.codebook == Codebook(name: "A", codes: [Code(name: "B")]))
    }

    @Test func refusesWhatIsNotYAMLWithItsPlace() {
        #expect(refusal("codebook: [a\ncodes: b")?.hasPrefix("c.yaml:2:") == true)
        #expect(refusal("")?.hasPrefix("c.yaml: error: is empty") == true)
        #expect(
            refusal("codebook: a\ncodebook: b\n")
                == "c.yaml:2:1: error: key 'codebook' stands twice in one mapping\n  keep one of them")
        #expect(refusal("codebook: a\nname: \u{1}\n")?.hasPrefix("c.yaml:2: error: is not YAML") == true)
    }

    @Test func refusesAnchorsSoThatAShortFileCannotGrow() {
        #expect(
            refusal("codebook: &a Test\ncodes:\n  - name: *a\n")
                == "c.yaml:1:11: error: anchors and aliases are not read\n  write the value out where it is meant")
        var laughs = "a0: &a0 [x, x]\n"
        for level in 1...40 { laughs += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        laughs += "{*a40: 1}: 2\n"
        #expect(refusal(laughs)?.hasPrefix("c.yaml: error: anchors and aliases are not read") == true)
    }

    @Test func namesTheSecondOfTwoEqualKeysAlsoBehindADash() {
        #expect(
            refusal("codes:\n  - name: A\n    codes:\n      - name: B\n    # name: C\n    name: D\n")
                == "c.yaml:6:5: error: key 'name' stands twice in one mapping\n  keep one of them")
        #expect(
            refusal("codes:\n  - { name: A, name: B }\n  - name: C\n")
                == "c.yaml:2:7: error: key 'name' stands twice in one mapping\n  keep one of them")
    }

    @Test func takesSignsInTextsForWhatTheyAre() throws {
        var text = "codes:\n"
        for number in 0..<30 { text += "  - name: Lehrer *innen & Co *a &b \(number)\n" }
        #expect(try read(text).codebook?.codes.count == 30)
    }

    @Test func refusesEndlessNesting() throws {
        #expect(refusal(String(repeating: "[", count: 100_000)) != nil)
        var text = ""
        for depth in 0..<70 {
            text +=
                String(repeating: "  ", count: 2 * depth) + "codes:\n" + String(repeating: "  ", count: 2 * depth + 1)
                + "- name: c\(depth)\n"
        }
        #expect(try messages(text).contains { $0.contains("codes are nested more than 64 deep") })
    }

    @Test func refusesAMappingWhereAListBelongs() throws {
        #expect(
            try messages("codes:\n  name: A\n") == ["c.yaml:2:3: error: codes are not a list\n  begin each item with a dash"])
        #expect(try messages("- a\n").first?.hasPrefix("c.yaml:1:1: error: a codebook is not a mapping") == true)
    }
}
