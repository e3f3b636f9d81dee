import Importers
import StudyModel
import Testing

struct CodingLineTests {
    private func request(_ text: String) throws -> CodingRequest {
        try line(CodingLine.self, text).request(coder: "AB", line: 5)
    }

    @Test func readsARange() throws {
        let request = try request(
            #"{"source": "interview-03", "range": [120, 180], "codes": ["Öffentlicher Raum"], "coder": "CD"}"#)
        #expect(
            request
                == CodingRequest(
                    source: "interview-03", target: .range(try #require(TextRange(120, 180))), codes: ["Öffentlicher Raum"],
                    coder: "CD", line: 5))
    }

    @Test func readsAQuoteAndWhatTellsItApart() throws {
        let plain = try request(#"{"source":"s","quote":"das Café","codes":["A"]}"#)
        #expect(plain.target == .quote("das Café", turn: nil, occurrence: nil))
        #expect(plain.coder == "AB")
        let turn = try request(#"{"source":"s","quote":"das Café","turn":3,"occurrence":2,"codes":["A"]}"#)
        #expect(turn.target == .quote("das Café", turn: 3, occurrence: 2))
    }

    @Test(arguments: [("14", 14, 14), (#""14""#, 14, 14), (#""14-16""#, 14, 16)])
    func readsTurns(value: String, first: Int, last: Int) throws {
        #expect(try request(#"{"source":"s","turn":\#(value),"codes":["A"]}"#).target == .turns(first...last))
    }

    /// `anker codings --json` writes all of them; the range says where, and the quote must stand there.
    @Test func withRangeAndQuoteTheRangePlacesIt() throws {
        let request = try request(
            #"{"id":"x","source":"s","case":"c","turn":3,"range":[1,4],"codes":["A"],"coder":"CD","weight":80,"quote":"abc","time":"t"}"#
        )
        #expect(request.target == .range(try #require(TextRange(1, 4))))
        #expect(request.expectedQuote == "abc")
        #expect(request.weight == 80)
    }

    @Test(arguments: [
        (#"{"range":[1,2],"codes":["A"]}"#, "the key 'source' is missing"),
        (#"{"source":"s","range":[1,2]}"#, "the key 'codes' is missing"),
        (#"{"source":"s","range":[1,2],"codes":"A"}"#, "the value of 'codes' is not a list"),
        (#"{"source":"s","range":[1,2],"codes":["A",2]}"#, "the value of 'codes.[1]' is not a text"),
        (#"{"source":"s","codes":["A"]}"#, "no passage is named"),
        (#"{"source":"s","range":[2,2],"codes":["A"]}"#, "the range is not two whole numbers, the first below the second"),
        (#"{"source":"s","range":[-1,2],"codes":["A"]}"#, "the range is not two whole numbers, the first below the second"),
        (#"{"source":"s","range":[1,2,3],"codes":["A"]}"#, "the range is not two whole numbers, the first below the second"),
        (#"{"source":"s","turn":0,"codes":["A"]}"#, "the turn is neither a number from 1 nor two of them"),
        (#"{"source":"s","turn":"5-4","codes":["A"]}"#, "the turn is neither a number from 1 nor two of them"),
        (#"{"source":"s","turn":"4-5-6","codes":["A"]}"#, "the turn is neither a number from 1 nor two of them"),
        (#"{"source":"s","turn":"-4","codes":["A"]}"#, "the turn is neither a number from 1 nor two of them"),
        (#"{"source":"s","quote":"q","turn":"4-5","codes":["A"]}"#, "a quote stands in one turn, not in several"),
        (
            #"{"source":"s","quote":"q","turn":"1-9223372036854775807","codes":["A"]}"#,
            "a quote stands in one turn, not in several"
        ),
        (#"{"source":"s","turn":1,"codes":["A"],"weight":101}"#, "the weight is not between 0 and 100"),
        (#"{"source":"s","turn":1,"codes":["A"],"weight":"much"}"#, "the value of 'weight' is not a whole number"),
    ])
    func saysWhatIsWrong(text: String, message: String) throws {
        #expect(try problem(CodingLine.self, text) == message)
    }
}
