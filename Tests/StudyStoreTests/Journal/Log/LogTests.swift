import StudyModel
import Testing

@testable import StudyStore

struct LogTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func ids(_ filter: EventFilter) throws -> [Int64] { try study.log(filter).map(\.event.id) }

    @Test func tellsWhoDidWhatToWhat() throws {
        let log = try study.log()
        #expect(log.map(\.event.verb) == ["init", "codebook.import", "import", "import", "code.bulk", "actor.add", "tie.add"])
        #expect(log[2].names == ["interview-01", "Älterer Text"])
        #expect(log[4].names.first == "Öffentlicher Raum (interview-01)")
        #expect(log[6].names == ["Dorfcafé – Schule am Wald (Streit)"])
        #expect(log[2].event.counts == ["cases": 1, "sources": 2, "turns": 5])
    }

    @Test func tellsWhatIsTakenBack() throws {
        _ = try study.undo(by: "CD")
        _ = try study.undo(by: "CD")
        _ = try study.redo(by: "CD")
        let log = try study.log(.init(events: 6...10)).map(\.event)
        #expect(log.map(\.undoneBy) == [nil, 8, nil, nil, nil])
        #expect(log.map(\.change) == [nil, nil, 7, 6, 6])
        #expect(log.map(\.target) == [nil, nil, 7, 6, 9])
    }

    @Test func filtersByCoderVerbTimeAndNumber() throws {
        _ = try study.add([Actor(name: "Verein")], by: "CD")
        #expect(try ids(.init(coder: "CD")) == [8])
        #expect(try ids(.init(verb: "codebook")) == [2])
        #expect(try ids(.init(verb: "code")) == [5])
        #expect(try ids(.init(verb: "actor.add")) == [6, 8])
        #expect(
            try ids(.init(since: "2025-06", until: "2025")).count == 7 || ids(.init(since: "2025-06", until: "2025")).count == 8
        )
        #expect(try ids(.init(since: "2025-06-16")).isEmpty)
        #expect(try ids(.init(until: "2025-06-14")).isEmpty)
        #expect(try ids(.init(events: 3...4)) == [3, 4])
        #expect(throws: StudyError("no coder 'AC'", remedy: "did you mean 'AB'?")) { try study.log(.init(coder: "AC")) }
        #expect(throws: StudyError("no event has the verb 'imports'", remedy: "did you mean 'import'?")) {
            try study.log(.init(verb: "imports"))
        }
    }

    @Test func findsWhatConcernsAThing() throws {
        #expect(try ids(.init(subject: "interview-01")) == [3, 5, 7])
        #expect(try ids(.init(subject: "Älterer Text")) == [3, 5])
        #expect(try ids(.init(subject: "Resonanz")) == [2, 5])
        #expect(try ids(.init(subject: "Schule am Wald")) == [6, 7])
        #expect(try ids(.init(subject: "Befragung 2025/R2/Was ändert sich?")) == [4, 5])
        #expect(try ids(.init(subject: Sample.codebook.codes[3].id.description)) == [2, 5])
        _ = try study.undo(by: "AB")
        #expect(try ids(.init(subject: "Schule am Wald")) == [6, 7, 8])
        #expect(throws: StudyError("nothing in the study is named 'interview-02'", remedy: "did you mean 'interview-01'?")) {
            try study.log(.init(subject: "interview-02"))
        }
    }
}
