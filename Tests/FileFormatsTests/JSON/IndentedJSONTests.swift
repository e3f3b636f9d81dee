import FileFormats
import Testing

struct IndentedJSONTests {
    @Test func putsEachMemberOnALineOfItsOwn() {
        var json = JSONWriter()
        json.beginObject()
        json.member("a", "x: {\"y\", [\\]")
        json.key("b")
        json.beginArray()
        json.integer(1)
        json.beginObject()
        json.endObject()
        json.endArray()
        json.member("c", [])
        json.endObject()
        #expect(
            String(decoding: json.indentedBytes, as: UTF8.self) == #"""
                {
                  "a": "x: {\"y\", [\\]",
                  "b": [
                    1,
                    {}
                  ],
                  "c": []
                }

                """#)
    }
}
