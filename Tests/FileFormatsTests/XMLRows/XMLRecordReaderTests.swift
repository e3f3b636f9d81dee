import FileFormats
import Testing

struct XMLRecordReaderTests {
    private func tree(_ document: String) throws -> XMLPathTree {
        try XMLRecordReader.paths(of: MemoryByteSource(Array(document.utf8)), limits: InputLimits()) { _, _ in }.tree
    }

    private func recordName(_ document: String) throws -> String? {
        let tree = try tree(document)
        return tree.recordNode.map { tree.nodes[$0].name }
    }

    /// Each value as `column[instance]=text`, a list a record.
    private func records(_ document: String) throws -> [[String]] {
        let tree = try tree(document)
        let node = try #require(tree.recordNode)
        let names = Dictionary(uniqueKeysWithValues: tree.columns(of: node).map { ($0.node, $0.name) })
        var result: [[String]] = []
        try XMLRecordReader.read(
            MemoryByteSource(Array(document.utf8)), tree: tree, recordNode: node, limits: InputLimits()
        ) { record in
            result.append(
                record.values.map { value in
                    "\(names[value.node] ?? "?")[\(value.instance)]=\(String(decoding: record.bytes[value.range], as: UTF8.self))"
                })
        }
        return result
    }

    @Test(arguments: [
        ("<survey><r id='1'><q>a</q></r><r id='2'><q>b</q></r></survey>", "r"),
        ("<survey><r id='1'><q>a</q></r></survey>", "r"),
        ("<data><rows n='2'><row><a>1</a></row><row><a>2</a></row></rows></data>", "row"),
        ("<data><head><made>x</made></head><rows><row a='1'/><row a='2'/></rows></data>", "row"),
        ("<survey><r><q>a</q><g><x>1</x></g><g><x>2</x></g></r></survey>", "r"),
    ])
    func takesWhatRepeatsAsTheRecord(document: String, name: String) throws {
        #expect(try recordName(document) == name)
    }

    @Test(arguments: ["<html><body>Fehler 500</body></html>", "<a/>", "<a><b/><b/></a>"])
    func findsNoRecordWhereNothingHoldsValues(document: String) throws {
        #expect(try recordName(document) == nil)
    }

    @Test func namesColumnsByPathInTheOrderOfTheFile() throws {
        let tree = try tree("<s><r id='1' q='x'><q lang='de'>a</q><g><x>1</x></g></r><r id='2'><z/><g><y>2</y></g></r></s>")
        let node = try #require(tree.recordNode)
        #expect(tree.columns(of: node).map(\.name) == ["id", "@q", "q", "q/lang", "g/x", "z", "g/y"])
    }

    @Test func numbersRepeatedLeavesAndKeepsGroupsTogether() throws {
        let values = try records(
            """
            <s><r><q>a</q><q/><q> c </q></r>
            <r><g><n>Anna</n></g><g><n>Ben</n><art>x</art></g></r></s>
            """)
        #expect(values == [["q[1]=a", "q[3]=c"], ["g/n[1]=Anna", "g/n[2]=Ben", "g/art[2]=x"]])
    }

    @Test func keepsTextBesideMarkupAndDecodesReferences() throws {
        let values = try records("<s><r a='1 &amp; 2'><q>vor <b>fett</b> nach</q></r></s>")
        #expect(values == [["a[1]=1 & 2", "q[1]=vor fett nach"]])
    }

    @Test func readsRunningTextAsOneValue() throws {
        let values = try records(
            "<s><r><q>eins<br/>zwei <a ref='7'>d<i>re</i>i</a></q><b>5</b></r><r><q><p>vier</p><p>fünf</p></q><b>6</b></r></s>")
        #expect(values == [["q/a/ref[1]=7", "q[1]=eins\nzwei drei", "b[1]=5"], ["q[1]=vier\nfünf", "b[1]=6"]])
    }

    @Test(arguments: [
        (
            "<s><r><frage>Wie alt?<antwort>34</antwort></frage></r><r n='1'/></s>",
            [["frage/antwort[1]=34", "frage[1]=Wie alt?"], ["n[1]=1"]]
        ),
        ("<s>Stand Mai<p id='1'><b>5</b></p></s>", [["id[1]=1", "b[1]=5"]]),
    ])
    func keepsValuesBesideTextApart(document: String, expected: [[String]]) throws {
        #expect(try records(document) == expected)
    }

    @Test func readsTheCharactersOfTheDeclaredEncoding() throws {
        let start = Array("<?xml version='1.0' encoding='windows-1252'?><s><r id='1'><q>".utf8)
        let document = start + [0x84, 0xD6, 0x93, 0x20, 0x80] + Array("</q></r></s>".utf8)
        var values: [String] = []
        _ = try XMLRecordReader.paths(of: MemoryByteSource(document), limits: InputLimits()) { _, bytes in
            values.append(String(decoding: bytes, as: UTF8.self))
        }
        #expect(values == ["1", "„Ö“ €"])
    }

    @Test func refusesDeepNestingAndNamesTheLine() throws {
        let document = "<s>\n" + String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300) + "</s>"
        let error = try #require(throws: FormatError.self) { try tree(document) }
        #expect(error.problem == "nests elements deeper than 256, the limit")
        #expect(error.line == 2)
    }

    @Test func refusesPathsThatOneNameMakesLong() throws {
        let name = String(repeating: "x", count: 40_000)
        let leaves = (0..<1000).map { "<a\($0)/>" }.joined()
        let error = try #require(throws: FormatError.self) { try tree("<d><r><\(name)>\(leaves)</\(name)></r></d>") }
        #expect(error.problem == "holds different paths of elements of more than 33554432 bytes, the limit")
    }
}
