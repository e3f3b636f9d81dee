import FileFormats
import StudyModel

/// Codes that a survey program writes for missing answers, in a table that does not say so.
///
/// Sources: Questback (EFS Survey), "The meaning of the codes", on -66, -77 and -99; SoSci Survey, "Missing .i, .a": -1 to
/// -3 are answers beside the scale such as "don't know", -8 is faulty data, -9 no answer, and no other code is negative.
struct PanelCodes {
    let program: String
    /// Those that occur, in descending order.
    let codes: [String]

    /// Nil where none of the codes of a program occurs. Those of a survey program need its headings; `NA`, `nan`, `#NV` and the like
    /// say by themselves what they are.
    init?(_ names: [String], _ rows: some Sequence<SheetRow>) {
        let known: [String]
        switch true {
        case ["lfdn", "dispcode"].allSatisfy(names.contains): (program, known) = ("EFS Survey", ["-66", "-77", "-99"])
        case ["CASE", "QUESTNNR"].allSatisfy(names.contains):
            (program, known) = ("SoSci Survey", ["-1", "-2", "-3", "-8", "-9"])
        default: (program, known) = ("a program for statistics or sheets", Self.marks)
        }
        var seen: Set<String> = []
        for row in rows {
            for cell in row.cells where cell.isAnswer && cell.text.count <= 7 { seen.insert(row.shownText(of: cell)) }
        }
        codes = known.filter(seen.contains)
        guard !codes.isEmpty else { return nil }
    }

    /// What R, pandas, Stata, Excel and LibreOffice write for a value that is not there.
    private static let marks = [
        "NA", "<NA>", "nan", "NaN", "None", "NULL", "N/A", "#N/A", "#NV", "#NULL!", ".", ".a", ".b", ".c",
    ]
}

extension Diagnostic {
    static func panelCodes(_ found: PanelCodes, at place: Place) -> Diagnostic {
        .note(
            at: place,
            "\(found.program) writes \(found.codes.joined(separator: ", ")) for missing answers; they were taken as answers",
            remedy: "name them as 'missing' of their columns in a map; --dry-run prints one")
    }
}
