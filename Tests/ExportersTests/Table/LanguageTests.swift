import StudyModel
import Testing

@testable import Exporters

struct LanguageTests {
    private let table = DataTable(
        name: "t", title: LocalizedText { $0 == .german ? "Häufigkeit" : "Frequencies" },
        columns: [
            .init("code", .string, ""), .init("codings", .integer, "", .none), .init("kappa", .number, ""),
            .init("95 %", .string, "", .nameAndInterval),
        ],
        rows: [
            [.text("total"), .integer(3), .number(0.5), .text("0.25..1.00")],
            [.text("(no case)"), .integer(1), .text("undefined"), .empty],
            [.text("total"), .integer(4), .number(-1), .empty],
        ], summaries: 1)

    @Test func wordsOfTheProgramAreGermanAndNamesStay() {
        #expect(
            table.latex(in: .german) == """
                % Häufigkeit
                % \\usepackage{booktabs}
                \\begin{tabular}{@{}lrrl@{}}
                \\toprule
                Code & codings & Kappa & 95 \\% \\\\
                \\midrule
                total & 3 & 0,5 & 0,25 bis 1,00 \\\\
                (kein Fall) & 1 & nicht bestimmt &  \\\\
                gesamt & 4 & \\ensuremath{-}1,0 &  \\\\
                \\bottomrule
                \\end{tabular}

                """)
        #expect(table.markdown(in: .german).hasPrefix("| Code | codings | Kappa | 95 % |\n"))
    }

    @Test func withoutALanguageATableIsEnglish() {
        #expect(table.latex().hasPrefix("% Frequencies\n") && table.latex().contains("(no case) & 1 & undefined"))
    }

    @Test func aChartHasGermanCaptionAndDecimals() {
        let chart = Chart(
            title: LocalizedText { $0 == .german ? "Code nach Fall" : "code by case" }, rows: ["total"],
            columns: ["F1 (against)", "(no case)"], values: [[0.5, 1]], unit: LocalizedText { $0.word("row percent") })
        let (german, english) = (
            String(decoding: chart.svg(in: .german), as: UTF8.self), String(decoding: chart.svg(), as: UTF8.self)
        )
        for text in ["Code nach Fall (Zeilenprozent)", ">0,50<", ">total<", ">F1 (dagegen)<", ">(kein Fall)<"] {
            #expect(german.contains(text))
        }
        for text in ["code by case (row percent)", ">0.50<", ">F1 (against)<", ">(no case)<"] {
            #expect(english.contains(text))
        }
    }

    @Test(arguments: ["Codierung (offen)", "(eigene Klammern)", "total", "codings"])
    func aNameIsNoWord(name: String) {
        #expect(Language.german.label(name) == name)
    }
}
