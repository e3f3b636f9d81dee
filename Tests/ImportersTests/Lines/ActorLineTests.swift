import Importers
import StudyModel
import Testing

struct ActorLineTests {
    @Test func readsAllThatIsKnownOfAnActor() throws {
        let text = #"""
            {"name": " Dorfcafé ", "kind": "Initiative", "place": "Kupferau", "reach": "local", "aliases": ["das Café"], "case": "Initiative 1"}
            """#
        let actor = try line(ActorLine.self, text).actor
        #expect(
            actor
                == Actor(
                    name: "Dorfcafé", aliases: ["das Café"], kind: "Initiative", place: "Kupferau", reach: .local,
                    caseName: "Initiative 1"))
    }

    @Test func aNameIsEnough() throws {
        #expect(try line(ActorLine.self, #"{"name":"A"}"#).actor == Actor(name: "A"))
    }

    @Test(arguments: [
        ("{}", "the key 'name' is missing"), (#"{"name":" "}"#, "the name is empty"),
        (#"{"name":"A","reach":"far"}"#, "the reach is not one of local, regional, supraregional"),
        (#"{"name":"A","aliases":"B"}"#, "the value of 'aliases' is not a list"),
    ])
    func saysWhatIsWrong(text: String, message: String) throws {
        #expect(try problem(ActorLine.self, text) == message)
    }
}

struct TieLineTests {
    @Test func readsATieWithItsEvidence() throws {
        let text = #"""
            {"from": "Gemeinde", "to": "Dorfcafé", "kind": "Unterstützung", "sign": "-", "reach": "regional", "strength": 2.5,
             "first": "2019", "last": "2024-05", "coder": "CD", "evidence": [
               {"source": "interview-01", "quote": "die Heizung", "occurrence": 2},
               {"source": "interview-01", "turn": 6}, {"source": "interview-01", "range": [3, 9], "quote": "Wasser"},
               {"survey": "Befragung", "respondent": "7", "question": "Partner 1", "instance": 2}]}
            """#
        let request = try line(TieLine.self, text).request(coder: "AB", line: 4)
        #expect(
            request
                == TieRequest(
                    from: "Gemeinde", to: "Dorfcafé", kind: "Unterstützung", sign: .negative, reach: .regional, strength: 2.5,
                    first: "2019", last: "2024-05", coder: "CD",
                    evidence: [
                        .passage(source: "interview-01", target: .quote("die Heizung", turn: nil, occurrence: 2)),
                        .passage(source: "interview-01", target: .turns(6...6)),
                        .passage(source: "interview-01", target: .range(try #require(TextRange(3, 9))), quote: "Wasser"),
                        .response(survey: "Befragung", respondent: "7", question: "Partner 1", instance: 2),
                    ], line: 4))
    }

    @Test func whereTheLineNamesNoCoderTheCommandDoes() throws {
        let text = #"{"from":"A","to":"B","kind":"K","evidence":[]}"#
        #expect(try line(TieLine.self, text).request(coder: "AB", line: 1).coder == "AB")
    }

    @Test(arguments: [
        (#"{"to":"B","kind":"K","evidence":[]}"#, "the key 'from' is missing"),
        (#"{"from":"A","to":"B","kind":"K"}"#, "the key 'evidence' is missing"),
        (#"{"from":"A","to":"B","kind":"K","sign":"0","evidence":[]}"#, "the sign is neither + nor -"),
        (#"{"from":"A","to":"B","kind":"K","strength":0,"evidence":[]}"#, "the strength is not greater than 0"),
        (#"{"from":"A","to":"B","kind":"K","first":"gestern","evidence":[]}"#, "the value of 'first' is no date"),
        (#"{"from":"A","to":"B","kind":"K","last":"2023-02-29","evidence":[]}"#, "the value of 'last' is no date"),
        (#"{"from":"A","to":"B","kind":"K","evidence":[{"source":"s"}]}"#, "no passage is named"),
        (#"{"from":"A","to":"B","kind":"K","evidence":[{"turn":1}]}"#, "the key 'source' is missing"),
        (#"{"from":"A","to":"B","kind":"K","evidence":[{"survey":"s","respondent":"1"}]}"#, "the key 'question' is missing"),
    ])
    func saysWhatIsWrong(text: String, message: String) throws {
        #expect(try problem(TieLine.self, text) == message)
    }
}

struct PartialDateTests {
    @Test(arguments: ["2019", "2019-05", "2019-05-31", "2024-02-29", "2000-02-29", "0999"])
    func aYearAMonthOrADayIsADate(text: String) {
        #expect(text.isYearMonthOrDay)
    }

    @Test(arguments: [
        "", "19", "2019-", "2019-5", "2019-13", "2019-00", "2019-04-31", "2023-02-29", "1900-02-29", "2019-05-31-1", "0000",
        "+2019", "２０１９", "2019/05", "gestern",
    ])
    func nothingElseIs(text: String) {
        #expect(!text.isYearMonthOrDay)
    }
}
