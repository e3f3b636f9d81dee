import FileFormats
import Testing

struct JSONReaderTests {
    /// The strings and numbers of an object's members, in their order.
    private func members(_ text: String, limits: InputLimits = .init()) throws -> [String] {
        var found: [String] = []
        var reader = JSONReader(Array(text.utf8), limits: limits)
        try reader.forEachMember { reader, key in
            if try reader.isAtString() {
                found.append("\(key)=\(String(decoding: try reader.string() ?? [], as: UTF8.self))")
            } else if let number = try reader.number() {
                found.append("\(key)=\(number)")
            }
        }
        try reader.finish()
        return found
    }

    private func problem(_ text: String) -> String? {
        do {
            _ = try members(text)
            return nil
        } catch let error as FormatError {
            return "\(error.line ?? 0):\(error.column ?? 0) \(error.problem)"
        } catch { return "\(error)" }
    }

    @Test func handsOverMembersAndPassesOverWhatIsNotRead() throws {
        #expect(
            try members(#" {"a":1.5, "b" : {"c":[1,{"d":[]},{}],"e":{}},"f":"x","g":true,"h":null,"i":NaN,"j":-2e3} "#)
                == ["a=1.5", "f=x", "j=-2000.0"])
        #expect(try members("{}") == [])
        #expect(try members("[1, 2]") == [])
        #expect(try members("7") == [])
    }

    @Test func unescapesStrings() throws {
        #expect(
            try members(#"{"a\u00e4":"\"\\\/\b\f\n\r\t \u00DF \uD83D\uDE00 \ud83d ü"}"#)
                == ["aä=\"\\/\u{8}\u{c}\n\r\t ß 😀 \u{FFFD} ü"])
    }

    @Test func readsElementsByTheirPlace() throws {
        var reader = JSONReader(Array("[ 4 , [5,6] , 7 ]".utf8))
        var found: [String] = []
        try reader.forEachElement { reader, place in found.append("\(place): \(try reader.number() ?? -1)") }
        try reader.finish()
        #expect(found == ["0: 4.0", "1: -1.0", "2: 7.0"])
    }

    @Test(arguments: [
        ("", "1:1 the JSON is broken here: it ends too early"),
        ("{\n \"ä\": \"x", "2:7 the JSON is broken here: a string has no end"),
        ("{\"a\" 1}", "1:6 the JSON is broken here: a colon is missing behind a key"),
        ("{\"a\":1 \"b\":2}", "1:8 the JSON is broken here: a comma or a closing bracket is missing"),
        ("{\"a\":1,}", "1:8 the JSON is broken here: a key in quotes is missing"),
        ("{\"a\":[1}", "1:8 the JSON is broken here: a comma or a closing bracket is missing"),
        ("{\"a\":[1,]}", "1:9 the JSON is broken here: a value is missing or misspelt"),
        ("{\"a\":tru}", "1:6 the JSON is broken here: a value is missing or misspelt"),
        ("{\"a\":1-2}", "1:6 the JSON is broken here: a value is missing or misspelt"),
        ("{\"a\":0x10}", "1:6 the JSON is broken here: a value is missing or misspelt"),
        ("{\"a\":\"\\x\"}", "1:7 the JSON is broken here: an escape in a string is misspelt"),
        ("{\"a\":\"\\u+123\"}", "1:7 the JSON is broken here: an escape in a string is misspelt"),
        ("{\"a\":1} x", "1:9 the JSON is broken here: it goes on behind its end"),
        ("{\"a\":{\"b\":[}}", "1:12 the JSON is broken here: a value is missing or misspelt"),
    ])
    func saysWhereItIsBroken(text: String, expected: String) {
        #expect(problem(text) == expected)
    }

    @Test func valuesNestAsDeepAsTheLimit() throws {
        let deep = { (count: Int) in
            "{\"a\":" + String(repeating: "[", count: count) + String(repeating: "]", count: count) + "}"
        }
        #expect(try members(deep(255)) == [])
        #expect(problem(deep(256)) == "1:262 the JSON is broken here: values are nested more than 256 deep")
        #expect(problem("{\"a\":" + String(repeating: "[", count: 1_000_000))?.hasSuffix("more than 256 deep") == true)
    }
}
