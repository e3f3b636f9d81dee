import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct ProjectWriterTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    private static func id<Entity>(_ number: Int) -> Identifier<Entity> {
        Identifier(bytes: [UInt8](repeating: 0, count: 15) + [UInt8(number)]) ?? Identifier(of: "never")
    }

    /// Two codes of one name, a case with two texts, three codings on one range, memos on most things.
    private static var parts: [ProjectPart] {
        var head = ProjectHead(format: "qdpx", program: "Beispiel", name: "Projekt")
        head.coders = [ProjectCoder(uuid: (Self.id(1) as Code.ID).uuid, name: "Ada"), ProjectCoder(name: "Bo")]
        head.codes = [
            ProjectCode(id: Self.id(10), name: "Menschen", isCodable: false),
            ProjectCode(id: Self.id(11), name: "Leute", parent: 0),
            ProjectCode(id: Self.id(12), name: "Betrieb", colour: "#336699"), ProjectCode(name: "Leute", parent: 2),
        ]
        head.codes[1].definition = "Wer mitmacht."
        head.codes[3].memoKeys = ["m1"]
        head.attributes = [ProjectAttribute(name: "Gründung", kind: .integer)]
        var one = ProjectCase(id: Self.id(20), name: "Dorfladen")
        one.values = [ProjectValue(attribute: 0, value: .integer(2019))]
        one.sources = ["a"]
        head.cases = [one]
        var source = ProjectSource(
            key: "a", id: Self.id(30), name: "Gespräch",
            transcript: Transcript(format: "qdpx", text: "I: Wie?\nB: Sehr gut.\n"))
        source.memos = [ProjectMemo(id: Self.id(40), title: "Ort", text: "Im Laden, [[code:Betrieb]]")]
        source.passages = [(11, 19, 0), (11, 19, 1), (3, 7, 2)].compactMap { lower, upper, number in
            TextRange(lower, upper).map { range in
                var passage = ProjectPassage(range: range)
                passage.codings = [
                    ProjectCoding(
                        id: Self.id(50 + number), code: number == 1 ? 3 : 1, coder: number == 2 ? nil : 0,
                        time: "2025-01-01T00:00:00Z")
                ]
                return passage
            }
        }
        source.passages[0].codings.append(ProjectCoding(code: 1, coder: 1, weight: 40))
        source.passages[1].codings[0].memoKeys = ["m1"]
        if let range = TextRange(0, 2) { source.passages.append(ProjectPassage(range: range)) }
        var tail = ProjectTail()
        tail.leaveOut("set", 2)
        return [.head(head), .source(source), .memo(ProjectMemo(key: "m1", id: Self.id(41), text: "Nachfragen")), .tail(tail)]
    }

    @discardableResult
    private func takeIn(_ parts: [ProjectPart] = Self.parts, into study: Study? = nil) throws -> ProjectOutcome {
        try (study ?? self.study).takeIn(by: "AB") { intake in
            try intake.addProject(hash: { ContentHash(of: [1]) }) { writer in
                for part in parts { try writer.add(part) }
            }
        }
    }

    private func codings(_ study: Study? = nil) throws -> [Coding] {
        var found: [Coding] = []
        try (study ?? self.study).forEachCoding { found.append($0) }
        return found
    }

    @Test func manyCodesOfOneNameAreToldTogether() throws {
        var head = ProjectHead(format: "qdpx", name: "Dorf")
        head.codes = ["A", "B", "C", "D", "E"].map { ProjectCode(name: $0) }
        head.codes += (0..<5).map { ProjectCode(name: "Leute", parent: $0) }
        let outcome = try takeIn([.head(head), .tail(ProjectTail())])
        #expect(
            outcome.notes.map(\.text) == [
                "4 codes have a name that another code has; they are called otherwise here, and the name is their label: "
                    + "'Leute' is 'Leute (B)', 'Leute' is 'Leute (C)', 'Leute' is 'Leute (D)' and 1 more"
            ])
    }

    @Test func aProjectBecomesAStudy() throws {
        let outcome = try takeIn()
        #expect(
            outcome.added == [
                "attributes": 1, "cases": 1, "codes": 4, "codings": 4, "memos": 3, "sources": 1, "values": 1,
            ])
        #expect(outcome.leftOut == ["set": 2, "selection without a code or memo": 1])
        #expect(
            outcome.notes.map(\.text) == ["a second code 'Leute' is called 'Leute (Betrieb)' here, and 'Leute' is its label"])
        let codebook = try study.codebook()
        #expect(codebook.codes.map(\.name) == ["Menschen", "Leute", "Betrieb", "Leute (Betrieb)"])
        #expect(codebook.code(named: "Leute (Betrieb)")?.labels.preferring([]) == "Leute")
        #expect(codebook.code(named: "Leute")?.id == Self.id(11))
        let codings = try codings()
        #expect(
            Set(codings.map { "\($0.quote)|\($0.code)|\($0.coder)|\($0.time)|\($0.weight ?? -1)" }) == [
                "Wie?|Leute|AB|2025-01-01T00:00:00Z|-1", "Sehr gut|Leute|Ada|2025-01-01T00:00:00Z|-1",
                "Sehr gut|Leute|Bo|\(CurrentTime.stamp)|40", "Sehr gut|Leute (Betrieb)|Ada|2025-01-01T00:00:00Z|-1",
            ])
        #expect(Set(codings.map(\.id)).isSuperset(of: [Self.id(50), Self.id(51), Self.id(52)]))
        #expect(codings.allSatisfy { $0.caseName == "Dorfladen" })
        #expect(try study.strings("SELECT lower || '-' || upper FROM passage ORDER BY id") == ["3-7", "11-19"])
        #expect(
            try study.memos().map { "\($0.subject) \($0.on) \($0.text)" } == [
                "source Gespräch Im Laden, [[code:Betrieb]]", "coding Gespräch 11..<19 Leute (Betrieb) Nachfragen",
                "code Leute (Betrieb) Nachfragen",
            ])
        #expect(try study.memos().first?.links.map(\.end) == [.there(.code, name: "Betrieb")])
        #expect(try study.attributes().map { "\($0.name) \($0.kind) \($0.cases)" } == ["Gründung integer 1"])
        #expect(try study.isSound())
    }

    @Test func theSameProjectAgainAddsNothing() throws {
        try takeIn()
        let before = try study.digests(besides: ["event"])
        let outcome = try takeIn()
        #expect(outcome.added.isEmpty)
        #expect(outcome.known == ["cases": 1, "codes": 4, "codings": 4, "memos": 3, "sources": 1])
        #expect(try study.digests(besides: ["event"]) == before)
        #expect(try study.strings("SELECT count(*) FROM event WHERE verb = 'import'") == ["1"])
    }

    @Test func whatBearsNoIDIsKnownByWhatItIs() throws {
        var parts = Self.parts
        guard case .source(var source) = parts[1], case .head(var head) = parts[0] else { return }
        source.id = nil
        for passage in source.passages.indices {
            for coding in source.passages[passage].codings.indices { source.passages[passage].codings[coding].id = nil }
        }
        for code in head.codes.indices { head.codes[code].id = nil }
        head.cases[0].id = nil
        parts[0] = .head(head)
        parts[1] = .source(source)
        try takeIn(parts)
        let outcome = try takeIn(parts)
        #expect(outcome.added.isEmpty)
        let other = try folder.emptyStudy("zwei.anker")
        try takeIn(parts, into: other)
        #expect(try codings(other).map(\.id) == codings().map(\.id))
    }

    @Test func codesOfTheStudyAreTakenForTheSameAndOthersStay() throws {
        try study.addCode(named: "Betrieb", by: "AB")
        let outcome = try takeIn()
        #expect(outcome.notes.map(\.text).contains("code 'Betrieb' is in the study already and is taken for the same"))
        #expect(try study.codebook().codes.count == 4)
        #expect(try study.codebook().code(named: "Betrieb")?.colour == nil)
    }

    @Test func anotherTextOfTheNameGetsANumber() throws {
        try takeIn()
        var parts = Self.parts
        guard case .source(var source) = parts[1] else { return }
        source.transcript.text = "I: Wie?\nB: Nun ja gut.\n"
        parts[1] = .source(source)
        for _ in 0..<2 { try takeIn(parts) }
        #expect(try study.sources().map(\.name) == ["Gespräch", "Gespräch (2)"])
        #expect(try codings().count == 8)
    }

    @Test func undoAndRedoAndReplayTellTheSame() throws {
        let empty = try study.digests(besides: ["event", "changeset", "coder"])
        try takeIn()
        let full = try study.digests(besides: ["event", "changeset"])
        #expect(try study.replay(to: folder.path("neu.anker")) > 0)
        _ = try study.undo(by: "AB")
        #expect(try study.digests(besides: ["event", "changeset", "coder"]) == empty)
        _ = try study.redo(by: "AB")
        #expect(try study.digests(besides: ["event", "changeset"]) == full)
        #expect(try study.isSound())
        #expect(try study.replay(to: folder.path("noch einmal.anker")) > 0)
    }

    @Test func laterWorkKeepsAProjectFromBeingTakenBack() throws {
        try takeIn()
        _ = try study.addMemo("Merken", on: .code("Betrieb"), by: "AB")
        #expect(throws: LaterWork.self) { try study.undo(2, by: "AB") }
    }

    @Test func aFailureLeavesNothing() throws {
        let before = try study.digests()
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try study.takeIn(by: "AB") { intake in
                _ = try intake.addProject(hash: { ContentHash(of: [1]) }) { writer in
                    for part in Self.parts.prefix(2) { try writer.add(part) }
                    throw Stop()
                }
            }
        }
        #expect(try study.digests() == before)
    }
}
