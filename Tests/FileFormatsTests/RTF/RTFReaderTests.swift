import Testing

@testable import FileFormats

struct RTFReaderTests {
    private func read(_ rtf: String) throws -> DocumentText { try RTFReader.read(Array(rtf.utf8)) }

    private func lines(_ rtf: String) throws -> [String] {
        let document = try read(rtf)
        return document.paragraphs.map(document.text)
    }

    private func problem(_ rtf: String, limits: InputLimits = .init()) -> String? {
        do {
            _ = try RTFReader.read(Array(rtf.utf8), limits: limits)
            return nil
        } catch {
            return (error as? FormatError)?.problem
        }
    }

    @Test func lettersAreReadByTheSetOfTheirFont() throws {
        #expect(
            try lines(
                #"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset204 Arial Cyr;}{\f3\fcharset128 MS Gothic;}}\'e4 {\f1 \'b3\'f3d\'9f}{\f2 \'c4\'e0} {\f3\'93\'fa}\plain\'fc\par}"#
            ) == ["ä łódźДа 日ü"])
        #expect(try lines(#"{\rtf1\mac \'8a\par}"#) == ["ä"])
    }

    @Test func unicodeReplacesItsFallback() throws {
        #expect(
            try lines(#"{\rtf1 \u8222?a\u8220\'94 {\uc2\u228\'e8a}b{\uc0\u246}c\uc1\u-10179?\u-8704?\par}"#) == ["„a“ äböc😀"])
    }

    @Test func controlWordsThatStandForCharactersAreCharacters() throws {
        #expect(
            try lines(
                #"{\rtf1 a\tab b\line c\~d\_e\emdash f\endash g\lquote h\rquote\ldblquote i\rdblquote\bullet\{\}\\ j\par}"#)
                == ["a\tb\nc\u{A0}d\u{2011}e—f–g‘h’“i”•{}\\ j"])
    }

    @Test func groupsOfOtherThingsAreNoText() throws {
        let document = try read(
            #"{\rtf1{\info{\title T}}{\stylesheet{\s1 Kopf;}}{\*\generator X;}{\header oben}{\listtext 1.\tab}a{\field{\*\fldinst HYPERLINK}{\fldrslt b}}{\footnote unten}{\*\annotation dazu}{\pict 00ff}{\v geheim}c{\deleted weg}{\*\bkmkstart x}{\bin2 }}}d\par}"#
        )
        #expect(document.paragraphs.map(document.text) == ["abcd"])
        #expect(document.leftOut == DocumentText.LeftOut(comments: 1, notes: 1, deletions: 1, hidden: 1))
    }

    @Test func aTableIsReadRowByRow() throws {
        let document = try read(
            #"{\rtf1 davor\par\trowd\cellx1\cellx2\pard\intbl a\par b\cell c\cell\row\trowd\pard\intbl d\cell\cell\row\pard danach\par}"#
        )
        #expect(String(decoding: document.utf8, as: UTF8.self) == "davor\na\nb\tc\nd\t\ndanach")
        let cells = document.paragraphs.map { $0.cell.map { [Int($0.row), Int($0.column)] } }
        #expect(cells == [nil, [0, 0], [0, 0], [0, 1], [1, 0], [1, 1], nil])
    }

    @Test func headingsAreKnownByTheirLevel() throws {
        let document = try read(#"{\rtf1\pard\outlinelevel0 Kopf\par\pard Text\par}"#)
        #expect(document.paragraphs.map(\.isHeading) == [true, false])
    }

    @Test func aTextWithoutAnEndOfParagraphIsOne() throws {
        #expect(try lines(#"{\rtf1 nur so}"#) == ["nur so"])
    }

    @Test func controlCharactersAreReplacedAndCounted() throws {
        let document = try read(#"{\rtf1 a\u1?b\'01c\par}"#)
        #expect(document.text(of: document.paragraphs[0]) == "a\u{FFFD}bc")
        #expect(document.replaced == 1)
    }

    @Test func refusesWhatIsBrokenOrSomethingElse() {
        #expect(problem(#"{\rtf1 a{\b b"#) == "breaks off: its groups are not closed")
        #expect(problem("<html></html>") == "is an HTML page, not an RTF document")
        #expect(problem("") == "is empty")
        #expect(problem(#"{\rtf1 {\*\x a}}"#) == "holds no text")
        #expect(problem(#"{\rtf1 "# + String(repeating: "{", count: 300)) == "nests groups deeper than 256, the limit")
        var limits = InputLimits()
        limits.transcriptBytes = 5
        #expect(problem(#"{\rtf1 abcdefgh\par}"#, limits: limits) == "holds a text of more than 5 bytes, the limit")
    }

    @Test(arguments: [
        #"{\rtf1\u99999999999999999999 a\bin99999999999 b}"#, #"{\rtf1\'"#, #"{\rtf1\'4"#, #"{\rtf1\ansicpg-5 \'e4}"#,
        "{\\rtf1\\",
    ])
    func oddNumbersAndEndsAreSurvived(rtf: String) {
        _ = problem(rtf)
    }
}
