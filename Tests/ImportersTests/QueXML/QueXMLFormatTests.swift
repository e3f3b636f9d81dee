import FileFormats
import Importers
import StudyModel
import Testing

struct QueXMLFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ sections: String) throws -> SurveyCollector {
        var sink = SurveyCollector()
        try QueXMLFormat().read(
            folder.file("fragen.xml", "<questionnaire id=\"1\">\(sections)</questionnaire>"), options: ImportOptions(),
            into: &sink)
        return sink
    }

    private let choices = "<fixed><category><label>ja</label><value>1</value></category></fixed>"

    @Test func partsOfAQuestionShareItsChoices() throws {
        let sink = try read(
            """
            <title>Laden</title><section><question><text>Nutzen Sie …</text><subQuestion varName="a"><text>den Laden?</text></subQuestion>
            <subQuestion varName="b"><text>den Markt?</text></subQuestion><response varName="q">\(choices)</response></question></section>
            """)
        #expect(sink.survey.name == "Laden")
        #expect(sink.survey.questions.map(\.name) == ["a", "b"])
        #expect(sink.survey.questions.map(\.kind) == [.single, .single])
        #expect(sink.survey.questions.map(\.group) == ["Nutzen Sie …", "Nutzen Sie …"])
        #expect(sink.question("b")?.labels == [ValueLabel(code: "1", label: LocalizedText("ja"))])
        #expect(sink.respondents.isEmpty && sink.diagnostics.isEmpty)
    }

    @Test func responsesAndFurtherQuestionsArePlaces() throws {
        let sink = try read(
            """
            <section><question><text>Wer?</text><response varName="v"><free><label>Vorname</label><format>text</format></free></response>
            <response varName="n"><free><format>longtext</format></free></response></question><question><text>Wo?</text>
            <response varName="w"><fixed><category><label>anderswo</label><value>9</value><contingentQuestion varName="v"><text>Und zwar?</text>
            </contingentQuestion></category></fixed></response></question></section>
            """)
        #expect(sink.survey.name == "fragen")
        #expect(
            sink.survey.questions.map { "\($0.name) \($0.kind.rawValue) \($0.wording.texts[""] ?? "")" } == [
                "v text Wer? | Vorname", "n open Wer?", "w single Wo?", "v (2) text Und zwar?",
            ])
    }

    @Test func isToldByItsRootAndParts() {
        let file = InputFile(path: "a.xml")
        #expect(QueXMLFormat().recognizes(file, head: Array("<questionnaire><section/></questionnaire>".utf8)))
        #expect(!QueXMLFormat().recognizes(file, head: Array("<questionnaire><row/></questionnaire>".utf8)))
        #expect(
            ImportFormats.recognize(file, head: Array("<questionnaire id=\"1\"><title>x</title><section/>".utf8))?.name
                == "quexml")
    }

    @Test func anotherRootIsRefused() throws {
        let refusal = #expect(throws: Refusal.self) {
            var sink = SurveyCollector()
            try QueXMLFormat().read(folder.file("a.xml", "<s/>"), options: ImportOptions(), into: &sink)
        }
        #expect(
            refusal?.diagnostic.description
                == "a.xml: error: is no queXML: its root element is 's', not 'questionnaire'\n  export the questionnaire again as queXML"
        )
    }
}
