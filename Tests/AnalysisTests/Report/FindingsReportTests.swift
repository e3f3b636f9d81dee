import StudyModel
import Testing

@testable import Analysis

/// A study by hand: codes A (for F1), B (against F1, for F2), C (bears on nothing) below A.
///
/// | source | case | passages: range, codes and coders |
/// |---|---|---|
/// | eins | Fall 1 | 0..<5 A by 1 and 2; 10..<20 A by 1 with weight 90; 30..<40 B by 1 |
/// | zwei | Fall 1 | 0..<5 A by 1 |
/// | drei | Fall 2 | 0..<9 A and B by 2 |
/// | vier | – | 0..<3 C by 1; 5..<8 A by 2 with weight 10 |
struct FindingsReportTests {
    static let a = Code(name: "A", findings: ["F1": .supporting])
    static let c = Code(name: "C", parent: a.id)
    static let b = Code(name: "B", order: 1, findings: ["F1": .contradicting, "F2": .supporting])
    static let codebook = Codebook(findings: [.init(name: "F1"), .init(name: "F2"), .init(name: "F3")], codes: [a, b, c])

    static let rows: [(document: Int32, lower: Int32, upper: Int32, codings: [(code: Int32, coder: Int32, weight: Int8)])] = [
        (0, 0, 5, [(1, 1, -1), (1, 2, -1)]), (0, 10, 20, [(1, 1, 90)]), (0, 30, 40, [(2, 1, -1)]),
        (1, 0, 5, [(1, 1, -1)]), (2, 0, 9, [(1, 2, -1), (2, 2, -1)]), (3, 0, 3, [(3, 1, -1)]), (3, 5, 8, [(1, 2, 10)]),
    ]

    static var material: QueryMaterial {
        var material = QueryMaterial()
        material.codebook = codebook
        material.codeRows = [a.id: 1, b.id: 2, c.id: 3]
        material.cases = ["Fall 1": 7, "Fall 2": 8]
        material.sourceNames = [100: "eins", 101: "zwei", 102: "drei", 103: "vier"]
        material.documents = [(100, 7), (101, 7), (102, 8), (103, -1)].enumerated().map { index, document in
            .init(revision: Int64(index + 1), source: document.0, isNewest: true, caseRow: document.1)
        }
        for (index, row) in rows.enumerated() {
            material.passages.append(
                .init(
                    row: Int64(index + 1), document: row.document, lower: row.lower, upper: row.upper,
                    firstCoding: Int32(material.codings.count)))
            for coding in row.codings {
                material.codings.append(
                    .init(row: Int64(material.codings.count), code: coding.code, coder: coding.coder, weight: coding.weight))
            }
        }
        return material
    }

    static var data: CodingData {
        var data = CodingData()
        // By name: drei, eins, vier, zwei.
        let places: [Int32] = [1, 3, 0, 2]
        for row in rows {
            for coding in row.codings {
                data.points.append(
                    .init(
                        source: places[Int(row.document)], lower: row.lower, upper: row.upper, code: coding.code,
                        coder: coding.coder))
            }
        }
        data.codeRows = material.codeRows
        data.coderNames = [1: "AB", 2: "CD"]
        data.sourceNames = ["drei", "eins", "vier", "zwei"]
        data.caseNames = ["Fall 1", "Fall 2"]
        data.casesBySource = [0: 1, 1: 0, 3: 0]
        return data
    }

    private func report(
        quotes: Int = 3, only chosen: RowSet? = nil, _ change: (inout FindingsReport.Sources) -> Void = { _ in }
    ) throws -> FindingsReport {
        var data = Self.data
        if let chosen { data.points = data.points.enumerated().filter { chosen.contains(Int64($0.offset)) }.map(\.element) }
        var sources = FindingsReport.Sources(material: Self.material, chosen: chosen, data: data, codebook: Self.codebook)
        change(&sources)
        var options = FindingsReport.Options()
        options.quotes = quotes
        options.measures.rounds = 20
        return try FindingsReport(sources, options) { ranges in
            Dictionary(uniqueKeysWithValues: ranges.map { ($0, Citation(source: data.sourceNames[Int($0.source)])) })
        }
    }

