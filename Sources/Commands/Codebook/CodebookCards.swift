import Exporters
import StudyModel
import StudyStore

/// The codes of a codebook as cards, in the order of the tree.
struct CodebookCards {
    let document: CodebookDocument
    let numbers: CodeNumbers

    private var words: ReportLanguage { document.words }
    private var codebook: Codebook { document.codebook }

    var cards: [ReportDocument.Card] {
        let known = Dictionary(codebook.codes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let findings = Dictionary(
            codebook.findings.enumerated().map { ($1.name, CodebookFindings.anchor($0)) },
            uniquingKeysWith: { first, _ in first })
        return codebook.codes.map { code in
            ReportDocument.Card(
                level: min(3 + numbers.depth(of: code), 6), number: numbers.number(of: code), name: code.name,
                anchor: CodeNumbers.anchor(of: code), colour: code.colour,
                facts: facts(of: code, below: code.parent.flatMap { known[$0] }, findings: findings), terms: terms(of: code),
                quotes: (document.examples[code.id] ?? []).map { .init(place: $0, codes: []) })
        }
    }

    /// One line: what stands above it, what it bears on, its colour, how often it was given.
    private func facts(of code: Code, below parent: Code?, findings: [String: String]) -> ReportDocument.Text {
        var facts: [ReportDocument.Text] = []
        if let parent {
            let name = "\(numbers.number(of: parent))\u{A0}\(parent.name)"
            facts.append([.words(words("unter ", "under ")), .link(name, to: CodeNumbers.anchor(of: parent))])
        }
        if !code.isCodable { facts.append([.words(words("nur zum Ordnen anderer Codes", "only holds other codes"))]) }
        for (name, bearing) in code.findings.sorted(by: { inNameOrder($0.key, $1.key) }) {
            let finding: ReportDocument.Inline = findings[name].map { .link(name, to: $0) } ?? .name(name)
            facts.append([.words(bearing == .supporting ? words("für ", "for ") : words("gegen ", "against ")), finding])
        }
        if let colour = code.colour { facts.append([.words(words("Farbe ", "colour ")), .place(colour)]) }
        if let use = document.uses?[code.id] {
            facts.append([
                .words(
                    use.codings == 0
                        ? words("nicht vergeben", "not given")
                        : words(
                            "\(words.codings(use.codings)) von \(words.coders(use.coders)) in \(words.ofSources(use.sources))",
                            "\(words.codings(use.codings)) by \(words.coders(use.coders)) in \(words.sources(use.sources))"))
            ])
        }
        return Array(facts.joined(separator: ["\u{A0}· "]))
    }

    private func terms(of code: Code) -> [ReportDocument.Term] {
        var terms: [ReportDocument.Term] = []
        for field in Code.Field.allCases where !code[field].isEmpty {
            terms.append(.init(name(of: field), wordings: document.wordings(code[field])))
        }
        for memo in code.memos {
            let by = [memo.coder, memo.time].filter { !$0.isEmpty }.joined(separator: ", ")
            let title: ReportDocument.Text = memo.title.isEmpty ? [] : [.strong(memo.title), " "]
            terms.append(
                .init("Memo", line: title + [.small(by)], wordings: [.init(language: "", text: memo.text, isFurther: false)]))
        }
        // As in YAML, where one that follows from the name is not written either.
        if code.id != Code.ID(of: "code", code.name) {
            terms.append(.init(words("Kennung", "Id"), line: [.place(code.id.description)]))
        }
        return terms
    }

    private func name(of field: Code.Field) -> String {
        switch field {
        case .label: words("Bezeichnung", "Label")
        case .definition: "Definition"
        case .include: words("Einschluss", "Include")
        case .exclude: words("Ausschluss", "Exclude")
        case .example: words("Beispiel", "Example")
        }
    }
}
