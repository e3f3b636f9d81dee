import Exporters
import StudyModel

/// The kinds of actors and ties of a codebook.
struct CodebookKinds {
    let document: CodebookDocument

    private var words: ReportLanguage { document.words }
    private var codebook: Codebook { document.codebook }

    var blocks: [ReportDocument.Block] {
        var blocks: [ReportDocument.Block] = []
        if !codebook.actorKinds.isEmpty {
            blocks.append(.heading(3, [.words(words("Arten von Akteuren", "Kinds of actors"))]))
            blocks.append(.table(actorKinds))
        }
        if !codebook.tieKinds.isEmpty {
            blocks.append(.heading(3, [.words(words("Arten von Beziehungen", "Kinds of ties"))]))
            blocks += codebook.tieKinds.enumerated().map { .card(card(of: $1, number: $0 + 1)) }
        }
        return blocks
    }

    private var actorKinds: ReportDocument.Table {
        let labels = codebook.actorKinds.map { document.wordings($0.labels) }
        return ReportDocument.Table(
            columns: [(words("Art", "kind"), false), (words("Bezeichnung", "label"), false)],
            rows: zip(codebook.actorKinds, labels).map { kind, labels in
                let texts = labels.map { label -> ReportDocument.Text in
                    label.language.isEmpty ? [.name(label.text)] : [.name(label.text), .words(" (\(label.language))")]
                }
                return [[.name(kind.name)], Array(texts.joined(separator: ["; "]))]
            })
    }

    private func card(of kind: TieKind, number: Int) -> ReportDocument.Card {
        var facts = kind.isDirected ? words("gerichtet", "directed") : words("ungerichtet", "undirected")
        facts +=
            kind.sign == .negative ? words(" · negativ (−)", " · negative (−)") : words(" · positiv (+)", " · positive (+)")
        var terms: [ReportDocument.Term] = []
        if !kind.labels.isEmpty { terms.append(.init(words("Bezeichnung", "Label"), wordings: document.wordings(kind.labels))) }
        if !kind.definition.isEmpty { terms.append(.init("Definition", wordings: document.wordings(kind.definition))) }
        return ReportDocument.Card(
            level: 4, number: "", name: kind.name, anchor: "tie-kind-\(number)", facts: [.words(facts)], terms: terms)
    }
}
