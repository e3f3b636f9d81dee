import StudyModel
import Testing

@testable import StudyStore

struct CodebookHistoryTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    @Test func everyStateCanBeReadAgain() throws {
        try study.fill()
        // A code that a bulk act makes bears its event, and stands in no changeset.
        try study.code([Sample.quote("Und sonst", codes: ["Nachfrage"])], creatingCodes: true)
        _ = try study.renameCode("Rückzug", to: "Abschied", by: "AB")
        _ = try study.mergeCodes(["Öffentlicher Raum"], into: "Resonanz", by: "AB")
        let events = try study.strings("SELECT id || ' ' || verb FROM event ORDER BY id")
        #expect(events.last == "10 codebook.merge")
        func names(_ event: Int64) throws -> [String] {
            try study.codebookState(at: .event(event)).codebook.codes.map(\.name)
        }
        #expect(try names(1) == [])
        #expect(try study.codebookState(at: .event(2)).codebook == Sample.codebook)
        #expect(try names(7) == ["Resonanz", "Raum", "Öffentlicher Raum", "Rückzug"])
        #expect(try names(8) == ["Resonanz", "Raum", "Öffentlicher Raum", "Rückzug", "Nachfrage"])
        #expect(try names(9) == ["Resonanz", "Raum", "Öffentlicher Raum", "Abschied", "Nachfrage"])
        #expect(try names(10) == ["Resonanz", "Raum", "Abschied", "Nachfrage"])
        #expect(try study.codebookState(at: nil).codebook == study.codebook())
    }

    @Test(arguments: [
        ("2025-06", 2), ("2025-06-15", 2), ("2025-06-15T12:00", 2), ("2025-06-15T12:00:00Z", 2), ("2", 2), ("1", 1),
        ("2026-01-01", 2),
    ])
    func aMomentIsANumberOrTheEndOfATime(text: String, event: Int64) throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        let moment: JournalMoment = try #require(JournalMoment(parsing: text))
        let state = try study.codebookState(at: moment)
        #expect(state.event == event)
        #expect(state.time == "2025-06-15T12:00:00Z")
    }

    @Test(arguments: ["", "0", "-3", "gestern", "2025", "2025-6-1", "2025-06-15T12", "15.6.2025"])
    func whatIsNeitherIsNoMoment(text: String) {
        // A number of four digits is the number of an event.
        #expect((JournalMoment(parsing: text) == nil) == (text != "2025"))
    }

    @Test func aTimeBeforeTheStudyAndANumberBehindTheLastAreRefused() throws {
        #expect(
            throws: StudyError(
                "the study was begun at 2025-06-15T12:00:00Z, after 2025-06-14",
                remedy: "name a later time, or an event by its number")
        ) { try study.codebookState(at: .time("2025-06-14")) }
        #expect(throws: StudyError("there is no event 9; the newest is 1", remedy: "see them with 'anker log'")) {
            try study.codebookState(at: .event(9))
        }
    }

    @Test func whatWasTakenBackAndBroughtBackIsInItsStates() throws {
        try study.fill()
        _ = try study.mergeCodes(["Rückzug"], into: "Resonanz", by: "AB")
        let merged = try study.codebook()
        try study.code([Sample.quote("Und sonst", codes: ["Nachfrage"])], creatingCodes: true)
        let coded = try study.codebook()
        _ = try study.undo(by: "AB")
        _ = try study.undo(by: "AB")
        #expect(try study.codebook() == study.codebookState(at: .event(7)).codebook)
        _ = try study.redo(by: "AB")
        _ = try study.redo(by: "AB")
        #expect(try study.codebook() == coded)
        let states = try (7...13).map { try study.codebookState(at: .event($0)).codebook }
        #expect(states == [states[0], merged, coded, merged, states[0], merged, coded])
    }

    /// Whatever is done to a codebook: the tree stays one, ids stay, no coding is lost without being counted, and each state
    /// can be read again afterwards.
    @Test(arguments: 0..<12)
    func randomWorkKeepsWhatMustHold(seed: Int) throws {
        try study.fill()
        var random = SeededNumbers(seed: seed)
        let codingsAtFirst = try study.codings()
        var states: [(event: Int64, codebook: Codebook)] = []
        for step in 0..<30 {
            let before = try study.codebook()
            let codings = try study.codings()
            let names = before.codes.map(\.name)
            func any() -> String { names.randomElement(using: &random) ?? "" }
            var lost = 0
            // What cannot be done is refused, and leaves all as it was.
            do {
                switch Int.random(in: 0..<8, using: &random) {
                case 0:
                    try study.addCode(named: "Neu \(step)", at: .init(parent: .under(any())), by: "AB")
                case 1: try study.renameCode(any(), to: "Um \(step)", by: "AB")
                case 2: try study.moveCode(any(), to: .init(parent: .under(any()), place: .first), by: "AB")
                case 3: try study.moveCode(any(), to: .init(place: .before(any())), by: "AB")
                case 4: lost = try study.mergeCodes([any()], into: any(), by: "AB").codings.dropped
                case 5:
                    let target = Bool.random(using: &random) ? any() : "Teil \(step)"
                    let outcome = try study.splitCode(any(), .coders(["AB"], to: target), by: "AB")
                    lost = outcome.parts.reduce(0) { $0 + $1.codings.dropped }
                case 6:
                    var edit = CodeEdit()
                    edit.texts = [.definition: "Fassung \(step)"]
                    edit.isCodable = Int.random(in: 0..<4, using: &random) > 0
                    try study.editCode(any(), edit, by: "AB")
                default:
                    let policy = CodingPolicy.allCases.randomElement(using: &random) ?? .refuse
                    guard names.count > 3 else { continue }
                    let outcome = try study.removeCodes([any()], codings: policy, by: "AB")
                    lost = outcome.removed.reduce(0) { $0 + $1.deleted + $1.moves.dropped }
                }
            } catch is StudyError {
                #expect(try study.codebook() == before)
                #expect(try study.codings() == codings)
            }
            let after = try study.codebook()
            #expect(after.codes.allSatisfy { after.path(of: $0).count <= after.codes.count })
            #expect(after.codes.allSatisfy { $0.parent == nil || after.code($0.parent ?? $0.id) != nil })
            #expect(after.descendants(of: after.codes[0].id).count < after.codes.count)
            let now = try study.codings()
            #expect(now.count == codings.count - lost)
            #expect(Set(now.map(\.id)).isSubset(of: codings.map(\.id)))
            states.append((try study.codebookState(at: nil).event, after))
        }
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
        for state in states.suffix(1) {
            for _ in 0..<(state.event - 7) { _ = try study.undo(by: "AB") }
            #expect(try study.codebook() == study.codebookState(at: .event(7)).codebook)
            #expect(try study.codings() == codingsAtFirst)
        }
        for state in states { #expect(try study.codebookState(at: .event(state.event)).codebook == state.codebook) }
        #expect(try study.codebookState(at: .event(2)).codebook == Sample.codebook)
    }
}
