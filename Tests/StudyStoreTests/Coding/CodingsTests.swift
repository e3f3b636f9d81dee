import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct CodingsTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript()) }
        try study.takeInSurvey()
    }

    /// The ranges that a request is coded at.
    private func ranges(_ request: CodingRequest) throws -> [String] {
        let outcome = try study.code([request])
        #expect(outcome.unplaced.isEmpty)
        return try study.codings().map(\.range.description)
    }

    /// Expects that the request has no place, and that nothing is changed.
    private func expectUnplaced(
        _ request: CodingRequest, _ message: String, _ remedy: String?, location: SourceLocation = #_sourceLocation
    ) throws {
        let before = try study.counts
        let outcome = try study.code([request])
        #expect(
            outcome.unplaced == [.init(line: request.line, reason: Unplaced(.init(message), remedy))], sourceLocation: location)
        #expect(outcome.added == 0, sourceLocation: location)
        #expect(try study.counts == before, sourceLocation: location)
    }

    @Test func codesARange() throws {
        #expect(try ranges(Sample.range(59, 73)) == ["59..<73"])
        let coding = try #require(try study.codings().first)
        #expect(coding.quote == "Dorfplatz lebt")
        #expect(coding.turn == 2)
        #expect(coding.source == "interview-01")
        #expect(coding.caseName == "Dorfcafé")
        #expect(coding.code == "Resonanz")
        #expect(coding.coder == "AB")
        #expect(coding.weight == nil)
        #expect(coding.time == "2025-06-15T12:00:00Z")
    }

    @Test func anIdIsMadeOfSourceRangeCodeAndCoder() throws {
        try study.code([Sample.range(59, 73)])
        let source = try #require(try study.sources().first)
        #expect(
            try study.codings().map(\.id)
                == [Coding.ID(of: "coding", "\(source.id)", "59..<73", "\(Code(name: "Resonanz").id)", "AB")])
    }

    @Test func codesAQuoteThatStandsOnce() throws {
        #expect(try ranges(Sample.quote("ruhig, der")) == ["48..<58"])
    }

    @Test func codesTheOccurrenceThatIsNamed() throws {
        #expect(try ranges(Sample.quote("Dorfplatz lebt", occurrence: 2)) == ["96..<110"])
    }

    @Test func codesTheQuoteInTheTurnThatIsNamed() throws {
        #expect(try ranges(Sample.quote("Dorfplatz lebt", turn: 4)) == ["96..<110"])
    }

    @Test func codesWholeTurns() throws {
        let request = CodingRequest(source: "interview-01", target: .turns(2...3), codes: ["Resonanz"], coder: "AB")
        #expect(try ranges(request) == ["30..<88"])
    }

    @Test func codesEmojiAndWhatStandsBehindThem() throws {
        #expect(try ranges(Sample.quote("👍🏽 Die")) == ["30..<36"])
        try study.code([Sample.quote("Sehr", in: "Befragung 2025/R2/Was ändert sich?")])
        #expect(try study.codings().map(\.range.description) == ["18..<22", "30..<36"])
        #expect(try study.codings().map(\.quote) == ["Sehr", "👍🏽 Die"])
        #expect(try study.codings()[0].turn == nil)
    }

    @Test func aQuoteThatDiffersInWhiteSpaceIsFoundAndSaid() throws {
        let outcome = try study.code([Sample.quote("Die  Strasse".replacing("ss", with: "ß"), line: 4)])
        #expect(outcome.added == 1)
        #expect(
            outcome.notes == [
                .init(
                    line: 4,
                    message: "the quote stands at 33..<43 with other white space or another normal form; coded there")
            ])
    }

    @Test func severalCodesOfALineAreSeveralCodings() throws {
        let outcome = try study.code([Sample.range(0, 3, codes: ["Resonanz", "Rückzug", "Resonanz"])])
        #expect(outcome.added == 2)
        #expect(outcome.known == 1)
        #expect(try study.count("passage") == 1)
    }

    @Test func codingAgainAddsNothing() throws {
        #expect(try study.code([Sample.range(0, 3)]).added == 1)
        let before = try study.counts
        let outcome = try study.code([Sample.range(0, 3), Sample.quote("I: ", occurrence: 1)])
        #expect(outcome.added == 0)
        #expect(outcome.known == 2)
        #expect(try study.counts == before)
        // Another coder's is another coding.
        #expect(try study.code([Sample.range(0, 3, coder: "CD")]).added == 1)
    }

    @Test func aDryRunTellsAndChangesNothing() throws {
        let before = try study.counts
        let outcome = try study.code([Sample.range(0, 3, codes: ["Neu"])], creatingCodes: true, dryRun: true)
        #expect(outcome.added == 1)
        #expect(outcome.createdCodes == ["Neu"])
        #expect(try study.counts == before)
    }

    @Test func oneLineWithoutAPlaceMakesAllOfThemFail() throws {
        let before = try study.counts
        let outcome = try study.code([
            Sample.range(0, 3, line: 1), Sample.range(100, 113, line: 2), Sample.quote("Nie gesagt", line: 3),
        ])
        #expect(outcome.unplaced.map(\.line) == [2, 3])
        #expect(try study.counts == before)
    }

    @Test func skippingLeavesOutOnlyWhatHasNoPlace() throws {
        let outcome = try study.code([Sample.range(0, 3, line: 1), Sample.range(100, 113, line: 2)], skipping: true)
        #expect(outcome.added == 1)
        #expect(outcome.unplaced.map(\.line) == [2])
        #expect(try study.count("coding") == 1)
    }

    @Test func aLineThatIsLeftOutLeavesNothingBehind() throws {
        let before = try study.counts
        let outcome = try study.code(
            [
                Sample.range(0, 3, codes: ["Neu", "Raum"], coder: "Neue"),
                Sample.range(100, 113, codes: ["Neu"], coder: "Neue"),
                Sample.quote("Die  Straße", codes: ["Raum"]), Sample.range(0, 3, codes: ["Neu"], coder: " "),
            ], creatingCodes: true, skipping: true)
        #expect(outcome.unplaced.count == 4)
        #expect(outcome.createdCodes.isEmpty)
        #expect(outcome.notes.isEmpty)
        #expect(try study.counts == before)
    }

    @Test func missingCodesAreMadeAtTheTopWhereThatIsAsked() throws {
        let outcome = try study.code(
            [Sample.range(0, 3, codes: ["Sta\u{308}rke"]), Sample.range(4, 7, codes: ["Stärke", "Mut"])], creatingCodes: true)
        #expect(outcome.createdCodes == ["Stärke", "Mut"])
        #expect(outcome.added == 3)
        let codebook = try study.codebook()
        #expect(codebook.children(of: nil).map(\.name) == ["Resonanz", "Raum", "Stärke", "Mut"])
        #expect(codebook.code(named: "Mut")?.id == Code(name: "Mut").id)
    }

    @Test func theReaderOfTheLinesMayRefuseOneItself() throws {
        var lines: [Result<CodingRequest, CodingOutcome.Failure>] = [
            .success(try Sample.range(0, 3, line: 1)), .failure(.init(line: 2, reason: Unplaced("it is torn", nil))),
        ]
        let outcome = try study.code(by: "AB", recording: .bulk, skipping: true) { lines.isEmpty ? nil : lines.removeFirst() }
        #expect(outcome.added == 1)
        #expect(outcome.unplaced == [.init(line: 2, reason: Unplaced("it is torn", nil))])
    }

    @Test func anErrorOfTheReaderLeavesTheStudyAsItWas() throws {
        struct Interruption: Error {}
        let before = try study.counts
        var number = 0
        #expect(throws: Interruption.self) {
            try study.code(by: "AB", recording: .bulk) {
                number += 1
                if number > 2 { throw Interruption() }
                return .success(try Sample.range(number, number + 1))
            }
        }
        #expect(try study.counts == before)
        #expect(try study.code([Sample.range(0, 3)]).added == 1)
    }

    @Test func theWordsAtARangeMustBeTheQuoteWhereOneIsGiven() throws {
        var request = try Sample.range(59, 73, line: 1)
        request.expectedQuote = "Dorfplatz lebt"
        #expect(try study.code([request]).added == 1)
        request.expectedQuote = "Dorfplatz lebt."
        try expectUnplaced(request, "the words at 59..<73 are not the quote", "leave the quote out, or correct the range")
    }

    @Test func aRangePastTheEndHasNoPlace() throws {
        try expectUnplaced(
            Sample.range(111, 113, line: 7), "range 111..<113 reaches past the end of the text, which has 112 characters",
            "correct the range, or give a quote or a turn")
        #expect(try study.code([Sample.range(111, 112)]).added == 1)
    }

    @Test func aQuoteThatDoesNotStandThereHasNoPlace() throws {
        try expectUnplaced(
            Sample.quote("Nie gesagt"), "the quote does not stand in the source",
            "copy the words from 'anker show interview-01', or give a range or a turn")
        try expectUnplaced(
            Sample.quote("Dorfplatz", turn: 1), "the quote does not stand in the source",
            "copy the words from 'anker show interview-01', or give a range or a turn")
    }

    @Test func aQuoteThatStandsTwiceIsRefusedWithBothPlaces() throws {
        try expectUnplaced(
            Sample.quote("Dorfplatz lebt", line: 3), "the quote stands there 2 times: at 59..<73, 96..<110",
            "name the one that is meant by its occurrence, its turn or its range")
        // In Was, sich, ist and twice in sonst.
        try expectUnplaced(
            Sample.quote("s"), "the quote stands there 5 times: at 5..<6, 11..<12, 45..<46, 82..<83, 85..<86",
            "name the one that is meant by its occurrence, its turn or its range")
    }

    @Test(arguments: [0, 3, -1, Int.min, Int.max])
    func anOccurrenceThatIsNotThereHasNoPlace(occurrence: Int) throws {
        try expectUnplaced(
            Sample.quote("Dorfplatz lebt", occurrence: occurrence),
            "the quote stands there 2 times, so there is no occurrence \(occurrence)", "name one from 1 to 2")
    }

    @Test func aTurnThatIsNotThereHasNoPlace() throws {
        func turns(_ numbers: ClosedRange<Int>, in source: String = "interview-01") -> CodingRequest {
            CodingRequest(source: source, target: .turns(numbers), codes: ["Resonanz"], coder: "AB")
        }
        let remedy = "see them with 'anker show interview-01'"
        try expectUnplaced(turns(5...5), "there is no turn 5: the source has turns 1-4", remedy)
        try expectUnplaced(turns(3...5), "there are no turns 3-5: the source has turns 1-4", remedy)
        try expectUnplaced(turns(0...Int.max), "there are no turns 0-\(Int.max): the source has turns 1-4", remedy)
        try expectUnplaced(Sample.quote("lebt", turn: 9), "there is no turn 9: the source has turns 1-4", remedy)
        let answer = "Befragung 2025/R1/Was ändert sich?"
        try expectUnplaced(
            turns(1...1, in: answer), "there is no turn 1: the source has no turns", "give a quote or a range")
    }

    @Test func anUnknownSourceIsToldWithANearName() throws {
        try expectUnplaced(
            Sample.quote("x", in: "interwiev-01", line: 2), "no source 'interwiev-01'", "did you mean 'interview-01'?")
        try expectUnplaced(Sample.quote("x", in: "a/b/c"), "no source 'a/b/c'", "list them with 'anker sources'")
        let outcome = try study.code((1...3).map { Sample.quote("x", in: "interwiev-01", line: $0) })
        #expect(outcome.unplaced.map(\.reason.remedy) == Array(repeating: "did you mean 'interview-01'?", count: 3))
        #expect(outcome.unplaced.map(\.line) == [1, 2, 3])
    }

    @Test func anUnknownCodeIsToldWithANearName() throws {
        try expectUnplaced(Sample.range(0, 3, codes: ["Resonans"]), "no code 'Resonans'", "did you mean 'Resonanz'?")
        try expectUnplaced(
            Sample.range(0, 3, codes: ["Landwirtschaft"]), "no code 'Landwirtschaft'",
            "add it with 'anker codebook add', or pass --create-codes")
    }

    @Test func aCodeThatOnlyHoldsCodesIsRefused() throws {
        try expectUnplaced(
            Sample.range(0, 3, codes: ["Raum"]), "code 'Raum' only holds other codes", "use one of the codes under it")
    }

    @Test func aLineNamesCodesACoderAndAWeightFrom0To100() throws {
        try expectUnplaced(Sample.range(0, 3, codes: []), "no code is named", "name one with --code, or in 'codes'")
        try expectUnplaced(Sample.range(0, 3, coder: "\t"), "no coder is named", "name one with --coder, or in 'coder'")
        try expectUnplaced(Sample.quote("ruhig", weight: 101), "the weight is not between 0 and 100", nil)
        #expect(try study.code([Sample.quote("ruhig", weight: 0), Sample.quote("Und", weight: 100)]).added == 2)
        #expect(try study.codings().map(\.weight) == [0, 100])
    }
}
