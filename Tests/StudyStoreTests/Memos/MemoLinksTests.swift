import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct MemoLinksTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    @discardableResult
    private func add(_ text: String, title: String = "") throws -> MemoOutcome {
        try study.addMemo(text, title: title, on: .study, by: "AB")
    }

    /// Where the links of a memo lead today.
    private func ends(_ memo: Memo) throws -> [Memo.End] { try study.memo(memo.id.description).links.map(\.end) }

    private func end(_ target: String) throws -> Memo.End { try #require(add("Siehe [[\(target)]]").memo.links.first).end }

    @Test(arguments: [
        ("interview-01", Memo.End.there(.source, name: "interview-01")),
        ("source:Älterer Text", .there(.source, name: "Älterer Text")),
        ("Befragung 2025/R2/Was ändert sich?", .there(.source, name: "Befragung 2025/R2/Was ändert sich?")),
        ("interview-01:2", .there(.passage, name: "interview-01:2 30..<74", state: .placed)),
        ("interview-01:2-3", .there(.passage, name: "interview-01:2 30..<88", state: .placed)),
        ("interview-01@59..<73", .there(.passage, name: "interview-01:2 59..<73", state: .placed)),
        ("interview-01:59..<73", .there(.passage, name: "interview-01:2 59..<73", state: .placed)),
        ("interview-01:2 59..<73", .there(.passage, name: "interview-01:2 59..<73", state: .placed)),
        ("passage:interview-01:3", .there(.passage, name: "interview-01:3 78..<88", state: .placed)),
        ("code:Rückzug", .there(.code, name: "Rückzug")), ("code: Raum/Rückzug", .there(.code, name: "Rückzug")),
        ("case:Dorfcafé", .there(.case, name: "Dorfcafé")), ("actor:Waldschule", .there(.actor, name: "Schule am Wald")),
    ])
    func leadToWhatTheyName(target: String, expected: Memo.End) throws { #expect(try end(target) == expected) }

    @Test func leadToCodingsTiesAndMemosByTheirIDs() throws {
        let coding = try #require(study.codings().first { $0.code == "Rückzug" && $0.source == "interview-01" })
        #expect(
            try end("coding:\(coding.id)") == .there(.coding, name: "interview-01:2 59..<73 Rückzug", state: .placed))
        let tie = try #require(study.ties().first { $0.kind == "Streit" })
        #expect(try end("tie:\(tie.id)") == .there(.tie, name: "Dorfcafé – Schule am Wald (Streit)"))
        let memo = try add("Ziel", title: "Leitfrage").memo
        #expect(try end("memo:Leitfrage") == .there(.memo, name: "Leitfrage", memo: memo.id))
        #expect(try end("memo:\(memo.id.description.prefix(8))") == .there(.memo, name: "Leitfrage", memo: memo.id))
    }

    @Test func thatNameNothingStayAsTextAndAreTold() throws {
        try add("a", title: "Zweimal")
        try add("b", title: "Zweimal")
        let outcome = try add(
            "[[interview-1:2]] [[interview-01:9]] [[code:Resonans]] [[memo:Zweimal]] [[coding:x]] [[interview-01@5..<999]]")
        #expect(
            outcome.deadLinks == [
                .init(target: "interview-1:2", problem: "no source 'interview-1'", remedy: "did you mean 'interview-01'?"),
                .init(
                    target: "interview-01:9", problem: "there is no turn 9: the source has turns 1-4",
                    remedy: "see them with 'anker show interview-01'"),
                .init(target: "code:Resonans", problem: "no code 'Resonans'", remedy: "did you mean 'Resonanz'?"),
                .init(
                    target: "memo:Zweimal", problem: "2 memos have the title 'Zweimal'", remedy: "name one by its id"),
                .init(
                    target: "coding:x", problem: "'x' is no id of a coding", remedy: "list them with 'anker codings --json'"),
                .init(
                    target: "interview-01@5..<999",
                    problem: "range 5..<999 reaches past the end of the text, which has 112 characters",
                    remedy: "correct the range, or give a quote or a turn"),
            ])
        #expect(outcome.memo.links.map(\.end) == Array(repeating: .unknown, count: 6))
        #expect(try study.count("memoLink") == 0)
    }

    @Test func followPassagesThroughAnEditOfTheirSource() throws {
        let memo = try add("[[interview-01:2]] [[interview-01:3]] [[interview-01:4]]").memo
        var intakes = [
            try Sample.transcript(
                file: "neu.txt",
                [
                    ("I", "Neu?"), ("B", "👍🏽 Die Straße ist ruhig, der Dorfplatz lebt."), ("B", "Der Dorfplatz lebt."),
                    ("B", "Der Dorfplatz lebt."),
                ])
        ]
        _ = try study.update(by: "AB", anchor: Sample.anchor) { intakes.popLast() }
        #expect(
            try ends(memo) == [
                .there(.passage, name: "interview-01:2 11..<55", state: .placed),
                .there(.passage, name: "interview-01:3 78..<88", state: .lost),
                .there(.passage, name: "interview-01:4 92..<111", state: .ambiguous),
            ])
        #expect(try study.isSound())
        _ = try study.undo(by: "AB")
        #expect(try ends(memo) == memo.links.map(\.end))
    }

    @Test func followWhatIsRenamedOrMerged() throws {
        let memo = try add("[[code:Rückzug]] [[case:Kupferau]] [[code:Resonanz]]").memo
        try study.renameCode("Rückzug", to: "Rückzüge", by: "AB")
        _ = try study.renameCase("Kupferau", to: "Gemeinde", by: "AB")
        #expect(
            try ends(memo) == [
                .there(.code, name: "Rückzüge"), .there(.case, name: "Gemeinde"), .there(.code, name: "Resonanz"),
            ])
        _ = try study.mergeCodes(["Rückzüge"], into: "Resonanz", by: "AB")
        _ = try study.mergeCases(["Gemeinde"], into: "Dorfcafé", by: "AB")
        #expect(
            try ends(memo) == [
                .there(.code, name: "Resonanz"), .there(.case, name: "Dorfcafé"), .there(.code, name: "Resonanz"),
            ])
        for _ in 0..<4 { _ = try study.undo(by: "AB") }
        #expect(try ends(memo) == memo.links.map(\.end))
    }

    @Test func leadNowhereAnyMoreWhereTheirEndIsTakenAway() throws {
        let coding = try #require(study.codings().first { $0.code == "Rückzug" && $0.source == "interview-01" })
        let other = try add("Ziel", title: "Ziel").memo
        _ = try study.addCases(["Neu"], by: "AB")
        let memo = try add("[[coding:\(coding.id)]] [[code:Rückzug]] [[memo:Ziel]] [[case:Neu]] [[interview-01:1]]").memo
        let before = try study.state()
        _ = try study.removeCodes(["Rückzug"], codings: .delete, by: "AB")
        _ = try study.removeMemos([other.id.description], by: "AB")
        _ = try study.removeCases(["Neu"], by: "AB")
        #expect(
            try ends(memo) == [.gone, .gone, .gone, .gone, .there(.passage, name: "interview-01:1 3..<26", state: .placed)])
        #expect(try study.isSound())
        for _ in 0..<3 { _ = try study.undo(by: "AB") }
        #expect(try study.state() == before)
        #expect(try ends(memo) == memo.links.map(\.end))
    }

    @Test func keepWhereTheyLeadWhenTheTextAroundThemIsRewritten() throws {
        let memo = try add("Erst [[code:Rückzug]], dann [[interview-01:3]].").memo
        try study.renameCode("Rückzug", to: "Rückzüge", by: "AB")
        let outcome = try study.editMemo(
            memo.id.description, title: nil, text: "[[interview-01:1]] und [[code:Rückzug]]; [[code:Rückzug]]", by: "AB")
        #expect(outcome.deadLinks.isEmpty)
        let rückzüge = Memo.End.there(.code, name: "Rückzüge")
        #expect(
            outcome.memo.links.map(\.end)
                == [.there(.passage, name: "interview-01:1 3..<26", state: .placed), rückzüge, rückzüge])
        // Nothing lies on turn 3 any more.
        #expect(try study.isSound())
        _ = try study.undo(by: "AB")
        #expect(try ends(memo) == [rückzüge, .there(.passage, name: "interview-01:3 78..<88", state: .placed)])
    }

    @Test func thatNamedNothingAreTriedAgainByAnEdit() throws {
        let memo = try add("[[memo:Später]]").memo
        try add("da", title: "Später")
        #expect(try ends(memo) == [.unknown])
        let outcome = try study.editMemo(memo.id.description, title: nil, text: memo.text, by: "AB")
        #expect(outcome.isChanged)
        #expect(outcome.memo.links.map(\.end) != [.unknown])
        #expect(try !study.editMemo(memo.id.description, title: nil, text: memo.text, by: "AB").isChanged)
    }

    @Test func areFoundFromTheirOtherEnd() throws {
        let coding = try #require(study.codings().first { $0.code == "Rückzug" && $0.source == "interview-01" })
        let turn = try add("[[interview-01:2]]").memo
        let ofCoding = try add("[[coding:\(coding.id)]]").memo
        let whole = try add("[[interview-01]]").memo
        let code = try add("[[code:Resonanz]]").memo
        func linking(_ target: String) throws -> Set<Memo.ID> {
            Set(try study.memos(.init(linkTarget: target)).map(\.id))
        }
        #expect(try linking("interview-01:2") == [turn.id, ofCoding.id])
        #expect(try linking("interview-01@30..<40") == [turn.id])
        #expect(try linking("interview-01:3").isEmpty)
        #expect(try linking("interview-01") == [turn.id, ofCoding.id, whole.id])
        #expect(try linking("code:Resonanz") == [code.id])
        #expect(try linking("coding:\(coding.id)") == [ofCoding.id])
        #expect(throws: StudyError("no code 'Resonans'", remedy: "did you mean 'Resonanz'?")) { try linking("code:Resonans") }
    }

    @Test func ofMemosOnCodesAreResolvedToo() throws {
        var edit = CodeEdit()
        edit.memo = "gegen [[code:Rückzug]]"
        try study.editCode("Resonanz", edit, by: "AB")
        #expect(try study.memos(.init(subject: .code)).flatMap(\.links).map(\.end) == [.there(.code, name: "Rückzug")])
    }

    @Test func areOfferedNoActThatTakesTheirEndFromUnderThem() throws {
        let event = try #require(study.rows("SELECT min(id) AS id FROM event WHERE verb = 'import'").first)["id"] as Int64
        let memo = try add("[[interview-01:1]]").memo
        let work = try #require(throws: LaterWork.self) { try study.undo(event, by: "AB") }
        #expect(work.later.map(\.verb).contains("memo.add"))
        #expect(try ends(memo) == memo.links.map(\.end))
    }
}
