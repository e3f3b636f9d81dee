import StudyModel
import Testing

@testable import StudyStore

/// Acts of which the journal keeps nothing when they are taken back.
struct UndoOfLargeActsTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    @Test func whatIsTooLargeToKeepIsTakenBackAndBroughtBackByItsFile() throws {
        let study = try folder.emptyStudy("gross.anker")
        let before = try study.state()
        try study.takeInSurvey()
        let after = try study.state()
        _ = try study.undo(by: "AB", keepingAtMost: 100)
        #expect(try study.state() == before)
        let error = #expect(throws: StudyError.self) { try study.redo(by: "AB") }
        #expect(error?.problem == "event 2 brought more rows than the journal keeps when it is taken back")
        #expect(
            error?.remedy
                == "take its file in again with 'anker import', the one with the SHA-256 \(ContentHash(of: "the survey's bytes".utf8))"
        )
        try study.takeInSurvey()
        #expect(try study.state() != after, "the rows bear another event")
        #expect(try study.count("response") == 8)
    }

    @Test func allFilesAreNamedThatAreToBeTakenInAgain() throws {
        let study = try folder.emptyStudy("gross.anker")
        let hashes = try study.takeIn(by: "AB") { intake in
            try [Sample.interview, [("B", "Nur ein Satz.")]].enumerated().map { number, lines in
                let transcript = try Sample.transcript("\(number)", lines)
                _ = try intake.add(transcript)
                return transcript.original.hash.description
            }
        }
        _ = try study.undo(by: "AB", keepingAtMost: 10)
        let error = #expect(throws: StudyError.self) { try study.redo(by: "AB") }
        #expect(
            error?.remedy
                == "take its files in again with 'anker import', those with the SHA-256 \(hashes.joined(separator: ", "))")
    }

    @Test func theFileOfCodingsIsKnownByItsHash() throws {
        let study = try folder.filledStudy()
        let hash = ContentHash(of: "lines".utf8)
        var requests = [Sample.quote("sonst", codes: ["Resonanz"])]
        _ = try study.code(by: "AB", recording: .bulk, input: { requests.isEmpty ? hash : nil }) {
            requests.popLast().map { .success($0) }
        }
        #expect(try study.log().last?.event.input == hash)
        _ = try study.undo(by: "AB", keepingAtMost: 10)
        let error = #expect(throws: StudyError.self) { try study.redo(by: "AB") }
        #expect(error?.remedy == "take its file in again with 'anker code --from', the one with the SHA-256 \(hash)")
    }
}
