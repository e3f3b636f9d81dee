import Testing

@testable import FileFormats

struct PDFLayoutTests {
    private func lines(_ pages: String...) throws -> [String] {
        let document = try PDFLayout(Array((pages.joined(separator: "\u{C}") + "\u{C}").utf8)).document(limits: InputLimits())
        return document.paragraphs.map(document.text)
    }

    @Test func linesAreJoinedToParagraphs() throws {
        #expect(
            try lines(
                "I: Das ist eine lange Zeile, die bis zum Rand geht\nund hier weiter.\n\nB: Und das ist noch eine Zeile, die so lang ist.\nKurz.\n"
            )
                == [
                    "I: Das ist eine lange Zeile, die bis zum Rand geht und hier weiter.",
                    "B: Und das ist noch eine Zeile, die so lang ist. Kurz.",
                ])
    }

    @Test func aLineThatEndsEarlyEndsItsParagraph() throws {
        #expect(
            try lines(
                "Anna Roth  0:05\nDas ist eine lange Zeile, die bis zum Rand geht\nund endet.\nBen Kühn  0:12\nGenau so ist es.\n"
            )
                == [
                    "Anna Roth  0:05", "Das ist eine lange Zeile, die bis zum Rand geht und endet.", "Ben Kühn  0:12",
                    "Genau so ist es.",
                ])
    }

    @Test func aLabelThatComesBackBeginsAParagraph() throws {
        #expect(
            try lines(
                "I: Ist das eine Frage, die bis zum Rand hinaus geht?\nB: Das ist eine Antwort, die bis zum Rand hinaus geht.\nI: So.\nB: Ja."
            )
                == [
                    "I: Ist das eine Frage, die bis zum Rand hinaus geht?",
                    "B: Das ist eine Antwort, die bis zum Rand hinaus geht.",
                    "I: So.", "B: Ja.",
                ])
    }

    @Test func partedWordsArePutTogether() throws {
        #expect(
            try lines(
                "Das ist ein langer Text mit einer Tren-\nnung, mit einer Online-\u{20}\nKommunikation, die Vor- \nund Nachteile hat, und wei\u{AD}\nter."
            )
                == [
                    "Das ist ein langer Text mit einer Trennung, mit einer Online-Kommunikation, die Vor- und Nachteile hat, und weiter."
                ])
    }

    @Test func numbersOfParagraphsInTheMarginAreTakenOff() throws {
        #expect(
            try lines(
                "1\n     Interview\n2    Dan: Eine lange Zeile, die bis zum Rand geht\n     und weiter.\n\n3    Eva: Gut.\n                        1/2\n4\n",
                "4    Dan: Ach.\n     So.\n\n5    Eva: Ja.\n\n6    Dan: Nein, denn das geht\n                        2/2\n")
                == [
                    "Interview", "Dan: Eine lange Zeile, die bis zum Rand geht und weiter.", "Eva: Gut.", "Dan: Ach. So.",
                    "Eva: Ja.", "Dan: Nein, denn das geht",
                ]
        )
    }

    @Test func numbersOfLinesInTheMarginAreTakenOff() throws {
        #expect(
            try lines(
                "1  I: Eine Zeile, die bis zum Rand geht,\n2  und diese geht auch noch bis zum Rand\n3  und Schluss.\n4  B: So geht das also bis zum Rand\n5  I: Ja.\n6  B: Gut.\n"
            )
                == [
                    "I: Eine Zeile, die bis zum Rand geht, und diese geht auch noch bis zum Rand und Schluss.",
                    "B: So geht das also bis zum Rand", "I: Ja.", "B: Gut.",
                ])
    }

    @Test func numbersInTheTextStay() throws {
        #expect(
            try lines("12 Beete waren es.\n\n3 Dörfer kamen.\n\n40 Leute auch.\n") == [
                "12 Beete waren es.", "3 Dörfer kamen.", "40 Leute auch.",
            ])
    }

    @Test func headsAndFeetOfPagesAreDroppedAndParagraphsGoOn() throws {
        let document = try PDFLayout(
            Array(
                "Studie X\n\nEs ist ein Satz, der auf der Seite nicht\n\n      Seite 1\n\u{C}Studie X\n\nendet. Der nächste.\n\n      Seite 2\n\u{C}Studie X\n\nEnde.\n\n     Seite 3\n\u{C}"
                    .utf8)
        ).document(limits: InputLimits())
        #expect(
            document.paragraphs.map(document.text) == ["Es ist ein Satz, der auf der Seite nicht endet. Der nächste.", "Ende."])
        #expect(document.pages == 3)
    }
}
