import FileFormats
import Importers
import StudyModel
import Testing

struct TranscriptElementsTests {
    private func refusal(_ raise: (inout InputLimits) -> Void) -> Refusal? {
        let text = """
            <Trans><Episode><Section><Turn speaker="a" startTime="0" endTime="3">
            <Sync time="0"/>Eins.<Sync time="1"/>Zwei.<Sync time="2"/>Drei.</Turn></Section></Episode></Trans>
            """
        var options = ImportOptions()
        raise(&options.limits)
        do {
            _ = try read(TranscriberFormat(), Array(text.utf8), named: "dorf.trs", options: options)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test func refusesMoreCuesThanTheLimit() {
        #expect(refusal { $0.cues = 3 } == nil)
        #expect(
            refusal { $0.cues = 1 }
                == Refusal(
                    at: .init(file: "dorf.trs", line: 2), "holds more than 1 cues, the limit",
                    remedy: "check that it is a transcript\nwhere it is meant so, raise the limit with --limit cues=NUMBER"))
    }

    @Test func refusesATextThatIsLongerThanTheLimit() {
        #expect(refusal { $0.textBytes = 5 } == nil)
        #expect(
            refusal { $0.textBytes = 4 }
                == Refusal(
                    at: .init(file: "dorf.trs", line: 2), "holds a text of more than 4 bytes, the limit",
                    remedy: "check that it is a transcript\nwhere it is meant so, raise the limit with --limit text=NUMBER"))
    }

    @Test func refusesAFileThatIsLargerThanTheLimit() {
        #expect(
            refusal { $0.transcriptBytes = 100 }
                == Refusal(
                    at: .init(file: "dorf.trs"), "holds more than 100 bytes",
                    remedy:
                        "if it is no mistake, split the file\nwhere it is meant so, raise the limit with --limit transcript=NUMBER"
                ))
    }
}
