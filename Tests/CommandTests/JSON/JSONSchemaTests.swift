import Testing

/// The cases are those of the JSON Schema specification (draft 2020-12, Core and Validation) and of its book "Understanding JSON
/// Schema", for the keywords that are used here.
struct JSONSchemaTests {
    private func isValid(_ value: String, by schema: String) throws -> Bool {
        try JSONSchema(["a": JSONValue(schema)]).check(JSONValue(value), by: "a").problems.isEmpty
    }

    @Test(arguments: [
        // Core 4.3.2: booleans as schemas.
        ("true", "1", true), ("false", "1", false), ("{}", "null", true),
        // Validation 6.1.1: a number with a zero fraction is an integer.
        (#"{"type":"integer"}"#, "1.0", true), (#"{"type":"integer"}"#, "1.5", false), (#"{"type":"number"}"#, "1", true),
        (#"{"type":"integer"}"#, #""1""#, false), (#"{"type":"string"}"#, #""""#, true), (#"{"type":"boolean"}"#, "0", false),
        (#"{"type":"object"}"#, "[]", false), (#"{"type":"array"}"#, "{}", false), (#"{"type":"null"}"#, "false", false),
        (#"{"type":["string","null"]}"#, "null", true), (#"{"type":["string","null"]}"#, "1", false),
        // 6.1.2 and 6.1.3
        (#"{"enum":[1,"a",null]}"#, "null", true), (#"{"enum":[1,"a",null]}"#, #""b""#, false),
        (#"{"enum":[false]}"#, "0", false), (#"{"const":1}"#, "1.0", true), (#"{"const":true}"#, "1", false),
        // 6.2: numbers; other values are passed.
        (#"{"minimum":1.1}"#, "1.1", true), (#"{"minimum":1.1}"#, "0.6", false), (#"{"minimum":1.1}"#, #""x""#, true),
        (#"{"maximum":3.0}"#, "3.0", true), (#"{"maximum":3.0}"#, "3.5", false),
        (#"{"exclusiveMinimum":1.1}"#, "1.1", false), (#"{"exclusiveMinimum":1.1}"#, "1.2", true),
        // 6.3.3: a pattern is not anchored.
        (#"{"pattern":"^a*$"}"#, #""aaa""#, true), (#"{"pattern":"^a*$"}"#, #""abc""#, false),
        (#"{"pattern":"a+"}"#, #""xxaayy""#, true), (#"{"pattern":"^a*$"}"#, "123", true),
        // 6.4
        (#"{"minItems":1}"#, "[]", false), (#"{"minItems":1}"#, "[1]", true), (#"{"minItems":1}"#, #""""#, true),
        (#"{"maxItems":2}"#, "[1,2,3]", false), (#"{"maxItems":2}"#, "[1,2]", true),
        // 6.5.3
        (#"{"required":["foo"]}"#, #"{"foo":1}"#, true), (#"{"required":["foo"]}"#, #"{"bar":1}"#, false),
        (#"{"required":["foo"]}"#, "[]", true),
        // Core 10.2.1: anyOf and oneOf.
        (#"{"anyOf":[{"type":"integer"},{"minimum":2}]}"#, "1", true),
        (#"{"anyOf":[{"type":"integer"},{"minimum":2}]}"#, "3", true),
        (#"{"anyOf":[{"type":"integer"},{"minimum":2}]}"#, "1.5", false),
        (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "1", true),
        (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "3", false),
        (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "1.5", false),
        // 10.3.1.2
        (#"{"items":{"type":"integer"}}"#, "[1,2]", true), (#"{"items":{"type":"integer"}}"#, #"[1,"x"]"#, false),
        (#"{"items":false}"#, "[]", true), (#"{"items":false}"#, "[1]", false),
        // 10.3.2
        (#"{"properties":{"a":{"type":"integer"},"b":{"type":"string"}}}"#, #"{"a":1,"b":"x"}"#, true),
        (#"{"properties":{"a":{"type":"integer"},"b":{"type":"string"}}}"#, #"{"a":1,"b":{}}"#, false),
        (#"{"properties":{"a":{},"b":{}},"additionalProperties":false}"#, #"{"a":1}"#, true),
        (#"{"properties":{"a":{},"b":{}},"additionalProperties":false}"#, #"{"a":1,"c":2}"#, false),
        (#"{"properties":{"a":{}},"additionalProperties":{"type":"boolean"}}"#, #"{"a":1,"c":true}"#, true),
        (#"{"properties":{"a":{}},"additionalProperties":{"type":"boolean"}}"#, #"{"a":1,"c":2}"#, false),
        // Only the properties of the same schema count.
        (#"{"anyOf":[{"properties":{"a":{}}}],"additionalProperties":false}"#, #"{"a":1}"#, false),
        (#"{"propertyNames":{"pattern":"^f"}}"#, #"{"f":1,"foo":2}"#, true),
        (#"{"propertyNames":{"pattern":"^f"}}"#, #"{"b":1}"#, false),
        // 8.2.3: references, also into itself, and keywords beside one.
        (##"{"$defs":{"a":{"type":"integer"}},"properties":{"x":{"$ref":"#/$defs/a"}}}"##, #"{"x":1}"#, true),
        (##"{"$defs":{"a":{"type":"integer"}},"properties":{"x":{"$ref":"#/$defs/a"}}}"##, #"{"x":"1"}"#, false),
        (##"{"$defs":{"a":{"type":"integer"}},"$ref":"#/$defs/a","minimum":2}"##, "1", false),
        (##"{"properties":{"x":{"$ref":"#"}},"additionalProperties":false}"##, #"{"x":{"x":{}}}"#, true),
        (##"{"properties":{"x":{"$ref":"#"}},"additionalProperties":false}"##, #"{"x":{"y":{}}}"#, false),
        (##"{"$defs":{"a/b":{"type":"integer"}},"$ref":"#/$defs/a~1b"}"##, "1", true),
    ])
    func aValueIsValidAsTheSpecificationSays(schema: String, value: String, valid: Bool) throws {
        #expect(try isValid(value, by: schema) == valid)
    }

    @Test func aReferenceReachesIntoAnotherFile() throws {
        let schemas = try JSONSchema([
            "a": JSONValue(#"{"items":{"$ref":"b#/$defs/x"}}"#),
            "b": JSONValue(##"{"$defs":{"x":{"$ref":"#/$defs/y"},"y":{"type":"null"}}}"##),
        ])
        #expect(try schemas.check(JSONValue("[null]"), by: "a").problems.isEmpty)
        #expect(try schemas.check(JSONValue("[1]"), by: "a").problems.map(\.description) == ["/0: is not of type null"])
    }

    @Test(arguments: [
        (#"{"minLenght":1}"#, "a#", "keyword 'minLenght' is not known"),
        (#"{"properties":{"x":{"format":"date"}}}"#, "a#/properties/x", "keyword 'format' is not known"),
        (#"{"items":{"$ref":"b#/$defs/x"}}"#, "a#/items", "refers to 'b#/$defs/x', which is not there"),
        (#"{"pattern":"("}"#, "a#", "has no pattern"), (#"{"items":1}"#, "a#/items", "is no schema"),
    ])
    func aSchemaThatWouldBePassedOverIsRefused(schema: String, place: String, what: String) throws {
        let value = try JSONValue(schema)
        #expect(throws: JSONSchema.Flaw(place: place, what: what)) { try JSONSchema(["a": value]) }
    }

    @Test func tellsWhichSchemasAValueReached() throws {
        let schemas = try JSONSchema([
            "a": JSONValue(
                ##"{"oneOf":[{"properties":{"x":{"type":"integer"}},"required":["x"]},{"properties":{"y":{"$ref":"#/$defs/t"}},"required":["y"]}],"$defs":{"t":{}}}"##
            )
        ])
        let outcome = try schemas.check(JSONValue(#"{"y":1}"#), by: "a")
        #expect(outcome.reached == ["a#", "a#/oneOf/1", "a#/oneOf/1/properties/y", "a#/$defs/t"])
        #expect(try schemas.check(JSONValue(#"{"z":1}"#), by: "a").reached.isEmpty)
    }
}