    @Test func countsWhatSpeaksForAndAgainst() throws {
        let report = try report()
        #expect(report.totals == .init(codings: 9, passages: 7, sources: 4, cases: 2, coders: 2))
        let first = report.sections[0]
        #expect(first.supporting.counts == .init(codings: 6, passages: 5, sources: 4, cases: 2, coders: 2))
        #expect(first.contradicting.counts == .init(codings: 2, passages: 2, sources: 2, cases: 2, coders: 2))
        #expect(first.mixed == 1 && first.silentCases == 0)
        let second = report.sections[1]
        #expect(second.supporting.counts.passages == 2 && second.contradicting.counts == .init())
        #expect(report.sections[2].supporting.counts == .init() && report.sections[2].silentCases == 2)
    }

    @Test func countsCasesAndSources() throws {
        let first = try report().sections[0]
        #expect(
            first.cases == [
                .init(name: "Fall 1", sources: 2, supporting: 3, contradicting: 1),
                .init(name: "Fall 2", sources: 1, supporting: 1, contradicting: 1),
                .init(name: nil, sources: 1, supporting: 1, contradicting: 0),
            ])
        #expect(
            first.sources == [
                .init(name: "drei", caseName: "Fall 2", supporting: 1, contradicting: 1),
                .init(name: "eins", caseName: "Fall 1", supporting: 2, contradicting: 1),
                .init(name: "vier", caseName: nil, supporting: 1, contradicting: 0),
                .init(name: "zwei", caseName: "Fall 1", supporting: 1, contradicting: 0),
            ])
    }

    @Test func countsEachCodeByItselfAndWithThoseBelow() throws {
        let codes = try report().sections[0].codes
        #expect(codes.map(\.code.name) == ["A", "B"] && codes.map(\.bearing) == [.supporting, .contradicting])
        #expect(codes[0].own == .init(codings: 6, passages: 5, sources: 4, cases: 2, coders: 2))
        #expect(codes[0].rolledUp == .init(codings: 7, passages: 6, sources: 4, cases: 2, coders: 2))
        #expect(codes[0].hasCodesBelow && !codes[1].hasCodesBelow)
    }

    /// Ranges of the quotes, with the number of their revision.
    private func places(_ side: FindingsReport.Side) -> [[Int]] {
        side.quotes.map { [Int($0.place.revision), Int($0.place.lower)] }
    }

    @Test func theStrongestIsQuotedFirstAndEachCaseBeforeOneIsHeardTwice() throws {
        let first = try report(quotes: 10).sections[0]
        // Weight 90 in case 1; then case 2, whose passage bears both ways, and the source without a case, whose weight is low;
        // then of case 1 the other source before the same one again.
        #expect(places(first.supporting) == [[1, 10], [3, 0], [4, 5], [2, 0], [1, 0]])
        // Not mixed is stronger than mixed.
        #expect(places(first.contradicting) == [[1, 30], [3, 0]])
        #expect(try places(report(quotes: 2).sections[0].supporting) == [[1, 10], [3, 0]])
        #expect(try report(quotes: 0).sections[0].supporting.quotes.isEmpty)
    }

    @Test func aQuoteNamesTheCodesOfItsSideAndWhoGaveThem() throws {
        let first = try report(quotes: 10).sections[0]
        #expect(first.supporting.quotes[4].coders == ["AB", "CD"] && first.supporting.quotes[4].weight == nil)
        #expect(first.supporting.quotes[0].weight == 90)
        let mixed = try #require(first.contradicting.quotes.last)
        #expect(mixed.codes == ["B"] && mixed.coders == ["CD"])
    }

    @Test func onlyChosenCodingsCount() throws {
        // Without A of the passage that bears both ways.
        let report = try report(only: RowSet((0..<9).filter { $0 != 5 }))
        #expect(report.totals.codings == 8 && report.sections[0].mixed == 0)
        #expect(report.sections[0].supporting.counts.passages == 4)
        #expect(report.sections[0].codes[0].own.passages == 4)
    }

    @Test func placesAreFilledInByNumber() throws {
        var report = try report(quotes: 1)
        let requests = report.requests
        #expect(requests.map(\.number) == Array(0..<requests.count) && requests.count == 3)
        report.fill([
            1: FoundPlace(number: 1, citation: Citation(source: "eins"), quote: "dagegen", revision: 1, state: .placed)
        ])
        #expect(report.sections[0].contradicting.quotes.map(\.found?.quote) == ["dagegen"])
        // One without words is left out.
        #expect(report.sections[0].supporting.quotes.isEmpty)
    }

    // MARK: Networks

    private let one = Actor(name: "Eins", kind: "K", caseName: "Fall 1")
    private let two = Actor(name: "Zwei", kind: "L")
    private let three = Actor(name: "Drei", kind: "K")

    private func tie(_ from: Actor, _ to: Actor, _ places: [(String, Int, Int)]) -> Tie {
        Tie(
            from: from.id, to: to.id, kind: "k", isDirected: false, coder: "AB",
            evidence: places.map { .passage(citation: Citation(source: $0.0, range: TextRange($0.1, $0.2)), quote: "") })
    }

    @Test func tiesBelongToAFindingByTheirEvidence() throws {
        let ties = [
            // Shares a character with a passage for F1; of the other evidence nothing is kept.
            tie(one, two, [("eins", 4, 7), ("eins", 60, 70)]),
            // Only touches the passage that speaks against it.
            tie(two, three, [("eins", 40, 50)]),
            // In the passage that bears both ways.
            tie(one, three, [("drei", 2, 3)]),
        ]
        let revisions: [String: Int64] = ["eins": 1, "drei": 3]
        let report = try report { sources in
            sources.actors = [one, two, three]
            sources.ties = ties
            for tie in ties {
                for evidence in tie.evidence {
                    guard let range = evidence.citation.range, let revision = revisions[evidence.citation.source] else {
                        continue
                    }
                    sources.evidence.append(.init(tie: tie.id, place: .passage(revision: revision, range)))
                }
            }
        }
        let network = try #require(report.sections[0].network)
        #expect(network.kind == .ties && network.network.nodes.count == 3)
        #expect(network.network.edges.map { $0.values["evidence"] }.contains(.string("eins@4..<7")))
        #expect(network.network.edges.count == 2)
        #expect(network.supportingTies == 2 && network.contradictingTies == 1)
        #expect(network.nodes.first?.label == "Eins" && network.nodes.first?.degree == 2)
        #expect(network.nodes.first?.betweenness == 1)
        // Two kinds: K has Drei and Eins with 1 and 2 ties, L has Zwei with 1.
        let kind = try #require(network.groups.first)
        #expect(kind.group == "actor:K" && kind.nodes == 2 && kind.degree?.observed == 1.5)
        #expect(network.points.count == 3)
    }

    @Test func anAnswerToAQuestionThatBearsIsEvidenceToo() throws {
        let tie = Tie(
            from: one.id, to: two.id, kind: "k", isDirected: false, coder: "AB",
            evidence: [.response(citation: Citation(source: "U/1/Partner"), answer: "Zwei")])
        let report = try report { sources in
            sources.actors = [one, two]
            sources.ties = [tie]
            sources.evidence = [.init(tie: tie.id, place: .answer(question: 5, source: "U/1/Partner"))]
            sources.questionRows = ["F3": [5: .contradicting]]
        }
        #expect(report.sections[2].network?.contradictingTies == 1)
        #expect(report.sections[2].network?.network.edges.count == 1)
    }

    @Test func whereNoTieBelongsToItActorsAreTiedToTheFinding() throws {
        let report = try report { $0.actors = [one, two] }
        let network = try #require(report.sections[0].network)
        #expect(network.kind == .actors && network.measures.isEmpty && network.groups.isEmpty)
        // For and against, to this finding only.
        #expect(network.network.nodes.count == 2 && network.network.edges.count == 2)
        #expect(network.network.edges.allSatisfy { $0.values["evidence"] != .string("") })
        #expect(report.sections[2].network == nil)
    }
}
