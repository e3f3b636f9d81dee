import Analysis
import StudyModel
import Testing

struct TieChoiceTests {
    private let heard = Actor(name: "Dorfcafé", caseName: "Initiative 1")
    private let also = Actor(name: "Theater", caseName: "Initiative 2")
    private let named = Actor(name: "Gemeinde")

    private func tie(_ to: Actor, kind: String = "Förderung", first: String? = nil, last: String? = nil) -> Tie {
        Tie(
            from: heard.id, to: to.id, kind: kind, isDirected: true, first: first, last: last, coder: "AB",
            evidence: [.passage(citation: Citation(source: "s", turn: 1), quote: "x")])
    }

    private func chosen(_ ties: [Tie], _ set: (inout TieChoice) -> Void) -> TieChoice.Chosen {
        var choice = TieChoice()
        set(&choice)
        return choice.chosen(of: [heard, also, named], ties)
    }

    @Test func onlyThoseWhoWereHeardAreTaken() {
        let chosen = chosen([tie(named), tie(also)]) { $0.interviewedOnly = true }
        #expect(chosen.actors == [heard, also] && chosen.ties == [tie(also)])
    }

    @Test func onlySomeKindsAreTaken() {
        #expect(chosen([tie(named), tie(also, kind: "Streit")]) { $0.kinds = ["Streit"] }.ties == [tie(also, kind: "Streit")])
    }

    private static let spans: [(first: String?, last: String?, from: String, to: String, isTaken: Bool)] = [
        ("2019", "2024", "2020", "2020", true), ("2019", "2024", "2024", "2030", true), ("2019", "2024", "2025", "2030", false),
        ("2019-05", nil, "2019", "2019", true), ("2019-05", nil, "2019-04", "2019-04-30", false),
        ("2019-05", nil, "2035", "2035", true), (nil, "2019-05", "2019-05-31", "2019-06", true),
        (nil, "2019-05", "2019-06", "2019-06", false), ("2019", "2019", "2019-12", "2019-12", true),
    ]

    @Test(arguments: spans)
    func aTieIsTakenWhereItIsKnownForSomeOfTheTime(
        _ span: (first: String?, last: String?, from: String, to: String, isTaken: Bool)
    ) {
        let ties = [tie(named, first: span.first, last: span.last)]
        #expect(chosen(ties) { $0.span = TieChoice.Span(span.from, span.to) }.ties.isEmpty != span.isTaken)
    }

    @Test func tiesWithoutATimeAreCountedOrTaken() {
        let ties = [tie(named), tie(also, first: "2019")]
        let without = chosen(ties) { $0.span = TieChoice.Span("2019", "2020") }
        #expect(without.ties.count == 1 && without.undated == 1)
        let with = chosen(ties) {
            $0.span = TieChoice.Span("2019", "2020")
            $0.takesUndated = true
        }
        #expect(with.ties.count == 2 && with.undated == 0)
    }

    @Test func aSpanDoesNotEndBeforeItBegins() {
        #expect(TieChoice.Span("2019-06", "2019-05") == nil)
        #expect(TieChoice.Span("2019-06", "2019") != nil)
    }
}
