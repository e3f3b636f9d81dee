import Exporters
import StudyModel

/// The findings of a codebook as cards, each with the codes that bear on it.
struct CodebookFindings {
    let document: CodebookDocument
    let numbers: CodeNumbers

    private var words: ReportLanguage { document.words }

    static func anchor(_ index: Int) -> String { "finding-\(index + 1)" }

    var cards: [ReportDocument.Card] {
        document.codebook.findings.enumerated().map { index, finding in
            let titles = document.wordings(finding.title)
            var terms: [ReportDocument.Term] = []
            if titles.count > 1 { terms.append(.init(words("Titel", "Title"), wordings: Array(titles.dropFirst()))) }
            if !finding.claim.isEmpty {
                terms.append(.init(words("Aussage", "Claim"), wordings: document.wordings(finding.claim)))
            }
            for (bearing, title) in [
                (Finding.Bearing.supporting, words("Dafür", "For it")), (.contradicting, words("Dagegen", "Against it")),
            ] {
                let codes = document.codebook.codes.filter { $0.findings[finding.name] == bearing }
                if !codes.isEmpty { terms.append(.init(title, line: links(to: codes))) }
            }
            return ReportDocument.Card(
                level: 3, number: finding.name, name: titles.first?.text ?? "", anchor: Self.anchor(index), terms: terms)
        }
    }

    private func links(to codes: [Code]) -> ReportDocument.Text {
        let links = codes.map { code -> ReportDocument.Text in
            [.link("\(numbers.number(of: code))\u{A0}\(code.name)", to: CodeNumbers.anchor(of: code))]
        }
        return Array(links.joined(separator: ["\u{A0}· "]))
    }
}
