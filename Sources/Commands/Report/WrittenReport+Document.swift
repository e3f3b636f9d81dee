import Analysis
import Exporters
import StudyModel

extension WrittenReport {
    /// The report in sentences, tables, quotes and pictures.
    func document() -> ReportDocument {
        let title = words("Erkenntnisse", "Findings")
        var document = ReportDocument(
            title: study.isEmpty ? [.words(title)] : [.words("\(title): "), .name(study)], language: words.language,
            studyLanguage: studyLanguage, blocks: opening)
        for (number, section) in report.sections.enumerated() {
            document.blocks += SectionDocument(report: self, section: section, number: number + 1).blocks
        }
        return document
    }

    var listing: ListingCommand { ListingCommand(limit: limit) }

    private var opening: [ReportDocument.Block] {
        let totals = report.totals
        var blocks: [ReportDocument.Block] = [
            .paragraph([
                .words(
                    words(
                        "Was die Studie für und gegen jede ihrer Erkenntnisse hergibt: ",
                        "What the study has for and against each of its findings: ")),
                .strong(words.codings(totals.codings)),
                .words(
                    words(
                        " an \(words.passages(totals.passages)) aus \(words.sources(totals.sources)) und \(words.ofCases(totals.cases)), von \(words.coders(totals.coders)).",
                        " on \(words.passages(totals.passages)) from \(words.sources(totals.sources)) and \(words.ofCases(totals.cases)), by \(words.coders(totals.coders))."
                    )),
            ])
        ]
        if let limit {
            blocks.append(
                .paragraph([
                    .words(
                        words("Gezählt sind nur Codierungen, für die gilt: ", "Only codings are counted for which this holds: ")
                    ),
                    .command(limit), ".",
                ]))
        }
        blocks.append(.table(overview))
        blocks.append(
            .note([
                .words(
                    words(
                        "Eine Stelle spricht für oder gegen eine Erkenntnis, wenn sie einen Code hat, von dem das Codebuch das sagt. Befehle hinter Zahlen listen, was gezählt ist.",
                        "A passage speaks for or against a finding where it has a code of which the codebook says so. Commands beside numbers list what is counted."
                    ))
            ]))
        return blocks
    }

    private var overview: ReportDocument.Table {
        ReportDocument.Table(
            columns: [
                (words("Erkenntnis", "finding"), false), (words("Stellen dafür", "passages for"), true),
                (words("Fälle dafür", "cases for"), true), (words("Stellen dagegen", "passages against"), true),
                (words("Fälle dagegen", "cases against"), true),
            ],
            rows: report.sections.enumerated().map { index, section in
                let anchor = SectionDocument.anchor(index + 1)
                let (side, other) = (section.supporting.counts, section.contradicting.counts)
                var name: ReportDocument.Text = [.link(section.finding.name, to: anchor)]
                if let title = words.text(section.finding.title) { name += [" ", .name(title)] }
                return [
                    name, [.link("\(side.passages)", to: anchor + "-for")], ["\(side.cases)"],
                    [.link("\(other.passages)", to: anchor + "-against")], ["\(other.cases)"],
                ]
            })
    }
}
