import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct CodingQueriesTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func lines(_ filter: CodingFilter = .init()) throws -> [String] {
        try study.codings(filter).map { "\($0.citation) \($0.range) \($0.code) \($0.coder): \($0.quote)" }
    }

    @Test func handsOverCodingsInReadingOrder() throws {
        #expect(
            try lines() == [
                "Befragung 2025/R2/Was ändert sich?@16..<17 16..<17 Resonanz AB: 🎉",
                "interview-01:2 30..<88 Resonanz AB: 👍🏽 Die Straße ist ruhig, der Dorfplatz lebt.\nI: Und sonst?",
                "interview-01:2 59..<73 Resonanz AB: Dorfplatz lebt", "interview-01:2 59..<73 Rückzug CD: Dorfplatz lebt",
                "interview-01:2 59..<73 Öffentlicher Raum AB: Dorfplatz lebt", "Älterer Text:1 7..<15 Rückzug AB: ein Satz",
            ])
    }

    @Test func filtersBySourceCodeCoderAndCase() throws {
        let all = try lines()
        #expect(try lines(CodingFilter(source: "interview-01")) == Array(all[1..<5]))
        #expect(try lines(CodingFilter(source: "A\u{308}lterer Text")) == [all[5]])
        #expect(try lines(CodingFilter(source: "Befragung 2025/R2/Was ändert sich?")) == [all[0]])
        #expect(try lines(CodingFilter(code: "Resonanz")) == Array(all[0..<3]))
        #expect(try lines(CodingFilter(coder: "CD ")) == [all[3]])
        #expect(try lines(CodingFilter(caseName: "Dorfcafé")) == Array(all[1..<5]))
        #expect(try lines(CodingFilter(caseName: "Kupferau")) == [all[0]])
        #expect(try lines(CodingFilter(source: "interview-01", code: "Rückzug", coder: "CD", caseName: "Dorfcafé")) == [all[3]])
        #expect(try lines(CodingFilter(source: "Älterer Text", coder: "CD")).isEmpty)
    }

    @Test(arguments: [
        CodingFilter(source: "nirgends"), CodingFilter(code: "nichts"), CodingFilter(coder: "niemand"),
        CodingFilter(caseName: "x"),
        CodingFilter(source: "a/b/c"),
    ])
    func aFilterForWhatIsNotThereFindsNothing(filter: CodingFilter) throws {
        #expect(try lines(filter).isEmpty)
    }

    @Test func anErrorOfTheReaderEndsTheReadingAndLeavesTheStudyUsable() throws {
        struct Interruption: Error {}
        #expect(throws: Interruption.self) { try study.forEachCoding { _ in throw Interruption() } }
        #expect(try study.code([Sample.range(0, 1)]).added == 1)
        try study.close()
        #expect(try folder.files == ["studie.anker"])
    }

    @Test func countsCodingsOfASource() throws {
        #expect(try study.sources().map(\.codings) == [1, 4])
        #expect(try study.sources(answers: true).map(\.codings) == [1, 0, 1, 0, 4])
    }

    @Test func aPositionBelongsToTheLastTurnThatBeginsAtOrBeforeIt() throws {
        try study.code([0, 3, 29, 30, 77, 78, 91, 92, 111].map { try Sample.range($0, $0 + 1, coder: "EF") })
        #expect(try study.codings(.init(coder: "EF")).map(\.turn) == [1, 1, 1, 2, 2, 3, 3, 4, 4])
    }
}

