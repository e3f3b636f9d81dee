import Foundation
import Testing

@testable import FileFormats

struct XMLReaderTests {
    /// Writes down what it is told: `<a x=1>`, `text`, `</a>`.
    private final class Recorder: XMLEventHandler {
        var events = ""
        func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
            events += "<\(name.namespace.isEmpty ? "" : "{\(name.namespace)}")\(name.local)"
            for index in 0..<attributes.count {
                events += " \(attributes.name(at: index).local)=\(attributes.string(at: index))"
            }
            events += ">"
        }
        func endElement(_ name: XMLName) { events += "</\(name.local)>" }
        func characters(_ bytes: UnsafeRawBufferPointer) { events += String(decoding: bytes, as: UTF8.self) }
    }

    private func events(_ bytes: [UInt8], limits: InputLimits = .init()) throws -> String {
        let recorder = Recorder()
        try XMLReader(limits: limits, handler: recorder).read(MemoryByteSource(bytes))
        return recorder.events
    }

    private func events(_ text: String) throws -> String { try events(Array(text.utf8)) }

    private func refusal(_ text: String) -> FormatError? {
        #expect(throws: FormatError.self) { try events(text) }
    }

    @Test func tellsElementsTextsAndNamespaces() throws {
        #expect(try events("<a xmlns:p='urn:x'><p:b c='1'>t</p:b><![CDATA[<&]]></a>") == "<a><{urn:x}b c=1>t</b><&</a>")
    }

    @Test func decodesAmpersandsInAttributesAndTexts() throws {
        #expect(try events("<a b='R &amp; D &lt; &#38; &#228;'>R &amp; D</a>") == "<a b=R & D < & ä>R & D</a>")
        #expect(try events("<a b='&amp;#38;&amp;amp;'/>") == "<a b=&#38;&amp;></a>")
        // What combines with an ampersand makes one character of the two, and of the end of a reference.
        #expect(try events("<a b='&amp;\u{1F3FD} e&amp;\u{301}'/>") == "<a b=&\u{1F3FD} e&\u{301}></a>")
    }

    @Test func addsAttributesToBytesAsItGivesThemAsStrings() throws {
        final class Adder: XMLEventHandler {
            var bytes: [UInt8] = []
            func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
                for index in 0..<attributes.count { attributes.appendValue(at: index, to: &bytes) }
            }
            func endElement(_ name: XMLName) {}
            func characters(_ bytes: UnsafeRawBufferPointer) {}
        }
        let adder = Adder()
        try XMLReader(handler: adder).read(MemoryByteSource(Array("<a b='ü' c='&amp;'/>".utf8)))
        #expect(String(decoding: adder.bytes, as: UTF8.self) == "ü&")
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]><a/>",
        "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'x'>]><a/>",
        "<!DOCTYPE a [<!NOTATION n SYSTEM 'x'>]><a/>",
    ])
    func refusesDeclarationsBeforeTheyExpand(text: String) {
        #expect(refusal(text)?.problem == "declares an entity or element in its DOCTYPE, which is refused unread")
    }

    @Test func acceptsADoctypeThatDeclaresNothing() throws {
        #expect(try events("<!DOCTYPE a SYSTEM \"trans-14.dtd\"><a>x</a>") == "<a>x</a>")
    }

    @Test func readsWhatTheFirstLineDeclares() throws {
        let latin = Array("<?xml version='1.0' encoding='windows-1252'?><a>".utf8) + [0xFC, 0x80] + Array("</a>".utf8)
        #expect(try events(latin) == "<a>ü€</a>")
        let wide = "<a>ü</a>".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        #expect(try events([0xFF, 0xFE] + wide) == "<a>ü</a>")
        #expect(try events([0xEF, 0xBB, 0xBF] + Array("<a/>".utf8)) == "<a></a>")
    }

    @Test func refusesBytesThatTheEncodingDoesNotAllow() {
        let error = #expect(throws: FormatError.self) {
            try events(Array("<a>\n\n".utf8) + [0xFC] + Array("</a>".utf8))
        }
        #expect(error?.problem == "holds bytes that its encoding does not allow")
        #expect(error?.line == 3)
    }

    /// libxml2 decodes these, and stops in the middle of a chunk without an error.
    @Test(arguments: [1, 2000, 30_000])
    func refusesBytesThatADeclaredEncodingDoesNotAllow(elements: Int) {
        let start = "<?xml version='1.0' encoding='windows-1252'?><a>\n" + String(repeating: "<b/>\n", count: elements)
        let latin = Array(start.utf8) + Array("<c d='".utf8) + [0x81, 0x8D] + Array("'/></a>".utf8)
        let unpaired = Array((start.replacing("windows-1252", with: "utf-16") + "<c d='").utf16) + [0xD800, 0x41]
        let wide: [UInt8] =
            [0xFF, 0xFE] + unpaired.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        for bytes in [latin, wide] {
            let error = #expect(throws: FormatError.self) { try events(bytes) }
            #expect(error?.problem == "holds bytes that its encoding does not allow")
            #expect(error?.line == elements + 2)
        }
    }

    @Test func refusesDeepNesting() {
        let error = refusal(String(repeating: "<a>\n", count: 100_000))
        #expect(error?.problem == "nests elements deeper than 256, the limit")
        #expect(error?.line == 257)
    }

    @Test func namesTheLineOfABrokenDocument() {
        #expect(refusal("<a>\n<b>\n</a>")?.line == 3)
        #expect(refusal("<a>\n<b>text")?.problem == "is not well-formed XML: it ends before its elements are closed")
        #expect(refusal("")?.problem == "is empty")
    }

    @Test func keepsThousandsOfNamesApart() throws {
        final class Counter: XMLEventHandler {
            var names: Set<String> = []
            var isEqual = true
            func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
                names.insert(name.local)
                if name.local.hasPrefix("n7"), name.code != (name.local == "n77" ? 5 : 0) { isEqual = false }
            }
            func endElement(_ name: XMLName) {}
            func characters(_ bytes: UnsafeRawBufferPointer) {}
        }
        let counter = Counter()
        let text = "<r>" + (0..<2000).map { "<n\($0)/><n\($0)/>" }.joined() + "</r>"
        try XMLReader(vocabulary: XMLVocabulary(namespace: "", names: ["n77": 5]), handler: counter)
            .read(MemoryByteSource(Array(text.utf8)))
        #expect(counter.names.count == 2001)
        #expect(counter.isEqual)
    }

    @Test func aRefusedDOCTYPELeavesNothingInMemory() throws {
        // What libxml2 makes for one is 12 KiB, which would be 192 MB here; other tests run meanwhile.
        let before = try residentBytes()
        for _ in 0..<16_000 { _ = refusal("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>") }
        #expect(try residentBytes() - before < 120 << 20)
    }

    private func residentBytes() throws -> Int {
        let figures = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(figures.dropFirst().first.flatMap { Int($0) }) * 4096
    }
}
