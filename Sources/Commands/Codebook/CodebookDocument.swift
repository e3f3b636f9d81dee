import Exporters
import StudyModel
import StudyStore

/// A codebook as a document for people: the findings, each code with all its texts, the kinds of actors and ties, and an index.
///
/// Codes are numbered by their place in the tree, 1, 1.1 and so on.
struct CodebookDocument {
    let codebook: Codebook
    /// The last event of the journal that is in it, and when that was.
    let event: Int64
    let time: String
    let studyLanguage: String
    let words: ReportLanguage
    /// Whether of each text there is one language only.
    let isInOneLanguage: Bool
    /// How often each code was given; nil where that is not told.
    var uses: [Code.ID: CodeUse]?
    /// Passages that have a code, to be quoted.
    var examples: [Code.ID: [FoundPlace]] = [:]
    /// That of the document where the codebook has any text in it, or else its leading one; others are written before their texts.
    private let mainLanguage: String

    init(_ state: CodebookState, studyLanguage: String, words: ReportLanguage, isInOneLanguage: Bool) {
        (codebook, event, time) = (state.codebook, state.event, state.time)
        (self.studyLanguage, self.words, self.isInOneLanguage) = (studyLanguage, words, isInOneLanguage)
        let own = words.language.rawValue
        let isThere = state.codebook.codes.contains { code in Code.Field.allCases.contains { code[$0][own] != nil } }
        mainLanguage = isThere ? own : state.codebook.languages.first ?? own
    }

    var report: ReportDocument {
        let title = words("Codebuch", "Codebook")
        let numbers = CodeNumbers(codebook)
        var report = ReportDocument(
            title: codebook.name.isEmpty ? [.words(title)] : [.words("\(title): "), .name(codebook.name)],
            language: words.language, studyLanguage: studyLanguage, blocks: opening)
        var sections: [(title: String, anchor: String, blocks: [ReportDocument.Block])] = []
        if !codebook.findings.isEmpty {
            let cards = CodebookFindings(document: self, numbers: numbers).cards
            sections.append((words("Erkenntnisse", "Findings"), "findings", cards.map { .card($0) }))
        }
        if !codebook.codes.isEmpty {
            let cards = CodebookCards(document: self, numbers: numbers).cards
            sections.append(("Codes", "codes", cards.map { .card($0) }))
        }
        if !codebook.actorKinds.isEmpty || !codebook.tieKinds.isEmpty {
            let blocks = CodebookKinds(document: self).blocks
            sections.append((words("Arten von Akteuren und Beziehungen", "Kinds of actors and ties"), "kinds", blocks))
        }
        if !codebook.codes.isEmpty {
            sections.append((words("Codes nach Namen", "Codes by name"), "index", [.index(index(numbers))]))
        }
        report.blocks.append(.heading(2, [.words(words("Inhalt", "Contents"))], anchor: "contents"))
        report.blocks.append(
            .contents(
                sections.flatMap { section -> [ReportDocument.Entry] in
                    let own = ReportDocument.Entry(depth: 0, name: section.title, anchor: section.anchor)
                    return section.anchor == "codes" ? [own] + tree(numbers) : [own]
                }))
        for section in sections {
            report.blocks.append(.heading(2, [.words(section.title)], anchor: section.anchor))
            report.blocks += section.blocks
        }
        return report
    }

    /// How many texts are not in it, since it has one language.
    var leftOut: Int {
        guard isInOneLanguage else { return 0 }
        let findings = codebook.findings.flatMap { [$0.title, $0.claim] }
        let kinds = codebook.actorKinds.map(\.labels) + codebook.tieKinds.flatMap { [$0.labels, $0.definition] }
        let codes = codebook.codes.flatMap { code in Code.Field.allCases.map { code[$0] } }
        return (findings + kinds + codes).reduce(0) { $0 + max(0, $1.texts.count - 1) }
    }

    /// The texts in their order: in the language of the document first, or else in the leading one of the codebook.
    func wordings(_ text: LocalizedText) -> [ReportDocument.Wording] {
        var languages: [String] = []
        for language in [words.language.rawValue, ""] + codebook.languages + text.languages where !languages.contains(language)
        {
            if text[language] != nil { languages.append(language) }
        }
        let all = languages.enumerated().map { number, language in
            ReportDocument.Wording(
                language: language, text: text[language] ?? "",
                isFurther: number > 0 || !language.isEmpty && language != mainLanguage)
        }
        return isInOneLanguage ? Array(all.prefix(1)) : all
    }

    private var opening: [ReportDocument.Block] {
        let holders = codebook.codes.count { !$0.isCodable }
        var facts = [words.counted(codebook.codes.count, ("Code", "Codes"), ("code", "codes"))]
        if holders > 0 {
            facts[0] += words(", davon \(holders) nur zum Ordnen anderer", ", \(holders) of which only hold others")
        }
        let findings = codebook.findings.count
        if findings > 0 { facts.append(words.counted(findings, ("Erkenntnis", "Erkenntnisse"), ("finding", "findings"))) }
        let languages = codebook.languages.joined(separator: ", ")
        if !languages.isEmpty { facts.append("\(words("Sprachen", "languages")): \(languages)") }
        facts.append(
            words(
                "Stand nach Ereignis \(event) des Journals (\(time.prefix(10)))",
                "as it was after event \(event) of the journal (\(time.prefix(10)))"))
        return [.note([.words(facts.joined(separator: " · "))])]
    }

    private func tree(_ numbers: CodeNumbers) -> [ReportDocument.Entry] {
        codebook.codes.map { code in
            .init(
                depth: numbers.depth(of: code) + 1, number: numbers.number(of: code), name: code.name,
                anchor: CodeNumbers.anchor(of: code), colour: code.colour)
        }
    }

    /// Codes by their names, and by their labels in the language of the document where these are other words.
    private func index(_ numbers: CodeNumbers) -> [ReportDocument.Entry] {
        codebook.codes.flatMap { code -> [ReportDocument.Entry] in
            let label = code.labels[words.language.rawValue].flatMap { $0 == code.name || $0.isEmpty ? nil : $0 }
            return [code.name, label].compactMap(\.self).map { name in
                .init(depth: 0, number: numbers.number(of: code), name: name, anchor: CodeNumbers.anchor(of: code))
            }
        }
        .sorted { left, right in
            left.name == right.name ? left.anchor < right.anchor : inNameOrder(left.name, right.name)
        }
    }
}
