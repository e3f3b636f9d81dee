import Testing

struct JSONValueTests {
    @Test func readsAllKindsOfValuesInTheirOrder() throws {
        let value = try JSONValue(#" {"b": [1, -2.5e1, "x"], "a": {"t": true, "n": null}} "#)
        #expect(value.members?.map(\.name) == ["b", "a"])
        #expect(value["b"] == .array([.number(1), .number(-25), .string("x")]))
        #expect(value["a"] == .object([.init(name: "t", value: .boolean(true)), .init(name: "n", value: .null)]))
    }

    @Test(arguments: [
        (#""a\"\\\/\b\f\n\r\tA""#, "a\"\\/\u{8}\u{C}\n\r\tA"), (#""\u00e9\u20AC""#, "é€"), (#""\uD83D\uDC4D""#, "👍"),
        (#""Übung""#, "Übung"),
    ])
    func readsStrings(json: String, text: String) throws {
        #expect(try JSONValue(json) == .string(text))
    }

    @Test(arguments: [
        "", "{", "[1,]", "[1 2]", #"{"a":1,"a":2}"#, #"{"a":1,}"#, "{a:1}", "01", "1.", ".5", "+1", "NaN", "tru", "1 2",
        "\"a\nb\"", #""\x""#, #""\u12""#, #""\uD800""#, #""\uDC00""#, #""\uD800A""#, "'a'",
    ])
    func refusesWhatIsNoJSON(text: String) {
        #expect(throws: JSONValue.Problem.self) { try JSONValue(text) }
    }
}
