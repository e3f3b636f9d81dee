import StudyModel
import Testing

@testable import StudyStore

/// Rows that stand beside a project, where they are not what this program writes.
struct SideRowsTests {
    private static let source = "1eaf0000-0000-4000-8000-000000000001"
    private static let words = "Ana: Da.\n"

    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    private func takeIn(_ rows: [ProjectRows]) throws -> ProjectOutcome {
        try study.takeIn(by: "AB") { intake in
            try intake.addProject(hash: { ContentHash(of: []) }) { writer in
                try writer.add(.head(ProjectHead(format: "qdpx", name: "Dorf")))
                for one in rows { try writer.add(.rows(one)) }
                try writer.add(.tail(ProjectTail()))
            }
        }
    }

    private func sources(_ language: DataTable.Cell = .text("de")) -> ProjectRows {
        ProjectRows(
            table: "sources", columns: ["source", "name", "kind", "language"],
            rows: [[.text(Self.source), .text("ana"), .text("transcript"), language]])
    }

    private func revisions(_ text: String = words, hash: String? = nil) -> ProjectRows {
        ProjectRows(
            table: "revisions", columns: ["source", "revision", "hash", "text"],
            rows: [[.text(Self.source), .integer(1), .text(hash ?? ContentHash(of: text.utf8).description), .text(text)]])
    }

    private func cues(_ places: [(turn: Int, lower: Int, upper: Int)]) -> ProjectRows {
        ProjectRows(
            table: "cues", columns: ["source", "revision", "cue", "turn", "lower", "upper"],
            rows: places.enumerated().map { number, place in
                [
                    .text(Self.source), .integer(1), .integer(number + 1), .integer(place.turn), .integer(place.lower),
                    .integer(place.upper),
                ]
            })
    }

    @Test func aTextComesWithItsTurns() throws {
        let outcome = try takeIn([sources(), revisions(), cues([(1, 0, 4), (1, 5, 8)])])
        #expect(outcome.added == ["sources": 1, "turns": 1])
        #expect(outcome.leftOut == [:])
        #expect(try study.sources().map(\.name) == ["ana"])
    }

    @Test func aTextThatIsAnotherEndsTheImport() throws {
        #expect(throws: StudyError.self) { try takeIn([sources(), revisions(hash: ContentHash(of: [1]).description)]) }
        #expect(throws: StudyError.self) { try takeIn([sources()]) }
    }

    @Test func turnsThatCannotBeEndTheImportAndLeaveNothing() throws {
        for places in [[(1, 0, 4), (1, 3, 8)], [(2, 0, 4), (1, 5, 8)], [(1, 0, 4), (3, 5, 8)], [(1, 0, 400)], [(1, 4, 4)]] {
            #expect(throws: StudyError.self) { try takeIn([sources(), revisions(), cues(places)]) }
            #expect(try study.sources().isEmpty)
        }
    }

    @Test func aValueOfTheWrongTypeNamesItsRow() throws {
        do {
            _ = try takeIn([
                sources(), revisions(), cues([(1, 0, 4)]),
                ProjectRows(table: "findings", columns: ["finding", "place"], rows: [[.text("F1"), .text("oben")]]),
            ])
            Issue.record("it was taken in")
        } catch let error as StudyError {
            #expect(error.problem.contains("row 1 of 'findings' in ankerpunkt.jsonl"))
        }
    }

    @Test func rowsAboutWhatIsNotThereAndUnknownTablesAreCounted() throws {
        let rows = ProjectRows(
            table: "actor_aliases", columns: ["actor", "alias"], rows: [[.text(Self.source), .text("Verein")]])
        let outcome = try takeIn([rows, ProjectRows(table: "moods", columns: ["a"], rows: [[.empty], [.empty]])])
        #expect(outcome.leftOut == ["row of ankerpunkt.jsonl about what the study does not have": 3])
    }

    @Test func aTieWithoutEvidenceGoes() throws {
        let actors = ProjectRows(
            table: "actors", columns: ["id", "name"],
            rows: [1, 2].map { [.text("ac000000-0000-4000-8000-00000000000\($0)"), .text("Verein \($0)")] })
        let kinds = ProjectRows(
            table: "tie_kinds", columns: ["kind", "place", "directed", "sign"],
            rows: [[.text("kennt"), .integer(0), .boolean(false), .text("+")]])
        let ties = ProjectRows(
            table: "ties", columns: ["id", "from", "to", "kind", "directed", "sign", "coder", "leading"],
            rows: [
                [
                    .text("7e000000-0000-4000-8000-000000000001"), .text("ac000000-0000-4000-8000-000000000001"),
                    .text("ac000000-0000-4000-8000-000000000002"), .text("kennt"), .boolean(false), .text("+"), .text("AB"),
                    .integer(1),
                ]
            ])
        let outcome = try takeIn([kinds, actors, ties])
        #expect(try study.ties().isEmpty)
        #expect(outcome.leftOut == ["tie of which no evidence has a place": 1])
        #expect(outcome.added["actors"] == 2)
    }
}
