import FileFormats
import Testing

struct XMLWriterTests {
    private func text(_ write: (inout XMLWriter) -> Void) -> String {
        var xml = XMLWriter()
        write(&xml)
        xml.finish()
        return String(decoding: xml.bytes, as: UTF8.self)
    }

    @Test func indentsElementsAndKeepsTextOnOneLineWithItsTags() {
        let written = text { xml in
            xml.begin("a")
            xml.begin("b")
            xml.attribute("n", "1")
            xml.attribute("left-out", nil)
            xml.end()
            xml.begin("c")
            xml.text("ä\nb")
            xml.end()
            xml.element(XMLLeaf("d", "key", "k"), text: "<")
        }
        #expect(
            written == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a>
                  <b n="1"/>
                  <c>ä
                b</c>
                  <d key="k">&lt;</d>
                </a>

                """)
    }

    @Test(arguments: [
        ("A & B <c>", "A &amp; B &lt;c&gt;"), ("]]>", "]]&gt;"), ("\"'", "\"'"), ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a&#13;\nb"),
    ])
    func escapesWhatWouldEndATextOrBeNormalized(value: String, expected: String) {
        let written = text { xml in
            xml.begin("a")
            xml.text(value)
        }
        #expect(written.hasSuffix("<a>\(expected)</a>\n"))
    }

    @Test func keepsLineFeedsTabsAndQuotesInAttributes() {
        let written = text { xml in
            xml.begin("a")
            xml.attribute("b", "1\n2\t3\"4\r'&")
        }
        #expect(written.hasSuffix("<a b=\"1&#10;2&#9;3&quot;4&#13;'&amp;\"/>\n"))
    }

    @Test func replacesAndCountsCharactersThatXMLForbids() {
        var xml = XMLWriter()
        xml.begin("a")
        xml.attribute("b", "\u{1}")
        xml.text("x\u{0}y\u{1B}z\u{FFFE}\u{FFFF}\u{FFFD}\u{FEFF}")
        xml.finish()
        #expect(xml.replacedCharacters == 5)
        #expect(
            String(decoding: xml.bytes, as: UTF8.self)
                .hasSuffix("<a b=\"\u{FFFD}\">x\u{FFFD}y\u{FFFD}z\u{FFFD}\u{FFFD}\u{FFFD}\u{FEFF}</a>\n"))
    }

    @Test func handsOverBlocksThatTogetherAreTheFile() throws {
        var blocks: [[UInt8]] = []
        var xml = XMLWriter()
        xml.begin("a")
        for number in 0..<100 {
            xml.element(XMLLeaf("b", "c", "d"), plain: String(number))
            try xml.flush(into: { blocks.append($0) }, from: 256)
        }
        xml.finish()
        try xml.flush(into: { blocks.append($0) }, from: 0)
        #expect(blocks.count > 3)
        let whole = text { xml in
            xml.begin("a")
            for number in 0..<100 { xml.element(XMLLeaf("b", "c", "d"), plain: String(number)) }
        }
        #expect(String(decoding: blocks.joined(), as: UTF8.self) == whole)
    }
}