struct CodingDataTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    @Test func sourcesAndCasesAreNumberedByName() throws {
        let study = try folder.filledStudy()
        let data = try study.codingData().data
        #expect(data.sourceNames == ["Befragung 2025/R2/Was ändert sich?", "interview-01", "Älterer Text"])
        #expect(data.caseNames == ["Dorfcafé", "Kupferau"])
        #expect(data.casesBySource == [0: 1, 1: 0])
        let resonance = try #require(data.codeRows[Code(name: "Resonanz").id])
        #expect(data.codeRows.count == 4)
        let points = data.points.filter { $0.code == resonance }.map { "\($0.source) \($0.lower) \($0.upper)" }
        #expect(points.sorted() == ["0 16 17", "1 30 88", "1 59 73"])
        #expect(data.points.count == 6)
        #expect(Set(data.points.map(\.coder)).count == 2)
    }

    @Test func theNumberingDoesNotDependOnTheOrderOfImport() throws {
        let texts = ["c", "a", "b"]
        let studies = try [texts, texts.reversed()].enumerated().map { number, names in
            let study = try folder.emptyStudy("\(number).anker")
            for name in names {
                _ = try study.takeIn(by: "AB") {
                    try $0.add(Sample.transcript(name, caseName: "Fall \(name)", [("B", "Text \(name)")]))
                }
            }
            try study.code(
                names.map { CodingRequest(source: $0, target: .turns(1...1), codes: ["x"], coder: "AB") }, creatingCodes: true)
            return try study.codingData().data
        }
        #expect(studies[0].sourceNames == ["a", "b", "c"])
        #expect(studies[0].sourceNames == studies[1].sourceNames)
        #expect(studies[0].caseNames == studies[1].caseNames)
        #expect(studies[0].casesBySource == studies[1].casesBySource)
        #expect(Set(studies[0].points) == Set(studies[1].points))
    }

    @Test func passagesWithoutACodingAreNoPoints() throws {
        let study = try folder.filledStudy()
        // The evidence of a tie is a passage too, and row numbers may be anything.
        #expect(try study.count("passage") == 5)
        try study.execute("INSERT INTO passage(id, revision, lower, upper) VALUES (-5, 1, 1, 2), (4000000000000, 1, 2, 3)")
        #expect(try study.codingData().data.points.count == 6)
    }

    @Test(arguments: [-5, 4_000_000_000_000, Int64.min, Int64.max])
    func aPassageMayHaveAnyRowNumber(row: Int64) throws {
        let study = try folder.filledStudy()
        let before = try study.codingData().data.points
        try study.execute("INSERT INTO passage(id, revision, lower, upper) VALUES (?, 1, 1, 2)", [row])
        try study.execute(
            """
            INSERT INTO coding(uuid, passage, code, coder, time, event)
            SELECT zeroblob(16), ?, code, coder, time, event FROM coding LIMIT 1
            """, [row])
        let added = Set(try study.codingData().data.points).subtracting(before)
        #expect(added.map { "\($0.lower) \($0.upper)" } == ["1 2"])
        #expect(try study.codingData().data.points.count == 7)
    }

    @Test func citesRangesByTurn() throws {
        let study = try folder.filledStudy()
        let data = try study.codingData().data
        let ranges: Set = [
            PointRange(source: 1, lower: 59, upper: 73), PointRange(source: 0, lower: 16, upper: 17),
            PointRange(source: 2, lower: 7, upper: 15), PointRange(source: 9, lower: 0, upper: 1),
            PointRange(source: 1, lower: 5, upper: 5),
        ]
        let citations = try study.citations(of: ranges, in: data)
        #expect(
            citations == [
                PointRange(source: 1, lower: 59, upper: 73): Citation(
                    source: "interview-01", caseName: "Dorfcafé", turn: 2, range: TextRange(59, 73)),
                PointRange(source: 0, lower: 16, upper: 17): Citation(
                    source: "Befragung 2025/R2/Was ändert sich?", caseName: "Kupferau", range: TextRange(16, 17)),
                PointRange(source: 2, lower: 7, upper: 15): Citation(source: "Älterer Text", turn: 1, range: TextRange(7, 15)),
            ])
    }

    @Test func anEmptyStudyHasNoPoints() throws {
        let data = try folder.emptyStudy().codingData().data
        #expect(data.points.isEmpty && data.sourceNames.isEmpty && data.codeRows.isEmpty)
    }
}
