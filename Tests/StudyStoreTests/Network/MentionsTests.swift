import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct MentionsTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func request(
        _ actor: String = "Café", _ lower: Int = 59, _ upper: Int = 68, in source: String = "interview-01",
        quote: String? = nil, line: Int? = nil
    ) throws -> MentionRequest {
        MentionRequest(
            actor: actor, source: source, target: .range(try #require(TextRange(lower, upper))), expectedQuote: quote,
            line: line)
    }

    private func told(_ filter: MentionFilter = .init()) throws -> [String] {
        try study.mentions(filter).map { "\($0.actorName) \($0.citation.source) \($0.quote) \($0.coder) \($0.state)" }
    }

    @Test func aMentionIsStoredOnceForEachCoder() throws {
        let outcome = try study.add([request(quote: "Dorfplatz"), request("Dorfcafé")], by: "AB")
        #expect(outcome.added == 1)
        #expect(outcome.known == 1)
        #expect(try study.add([request()], by: "CD").added == 1)
        let mention = try #require(study.mentions(context: 4).first)
        #expect(mention.actor == Actor(name: "Dorfcafé").id)
        #expect(mention.citation.turn == 2)
        #expect(mention.citation.caseName == "Dorfcafé")
        #expect(mention.quote == "Dorfplatz")
        #expect(mention.before == "der ")
        #expect(mention.after == " leb")
        #expect(
            try told() == [
                "Dorfcafé interview-01 Dorfplatz AB placed", "Dorfcafé interview-01 Dorfplatz CD placed",
            ])
        #expect(try study.isSound())
    }

    @Test func allAreTakenInOrNone() throws {
        let before = try study.state()
        let outcome = try study.add(
            [
                request(line: 1), request("Dorfcaffe", line: 2), request(in: "interview-1", line: 3),
                request(quote: "Dorf", line: 4),
            ], by: "AB")
        #expect(outcome.unplaced.map(\.line) == [2, 3, 4])
        #expect(outcome.unplaced.first?.reason == Unplaced("no actor 'Dorfcaffe'", "did you mean 'Dorfcafé'?"))
        #expect(try study.state() == before)
    }

    @Test func answersHaveMentionsToo() throws {
        let answer = "Befragung 2025/R1/Was ändert sich?"
        _ = try study.add([request("Café", 4, 10, in: answer)], by: "AB")
        #expect(try told() == ["Dorfcafé \(answer) Straße AB placed"])
        var filter = MentionFilter()
        filter.sources = [answer]
        #expect(try told(filter).count == 1)
        filter.sources = ["interview-01"]
        #expect(try told(filter).isEmpty)
    }

    @Test func mentionsGoAlongWithAnEditedSource() throws {
        _ = try study.add([request("Café", 37, 43), request("Waldschule", 78, 88)], by: "AB")
        var lines = Sample.interview
        lines[0].1 = "Was?"
        lines[2].1 = "Ach."
        var intakes = [try Sample.transcript("interview-01", file: "neu.txt", lines)]
        let updates = try study.update(by: "AB", anchor: Sample.anchor) { intakes.popLast() }
        #expect(
            try told() == [
                "Schule am Wald interview-01 Und sonst? AB lost", "Dorfcafé interview-01 Straße AB placed",
            ])
        let noted = updates.flatMap(\.noted).filter { $0.mentions > 0 }
        #expect(noted.map(\.state) == [.lost])
        #expect(try study.isSound())
    }

    @Test func whatIsTakenAwayLeavesNoBarePassage() throws {
        _ = try study.add([request(), request("Waldschule", 78, 80), request("Waldschule", 59, 73)], by: "AB")
        _ = try study.add([request()], by: "CD")
        let before = try study.state()
        var filter = MentionFilter()
        filter.actors = ["Waldschule"]
        #expect(try study.removeMentions(filter, dryRun: true, by: "AB").mentions == 2)
        #expect(try study.removeMentions(filter, by: "AB") == MentionRemoval(mentions: 2, actors: 1, sources: 1))
        filter = MentionFilter()
        filter.coder = "CD"
        #expect(try study.removeMentions(filter, by: "AB").mentions == 1)
        #expect(try told() == ["Dorfcafé interview-01 Dorfplatz AB placed"])
        try study.isWhole()
        _ = try study.undo(by: "AB")
        _ = try study.undo(by: "AB")
        #expect(try study.state() == before)
        filter.coder = "Niemand"
        #expect(throws: StudyError.self) { try study.removeMentions(filter, by: "AB") }
    }

    @Test func theyAreExportedAndReplayed() throws {
        _ = try study.add([request(), request("Waldschule", 78, 80)], by: "CD")
        let table = try #require(Study.tables.first { $0.header.name == "mentions" })
        var rows: [[DataTable.Cell]] = []
        try study.forEachRow(of: table) { rows.append(Array($0[1...])) }
        #expect(
            rows == [
                [
                    .text("Dorfcafé"), .text("interview-01"), .integer(59), .integer(68), .text("Dorfplatz"), .text("CD"),
                    .integer(1), .text("placed"),
                ],
                [
                    .text("Schule am Wald"), .text("interview-01"), .integer(78), .integer(80), .text("Un"), .text("CD"),
                    .integer(1), .text("placed"),
                ],
            ])
        _ = try study.replay(to: folder.path("neu.anker"))
        _ = try study.removeActors(["Dorfcafé"], withAll: true, by: "AB")
        #expect(try told() == ["Schule am Wald interview-01 Un CD placed"])
        try study.isWhole()
    }
}
