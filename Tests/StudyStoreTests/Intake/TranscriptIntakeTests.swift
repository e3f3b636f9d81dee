import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct TranscriptIntakeTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    @discardableResult
    private func takeIn(_ transcripts: TranscriptIntake...) throws -> [IntakeOutcome] {
        try study.takeIn(by: "AB") { intake in try transcripts.map { try intake.add($0) } }
    }

    @Test func keepsTextSpeakersTurnsCuesAndTheOriginal() throws {
        #expect(try takeIn(Sample.transcript()) == [.added(source: "interview-01")])
        let text = try study.text(of: "interview-01")
        #expect(text.caseName == "Dorfcafé")
        #expect(text.cues.map(\.range.description) == ["3..<26", "30..<74", "78..<88", "92..<111"])
        #expect(text.cues.map(\.speaker) == ["I", "B", "I", "B"])
        #expect(text.cues.map(\.turn) == [1, 2, 3, 4])
        #expect(text.cues.map(\.startMs) == [0, 1000, 2000, 3000])
        #expect(text.cues.map { text.text.text(at: $0.range) } == Sample.interview.map(\.1))
        #expect(try study.strings("SELECT name || ' ' || role FROM speaker ORDER BY id") == ["I interviewer", "B respondent"])
        let original = try study.rows("SELECT name, size, deflated FROM original")
        #expect(original == [["name": "interview-01.txt", "size": text.text.utf8.count, "deflated": Data([1, 2, 3])]])
        let revision = try study.rows("SELECT number, length, hash, format, durationMs FROM revision")
        #expect(
            revision == [
                [
                    "number": 1, "length": 112, "hash": Data(ContentHash(of: text.text.utf8).bytes), "format": "txt",
                    "durationMs": 9000,
                ]
            ])
    }

    @Test func joinsCuesOfOneSpeakerToATurn() throws {
        try takeIn(Sample.transcript("a", caseName: nil, [("B", "Eins."), ("B", "Zwei."), ("I", "Und?"), ("B", "Drei.")]))
        #expect(try study.text(of: "a").cues.map(\.turn) == [1, 1, 2, 3])
        let source = try #require(try study.sources().first)
        #expect(source.turns == 3)
        #expect(source.caseName == nil)
    }

    @Test func anIdIsMadeOfTextAndName() throws {
        let intake = try Sample.transcript()
        try takeIn(intake)
        let hash = ContentHash(of: intake.transcript.text.utf8).description
        #expect(try study.sources().map(\.id) == [Source.ID(of: "source", hash, "interview-01")])
    }

    @Test func theSameBytesAreTakenInOnce() throws {
        try takeIn(Sample.transcript())
        let before = try study.counts
        #expect(try takeIn(Sample.transcript("anders", file: "anders.txt")) == [.known(source: "interview-01")])
        #expect(try study.counts == before)
        #expect(try study.intake(of: Sample.transcript().original.hash) == "interview-01")
        #expect(try study.intake(of: ContentHash(of: [])) == nil)
    }

    @Test func theSameBytesTwiceInOneActAreTakenInOnce() throws {
        #expect(
            try takeIn(Sample.transcript(), Sample.transcript("anders"))
                == [.added(source: "interview-01"), .known(source: "interview-01")])
    }

    @Test func aNameThatIsTakenIsReplacedByTheFilesAndThenNumbered() throws {
        let texts = ["Eins.", "Zwei.", "Drei.", "Vier."]
        let outcomes = try study.takeIn(by: "AB") { intake in
            try texts.map { try intake.add(Sample.transcript("a", file: "a.vtt", caseName: nil, [("B", $0)])) }
        }
        #expect(outcomes == ["a", "a.vtt", "a.vtt (2)", "a.vtt (3)"].map { .added(source: $0) })
    }

    @Test func namesAreKeptInNormalFormC() throws {
        #expect(try takeIn(Sample.transcript("Gespra\u{308}ch ")) == [.added(source: "Gespr\u{E4}ch")])
        #expect(try study.text(of: "Gespra\u{308}ch").text.hasPrefix("I: Was"))
    }

    @Test func textsStayAsTheyCame() throws {
        let words = "Cafe\u{301} und Caf\u{E9}\t \u{FEFF}👨‍👩‍👧"
        try takeIn(Sample.transcript("a", caseName: nil, [("B", words)]))
        #expect(try study.text(of: "a").text.unicodeScalars.elementsEqual("B: \(words)\n".unicodeScalars))
    }

    @Test func anEmptyTextIsASourceToo() throws {
        try takeIn(Sample.transcript("leer", []))
        #expect(try study.text(of: "leer").text == "")
        #expect(try study.sources().map(\.length) == [0])
    }

    @Test(arguments: ["strasse", "STRASSE", "grosse", "massstab", "fuss"])
    func fullTextFindsSharpSAsSS(word: String) throws {
        try takeIn(Sample.transcript("a", caseName: nil, [("B", "Die Straße, GROẞE Maßstab Fuß")]))
        #expect(try study.sources(holding: word) == ["a"])
        // The letter itself is not in the index: whoever searches folds it first.
        #expect(try study.sources(holding: "straße").isEmpty)
    }

    @Test func fullTextDoesNotMindAccentsAndNormalForms() throws {
        try takeIn(Sample.transcript("a", caseName: nil, [("B", "Cafe\u{301} M\u{FC}ller")]))
        for word in ["cafe", "Caf\u{E9}", "muller", "Mu\u{308}ller"] { #expect(try study.sources(holding: word) == ["a"]) }
        #expect(try study.sources(holding: "mueller").isEmpty)
    }

    @Test func anErrorLeavesTheStudyAsItWas() throws {
        struct Interruption: Error {}
        try takeIn(Sample.transcript())
        let before = try study.counts
        #expect(throws: Interruption.self) {
            try study.takeIn(by: "Neu") { intake in
                _ = try intake.add(Sample.transcript("b", caseName: "Neuer Fall", [("B", "Anderes.")]))
                throw Interruption()
            }
        }
        #expect(try study.counts == before)
        #expect(try study.sources(holding: "anderes").isEmpty)
        #expect(try takeIn(Sample.transcript("b", [("B", "Anderes.")])) == [.added(source: "b")])
        #expect(try study.sources(holding: "anderes") == ["b"])
    }

    @Test func aSourceThatIsNotThereIsToldWithANearName() throws {
        try takeIn(Sample.transcript())
        #expect(throws: StudyError("no source 'interviw-01'", remedy: "did you mean 'interview-01'?")) {
            try study.text(of: "interviw-01")
        }
        #expect(throws: StudyError("no source 'x/y/z'", remedy: "list them with 'anker sources'")) {
            try study.text(of: "x/y/z")
        }
    }

    @Test func sourcesAreSortedByNameAsPeopleLookThemUp() throws {
        for (number, name) in ["Zug", "Öffnung", "Ofen", "ostwind"].enumerated() {
            try takeIn(Sample.transcript(name, caseName: nil, [("B", "Satz \(number)")]))
        }
        #expect(try study.sources().map(\.name) == ["Ofen", "Öffnung", "ostwind", "Zug"])
    }
}
