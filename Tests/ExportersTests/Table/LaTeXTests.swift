import StudyModel
import Testing

@testable import Exporters

struct LaTeXTests {
    private func table(_ rows: [[DataTable.Cell]]) -> DataTable {
        DataTable(
            name: "t", title: "T & U",
            columns: [.init("code", .string, ""), .init("all_codings", .integer, ""), .init("npmi", .number, "")], rows: rows)
    }

    @Test func isATabularWithRulesOfBooktabs() {
        #expect(
            table([[.text("Öffentlicher Raum"), .integer(3), .number(-0.25)], [.text("Grün"), .integer(12), .empty]]).latex()
                == """
                % T & U
                % \\usepackage{booktabs}
                \\begin{tabular}{@{}lrr@{}}
                \\toprule
                code & all\\_codings & npmi \\\\
                \\midrule
                Öffentlicher Raum & 3 & \\ensuremath{-}0.25 \\\\
                Grün & 12 &  \\\\
                \\bottomrule
                \\end{tabular}

                """)
    }

    @Test(arguments: [
        ("50 % & mehr", "50 \\% \\& mehr"), ("a_b^c~d", "a\\_b\\textasciicircum{}c\\textasciitilde{}d"),
        ("\\alpha{}$#", "\\textbackslash{}alpha\\{\\}\\$\\#"), ("\"a", "\\textquotedbl{}a"),
        ("[1] < 2", "{[}1{]} \\textless{} 2"), ("≥ 5", "\\ensuremath{\\geq} 5"), ("ß „ü“ – …", "ß „ü“ – …"),
        // A combining sign makes one letter with the sign before it.
        ("5 %\u{301} x", "5 \\%\u{301} x"),
    ])
    func whatLaTeXReadsAsItsOwnIsEscaped(text: String, expected: String) {
        #expect(table([[.text(text), .integer(1), .empty]]).latex().contains("\n\(expected) & 1 &"))
    }

    @Test func aLongTableGoesOverPages() {
        let text = table((0..<41).map { [.text("c"), .integer($0), .empty] }).latex()
        #expect(text.contains("\\begin{longtable}") && text.contains("\\endhead") && text.hasSuffix("\\end{longtable}\n"))
    }
}
