import Testing

@testable import FileFormats

struct DialectGuessTests {
    private func dialect(_ text: String, _ options: CSVOptions = .init(), prefersTab: Bool = false) -> String {
        let dialect = DialectGuess(Array(text.utf8), isWhole: true, options, prefersTab: prefersTab).dialect
        return String(decoding: [dialect.separator, dialect.decimal], as: UTF8.self)
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", ",."), ("a;b\n1,5;2,25\n", ";,"), ("a\tb\n1\tx, y\n", "\t."), ("a|b|c\n1|2|3\n", "|."),
        ("name;text\nA;\"x, y, z\"\nB;\"u, v, w\"\n", ";."), ("a,b\n1,\"x;y\"\n2,\"z\"\n", ",."),
        // A semicolon in every row and a comma in some.
        ("id;antwort\n1;ja, gern\n2;nein, danke\n3;vielleicht\n", ";."),
        // Only a header.
        ("id;name;ort\n", ";."), ("id,name\n", ",."),
    ])
    func takesTheSeparatorByWhichRowsAreEquallyLong(text: String, expected: String) {
        #expect(dialect(text) == expected)
    }

    @Test(arguments: [
        ("Betrag, netto;Nr\n3,50;1\n4,50;2\n", ";,"), ("Nr;Ort, Land\n1;Bonn, DE\n2;Köln, DE\n", ";."),
        ("Nr\tName, Vorname\n1\tZ, A\n", "\t."), ("Nr|Name, Vorname\n1|Z, A\n", "|."),
        ("Nr,Ort;Land\n1,Bonn\n2,Köln\n", ",."),
    ])
    func aCommaInEveryRowSeparatesNothingWhereAnotherSignDoes(text: String, expected: String) {
        #expect(dialect(text) == expected)
    }

    @Test func aSingleColumnKeepsItsCommas() {
        #expect(dialect("Antwort\nja\nnein\nich weiß nicht, mal sehen\nvielleicht\n") == ";.")
        #expect(dialect("Antwort\nja\n") == ",.")
    }

    @Test func aLineThatNamesTheSeparatorGoesBeforeTheRows() {
        #expect(dialect("sep=;\r\na,b;c\r\n") == ";.")
        #expect(dialect("\"sep=|\"\na;b|c;d\n") == "|.")
        #expect(
            DialectGuess(Array("sep=;\r\na;b\r\n".utf8), isWhole: true, .init(), prefersTab: false).dialect.leadingBytes == 7)
        #expect(dialect("sep,b\n1,2\n") == ",.")
    }

    @Test(arguments: [
        // Thousands, as English programs write them.
        ("a,b\n1,\"1,234\"\n2,\"12,500\"\n", ",."),
        ("a;b\n1;1,234\n2;12,5\n", ";,"),
        // A column is no number where one of its values is none: choices that were listed.
        ("a;b\n1;1,2\n2;1,2,4\n3;3\n", ";."),
        ("a;b\n1;0,5\n2;1.5\n", ";."), ("a;b;c\n1;0,5;1,5\n2;1,25;2\n3;;1.5\n", ";,"), ("a;b\n1;1.5\n", ";."),
    ])
    func findsADecimalComma(text: String, expected: String) {
        #expect(dialect(text) == expected)
    }

    @Test(arguments: [
        ("Nr;Einwohner\n1;1.500\n2;12.750\n3;950\n", ";,"), ("Nr;Einwohner\n1;1.234.567\n2;500\n", ";,"),
        // A fraction that no thousands have, in the column or in more of the others.
        ("Nr;x\n1;1.500\n2;0.125\n", ";."), ("Nr;x\n1;1.500\n2;1234.125\n", ";."),
        ("x;y;z\n1.500;0.5;2.5\n", ";."), ("x;y\n1.500;2.5\n", ";,"),
        // Commas between fields: an English file.
        ("Nr,x\n1,1.500\n2,12.750\n", ",."),
        // An address, a date.
        ("Nr;x\n1;192.168.1.1\n", ";."), ("Nr;x\n1;01.03.2025\n", ";."),
    ])
    func pointsBetweenThousandsSpeakForADecimalCommaBetweenSemicolons(text: String, expected: String) {
        #expect(dialect(text) == expected)
    }

    @Test(arguments: [("x;y\n,98;1\n-,5;2\n", ";,"), ("x;y\n0,125;1\n", ";,"), ("x;y\n.98;1\n1.500;2\n", ";.")])
    func aFractionThatNoThousandsHaveTellsTheDecimalSign(text: String, expected: String) {
        #expect(dialect(text) == expected)
    }

    @Test func whatIsSaidGoesBeforeWhatIsFound() {
        var options = CSVOptions()
        options.separator = UInt8(ascii: ":")
        options.decimal = UInt8(ascii: ".")
        #expect(dialect("a;b:c\n0,5;1:2\n", options) == ":.")
        options = CSVOptions()
        options.quote = .character(UInt8(ascii: "'"))
        #expect(dialect("a;b\n'x,y,z';1\n", options) == ";.")
    }

    @Test func tabsComeFirstWhereTheNameSaysSo() {
        #expect(dialect("a;b\tc\n1;2\t3\n") == ";.")
        #expect(dialect("a;b\tc\n1;2\t3\n", prefersTab: true) == "\t.")
    }
}
