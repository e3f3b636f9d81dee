import FileFormats
import Testing

struct XFormSubmissionReaderTests {
    private let reader = XFormSubmissionReader(limits: InputLimits())

    private func read(_ text: String) throws -> XFormSubmission { try reader.read(MemoryByteSource(Array(text.utf8))) }

    private func places(_ submission: XFormSubmission) -> [String] {
        let tree = reader.tree
        return submission.values.map { value in
            let place = submission.occurrence(of: value, in: tree).map { " in \($0)" } ?? ""
            return
                "\(tree.nodes[value.node].path) \(submission.instance(of: value, in: tree)) \(submission.text(value))\(place)"
        }
    }

    @Test func keepsLeavesWithMoreThanWhiteSpace() throws {
        let submission = try read("<d id='x'><a> eins\n</a><b> </b><c/><g>lose<e>zwei</e>lose</g></d>")
        #expect(submission.attributes == ["id": "x"])
        #expect(places(submission) == ["a 1 eins", "g/e 1 zwei"])
    }

    @Test func keepsMetaApartAndLeavesTemplatesOut() throws {
        let submission = try read(
            """
            <d xmlns:j='http://openrosa.org/javarosa' xmlns:o='http://openrosa.org/xforms'><formhub><uuid>x</uuid></formhub>\
            <r j:template=''><a>muster</a></r><a>eins</a><o:meta><o:instanceID> u1 </o:instanceID></o:meta></d>
            """)
        #expect(submission.instanceID == "u1")
        #expect(places(submission) == ["a 1 eins"])
    }

    @Test func numbersOnlyWhatHasOthersBesideIt() throws {
        let submission = try read("<d><r><a>1</a></r><x>0</x><r><s><a>2</a></s><s><a>3</a></s></r></d>")
        #expect(places(submission) == ["r/a 1 1 in r[1]", "x 1 0", "r/s/a 1 2 in r[2]/s[1]", "r/s/a 2 3 in r[2]/s[2]"])
    }

    @Test func oneReaderTakesManyFilesAlsoBehindABrokenOne() throws {
        #expect(places(try read("<d><a>1</a><a>2</a></d>")) == ["a 1 1 in a[1]", "a 2 2 in a[2]"])
        #expect(throws: FormatError.self) { try read("<d><a>1</a>") }
        #expect(throws: FormatError.self) { try read("") }
        #expect(places(try read("<d><b>1</b><a>2</a></d>")) == ["b 1 1", "a 1 2"])
        #expect(reader.tree.nodes.map(\.path) == ["", "a", "b"])
    }

    @Test func anAnswerHasALimit() {
        var limits = InputLimits()
        limits.textBytes = 8
        let reader = XFormSubmissionReader(limits: limits)
        let error = #expect(throws: FormatError.self) {
            try reader.read(MemoryByteSource(Array("<d><a>123456789</a></d>".utf8)))
        }
        #expect(error?.problem == "holds an answer of more than 8 bytes, the limit")
    }

    @Test func refusesPathsThatOneNameMakesLong() throws {
        let name = String(repeating: "x", count: 40_000)
        let leaves = (0..<1000).map { "<a\($0)/>" }.joined()
        let document = "<d><\(name)>\(leaves)</\(name)></d>"
        let error = try #require(throws: FormatError.self) {
            try XFormSubmissionReader(limits: InputLimits()).read(MemoryByteSource(Array(document.utf8)))
        }
        #expect(
            error.problem
                == "brings the submissions to different paths of elements of more than 33554432 bytes, the limit")
    }
}
