import Importers
import StudyModel
import Testing

struct ElanFormatTests {
    private func document(_ slots: [(String, Int?)], units: String = "milliseconds", _ tiers: String...) -> String {
        let order = slots.map { id, value in
            "<TIME_SLOT TIME_SLOT_ID=\"\(id)\"\(value.map { " TIME_VALUE=\"\($0)\"" } ?? "")/>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <ANNOTATION_DOCUMENT FORMAT="3.0"><HEADER TIME_UNITS="\(units)"/><TIME_ORDER>\(order.joined())</TIME_ORDER>
            \(tiers.joined(separator: "\n"))
            </ANNOTATION_DOCUMENT>
            """
    }

    private func tier(
        _ id: String, participant: String = "", type: String = "lt", parent: String? = nil, _ annotations: String...
    )
        -> String
    {
        let parent = parent.map { " PARENT_REF=\"\($0)\"" } ?? ""
        return "<TIER TIER_ID=\"\(id)\" PARTICIPANT=\"\(participant)\" LINGUISTIC_TYPE_REF=\"\(type)\"\(parent)>"
            + annotations.map { "<ANNOTATION>\($0)</ANNOTATION>" }.joined() + "</TIER>"
    }

    private func aligned(_ id: String, _ from: String, _ to: String, _ words: String) -> String {
        "<ALIGNABLE_ANNOTATION ANNOTATION_ID=\"\(id)\" TIME_SLOT_REF1=\"\(from)\" TIME_SLOT_REF2=\"\(to)\">"
            + "<ANNOTATION_VALUE>\(words)</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>"
    }

    private func dependent(_ id: String, on parent: String, _ words: String) -> String {
        "<REF_ANNOTATION ANNOTATION_ID=\"\(id)\" ANNOTATION_REF=\"\(parent)\">"
            + "<ANNOTATION_VALUE>\(words)</ANNOTATION_VALUE></REF_ANNOTATION>"
    }

    private func readEaf(_ text: String, tiers: [String] = []) throws -> Transcript {
        var options = ImportOptions()
        options.tiers = tiers
        return try read(ElanFormat(), Array(text.utf8), named: "dorf.eaf", options: options)
    }

    private let slots: [(String, Int?)] = [("a", 0), ("b", 1000), ("c", 1000), ("d", nil), ("e", 4000)]

    @Test func putsTopLevelTiersInOrderOfTimeAndThenOfTiers() throws {
        let text = document(
            slots,
            tier(
                "B", aligned("a2", "c", "d", " Der Gemeinde. "), aligned("a3", "d", "e", "Wir pflegen\nsie."),
                aligned("a9", "a", "b", " ")),
            tier("I", participant: " Interviewerin ", aligned("a1", "a", "b", "Wem?"), aligned("a4", "b", "e", "Ach.")))
        let transcript = try readEaf(text)
        #expect(
            transcript.script == [
                "0.0–1.0 Interviewerin: Wem?", "1.0– B: Der Gemeinde.", "1.0–4.0 Interviewerin: Ach.",
                "–4.0 B: Wir pflegen sie.",
            ])
        #expect(transcript.durationMs == 4000)
        #expect(transcript.tiers.map { "\($0.name) \($0.entries.count)" } == ["B 2", "I 2"])
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func leavesOutDependentTiersWithANote() throws {
        let text = document(
            slots, tier("B", aligned("a1", "a", "b", "Ja.")),
            tier("pos@B", parent: "B", dependent("a2", on: "a1", "ITJ")))
        let transcript = try readEaf(text)
        #expect(transcript.script == ["0.0–1.0 B: Ja."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.eaf: note: 1 entry of the tier 'pos@B' was left out\n  choose the tiers to be read with --tier"
            ])
    }

    @Test func readsTheTierThatIsAskedForWithTheTimesOfWhatItBelongsTo() throws {
        let text = document(
            slots, tier("B", aligned("a1", "a", "b", "Ja.")), tier("en", parent: "B", dependent("a2", on: "a1", "Yes.")),
            tier("note", participant: "Ahlers", parent: "en", dependent("a3", on: "a2", "sure")))
        #expect(try readEaf(text, tiers: ["note", "en"]).script == ["0.0–1.0 en: Yes.", "0.0–1.0 Ahlers: sure"])
    }

    @Test(arguments: ["", "Dorf_0001"])
    func readsTheTextBelowAReferenceOfToolbox(reference: String) throws {
        let text = document(
            slots, tier("ref@SP", type: "ref", aligned("a1", "a", "b", reference)),
            tier("tx@SP", type: "tx", parent: "ref@SP", dependent("a2", on: "a1", "Ja.")),
            tier("ge@SP", type: "ge", parent: "ref@SP", dependent("a3", on: "a1", "yes")))
        let transcript = try readEaf(text)
        #expect(transcript.script == ["0.0–1.0 tx@SP: Ja."])
        #expect(
            transcript.diagnostics.first?.description
                == "dorf.eaf: note: the tier 'tx@SP' is read as speech in place of 'ref@SP' above it, which holds no words of its own\n"
                + "  if others hold what is said, name them with --tier")
    }

    @Test func readsTheOnlyChildOfATierWithoutWords() throws {
        let text = document(
            slots, tier("satz", aligned("a1", "a", "b", "")), tier("worte", parent: "satz", dependent("a2", on: "a1", "Ja.")))
        #expect(try readEaf(text).script == ["0.0–1.0 worte: Ja."])
    }

    @Test func namesTheTiersWhereItCannotChoose() throws {
        let text = document(
            slots, tier("satz", aligned("a1", "a", "b", "")), tier("de", parent: "satz", dependent("a2", on: "a1", "Ja.")),
            tier("en", parent: "satz", dependent("a3", on: "a1", "Yes.")))
        #expect(
            throws: Refusal(
                at: .init(file: "dorf.eaf"), "nothing that anybody says was found in it",
                remedy: "name a tier with --tier: it has 'de', 'en'")
        ) { try readEaf(text) }
    }

    @Test func keepsTheWordsWhereReferencesLeadNowhereOrInACircle() throws {
        let text = document(
            slots, tier("A", aligned("a1", "x", "b", "Eins.")),
            tier("B", dependent("a2", on: "a3", "Zwei."), dependent("a3", on: "a2", "Drei.")))
        let transcript = try readEaf(text)
        #expect(transcript.script == ["–1.0 A: Eins.", "B: Zwei.", "B: Drei."])
        #expect(
            transcript.diagnostics.first?.description
                == "dorf.eaf:3: warning: 3 entries refer to time points that the file does not have, the first of them here\n"
                + "  mend the file in the program that wrote it; until then its words stand where the file has them")
    }

    @Test func anAnnotationMayHaveTheNameOfTheOneItBelongsTo() throws {
        let text = document(
            slots, tier("en", parent: "B", dependent("a1", on: "a1", "Yes.")), tier("B", aligned("a1", "a", "b", "Ja.")))
        #expect(try readEaf(text, tiers: ["en"]).script == ["0.0–1.0 en: Yes."])
    }

    @Test func aTierWhoseParentIsMissingIsNoSpeech() throws {
        let text = document(
            slots, tier("B", aligned("a1", "a", "b", "Ja.")), tier("orth", parent: "tok", dependent("a2", on: "a1", "ja")))
        #expect(try readEaf(text).script == ["0.0–1.0 B: Ja."])
    }

    private let gestures =
        "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"geste\" CONTROLLED_VOCABULARY_REF=\"CV1\" TIME_ALIGNABLE=\"true\"/>"
        + "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"lt\" TIME_ALIGNABLE=\"true\"/>"

    @Test func leavesOutATierOfAControlledVocabularyWithANote() throws {
        let text = document(
            slots, tier("Hand", type: "geste", aligned("a1", "a", "b", "zeigt")), tier("B", aligned("a2", "a", "b", "Ja.")),
            gestures)
        let transcript = try readEaf(text)
        #expect(transcript.script == ["0.0–1.0 B: Ja."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.eaf: note: 1 entry of the tier 'Hand' was left out\n  choose the tiers to be read with --tier"
            ])
        #expect(try readEaf(text, tiers: ["Hand"]).script == ["0.0–1.0 Hand: zeigt"])
    }

    @Test func readsATierOfAControlledVocabularyWhereNoOtherHasWords() throws {
        let text = document(slots, tier("Hand", type: "geste", aligned("a1", "a", "b", "zeigt")), tier("B"), gestures)
        #expect(try readEaf(text).script == ["0.0–1.0 Hand: zeigt"])
    }

    @Test func countsFramesWhereTheHeaderDoes() throws {
        let text = document([("a", 25), ("b", 50)], units: "PAL-frames", tier("A", aligned("a1", "a", "b", "Ja.")))
        #expect(try readEaf(text).script == ["1.0–2.0 A: Ja."])
    }

    @Test func isRecognizedByItsRoot() {
        let head = Array("<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT AUTHOR=\"\"".utf8)
        #expect(ElanFormat().recognizes(InputFile(path: "a.xml"), head: head))
        #expect(!ElanFormat().recognizes(InputFile(path: "a.eaf"), head: Array("<html>".utf8)))
    }
}
