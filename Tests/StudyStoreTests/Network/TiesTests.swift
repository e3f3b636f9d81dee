import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct TiesTests {
    private let folder: StudyFolder
    private let study: Study
    private let café = Actor(name: "Dorfcafé").id
    private let school = Actor(name: "Schule am Wald").id

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func request(
        from: String = "Dorfcafé", to: String = "Schule am Wald", kind: String = "Zusammenarbeit", strength: Double? = nil,
        quote: String? = "Und sonst?", coder: String = "AB", line: Int? = nil
    ) -> TieRequest {
        TieRequest(
            from: from, to: to, kind: kind, strength: strength, coder: coder,
            evidence: quote.map { [.passage(source: "interview-01", target: .quote($0, turn: nil, occurrence: nil))] } ?? [],
            line: line)
    }

    /// The ties between the café and the school.
    private func ties() throws -> [Tie] { try study.ties().filter { $0.from == school || $0.to == school } }

    private func expectUnplaced(
        _ request: TieRequest, _ message: String, _ remedy: String?, location: SourceLocation = #_sourceLocation
    ) throws {
        let before = try study.counts
        let outcome = try study.add([self.request(), request], by: "AB")
        #expect(
            outcome.unplaced == [.init(line: request.line, reason: Unplaced(.init(message), remedy))], sourceLocation: location)
        #expect(try study.counts == before, sourceLocation: location)
    }

    @Test func aTieIsKeptWithAllThatIsKnownOfIt() throws {
        #expect(
            try ties() == [
                Tie(
                    from: café, to: school, kind: "Streit", isDirected: true, sign: .negative, reach: .local, strength: 2.5,
                    first: "2019", last: "2021-05", coder: "CD",
                    evidence: [
                        .passage(
                            citation: Citation(
                                source: "interview-01", caseName: "Dorfcafé", turn: 2, range: TextRange(44, 53)),
                            quote: "ist ruhig")
                    ])
            ])
        #expect(try study.ties().map(\.kind) == ["Streit", "Zusammenarbeit"])
    }

    @Test func moreEvidenceGoesToTheTieThatStands() throws {
        #expect(try study.add([request()], by: "AB").added == 1)
        // From the other end, and with the same words again.
        let outcome = try study.add(
            [request(from: "Schule am Wald", to: "Dorfcafé", quote: "Was hat"), request()], by: "AB")
        #expect(outcome.added == 0)
        #expect(outcome.known == 2)
        let evidence = try ties().filter { $0.kind == "Zusammenarbeit" }.flatMap(\.evidence)
        #expect(evidence.map(\.citation.range?.description) == ["3..<10", "78..<88"])
    }

    @Test func aDirectedTieIsAnotherTheOtherWayRound() throws {
        let outcome = try study.add(
            [request(kind: "Streit", coder: "CD"), request(from: "Waldschule", to: "Café", kind: "Streit", coder: "CD")],
            by: "AB")
        #expect(outcome.added == 1)
        #expect(outcome.known == 1)
    }

    @Test func aTieStandsInTheNameOfItsCoderAndTheJournalNamesWhoTyped() throws {
        _ = try study.add([request(coder: "Zoe\u{308}"), request(coder: "EF")], by: "AB")
        #expect(try ties().map(\.coder).sorted() == ["CD", "EF", "Zoë"])
        #expect(
            try study.strings("SELECT c.name FROM event e JOIN coder c ON c.id = e.coder ORDER BY e.id DESC LIMIT 1") == ["AB"])
    }

    @Test func anAnswerIsEvidence() throws {
        let evidence = TieRequest.Evidence.response(survey: "Befragung 2025", respondent: "R1", question: "Anteil")
        let wish = TieRequest(
            from: "Dorfcafé", to: "Waldschule", kind: "Zusammenarbeit", sign: .negative, coder: "AB", evidence: [evidence])
        #expect(try study.add([wish], by: "AB").added == 1)
        let tie = try #require(try ties().first { $0.kind == "Zusammenarbeit" })
        #expect(tie.sign == .negative)
        #expect(
            tie.evidence == [
                .response(citation: Citation(source: "Befragung 2025/R1/Anteil", caseName: "Dorfcafé"), answer: "0.5")
            ])
    }

    @Test func aRepeatedOpenAnswerIsCitedByItsWholeName() throws {
        var wish = request()
        let answer = "Befragung 2025/R2/Was ändert sich?[2]"
        wish.evidence = [.passage(source: answer, target: .quote("nichts", turn: nil, occurrence: nil))]
        _ = try study.add([wish], by: "AB")
        #expect(
            try ties().filter { $0.kind == "Zusammenarbeit" }.flatMap(\.evidence) == [
                .passage(citation: Citation(source: answer, caseName: "Kupferau", range: TextRange(6, 12)), quote: "nichts")
            ])
    }

    @Test func whatCannotBePlacedMakesAllFail() throws {
        try expectUnplaced(request(from: "Dorfcafe", line: 2), "no actor 'Dorfcafe'", "did you mean 'Dorfcafé'?")
        try expectUnplaced(request(to: "Feuerwehr"), "no actor 'Feuerwehr'", "add it with 'anker actor add'")
        try expectUnplaced(request(to: "Café"), "'Dorfcafé' is tied to itself", "name two different actors")
        try expectUnplaced(request(kind: "Streid"), "no kind of tie 'Streid'", "did you mean 'Streit'?")
        try expectUnplaced(
            request(kind: "Verwandtschaft"), "no kind of tie 'Verwandtschaft'", "declare it under 'tieKinds' in the codebook")
        try expectUnplaced(
            request(quote: nil, line: 9), "a tie needs evidence", "give a source and a quote, a range or a turn")
        try expectUnplaced(
            request(quote: "Nie gesagt"), "the quote does not stand in the source",
            "copy the words from 'anker show interview-01', or give a range or a turn")
        try expectUnplaced(request(strength: 0), "the strength is not greater than 0", nil)
        try expectUnplaced(request(strength: .nan), "the strength is not greater than 0", nil)
        var wish = request(line: 3)
        wish.evidence = [.response(survey: "Befragung 2025", respondent: "R9", question: "Anteil")]
        try expectUnplaced(
            wish, "no answer of respondent 'R9' to 'Anteil' in survey 'Befragung 2025'",
            "compare them with the survey's file, or with 'anker export csv'")
    }

    @Test func aDryRunTellsAndChangesNothing() throws {
        let before = try study.counts
        #expect(try study.add([request()], by: "AB", dryRun: true).added == 1)
        #expect(try study.counts == before)
    }

    @Test func aQuoteThatIsAlikeIsSaid() throws {
        let outcome = try study.add([request(quote: "Und\nsonst?", line: 5)], by: "AB")
        #expect(
            outcome.notes == [
                .init(
                    line: 5,
                    message: "the quote stands at 78..<88 with other white space or another normal form; coded there")
            ])
    }
}
