package import StudyModel

/// Writes a codebook as YAML 1.2, in the shape that people edit by hand.
///
/// A text in the leading language alone is a plain value, any other a mapping by language, in the codebook's order of
/// languages. What is empty or usual is left out: a code is codable, a tie kind is undirected and positive, and an id is
/// written only where it is not the one that follows from the name. The order of siblings is the order in the file.
package enum CodebookYAML {
    /// The whole file; the same codebook gives the same text.
    package static func text(of codebook: Codebook) -> String {
        var yaml = YAMLEmitter()
        CodebookYAMLWriter(languages: codebook.languages).write(codebook, to: &yaml)
        return yaml.text
    }
}

private struct CodebookYAMLWriter {
    let languages: [String]

    func write(_ codebook: Codebook, to yaml: inout YAMLEmitter) {
        yaml.value("codebook", codebook.name)
        if !languages.isEmpty { yaml.flowList("languages", languages) }
        yaml.list("findings", codebook.findings) { yaml, finding in
            yaml.value("id", finding.name)
            write(finding.title, as: "title", to: &yaml, compact: true)
            write(finding.claim, as: "claim", to: &yaml)
        }
        yaml.list("actorKinds", codebook.actorKinds) { yaml, kind in
            yaml.value("name", kind.name)
            write(kind.labels, as: "labels", to: &yaml, compact: true)
        }
        yaml.list("tieKinds", codebook.tieKinds) { yaml, kind in
            yaml.value("name", kind.name)
            yaml.boolean("directed", kind.isDirected)
            if kind.sign == .negative { yaml.value("sign", kind.sign.rawValue) }
            write(kind.labels, as: "labels", to: &yaml, compact: true)
            write(kind.definition, as: "definition", to: &yaml)
        }
        var children: [Code.ID?: [Code]] = [:]
        let known = Set(codebook.codes.map(\.id))
        for code in codebook.codes { children[code.parent.flatMap { known.contains($0) ? $0 : nil }, default: []].append(code) }
        write(children[nil] ?? [], children: children, to: &yaml)
    }

    private func write(_ codes: [Code], children: [Code.ID?: [Code]], to yaml: inout YAMLEmitter) {
        yaml.list("codes", codes) { yaml, code in
            yaml.value("name", code.name)
            if code.id != Code.ID(of: "code", code.name) { yaml.value("id", "\(code.id)") }
            write(code.labels, as: "labels", to: &yaml, compact: true)
            if let colour = code.colour { yaml.value("colour", colour) }
            if !code.isCodable { yaml.boolean("codable", false) }
            let findings = code.findings.sorted { inNameOrder($0.key, $1.key) }
            if !findings.isEmpty { yaml.flowMap("findings", findings.map { ($0.key, $0.value.rawValue) }) }
            write(code.definition, as: "definition", to: &yaml)
            write(code.include, as: "include", to: &yaml)
            write(code.exclude, as: "exclude", to: &yaml)
            write(code.example, as: "example", to: &yaml)
            yaml.list("memos", code.memos) { yaml, memo in
                if !memo.coder.isEmpty { yaml.value("coder", memo.coder) }
                if !memo.time.isEmpty { yaml.value("time", memo.time) }
                if !memo.title.isEmpty { yaml.value("title", memo.title) }
                yaml.value("text", memo.text)
            }
            write(children[code.id] ?? [], children: children, to: &yaml)
        }
    }

    private func write(_ text: LocalizedText, as key: String, to yaml: inout YAMLEmitter, compact: Bool = false) {
        let leading = languages.first ?? ""
        if text.languages == [leading], let value = text[leading] { return yaml.value(key, value) }
        let others = text.languages.filter { !languages.contains($0) }
        let pairs = (languages + others).compactMap { language in text[language].map { (language, $0) } }
        if pairs.isEmpty { return }
        if compact, yaml.flowMap(key, pairs, within: 120) { return }
        yaml.map(key, pairs)
    }
}
