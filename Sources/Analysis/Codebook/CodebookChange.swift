package import StudyModel

/// One difference between two states of a codebook. Codes are the same by id, findings and kinds by name.
package struct CodebookChange: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case added, removed, renamed, moved
        /// A text, a memo, the colour, whether it may be used, or what it bears on.
        case changed
        /// Codes under the same code stand in another order.
        case reordered
    }

    package enum Subject: String, Hashable, Sendable {
        case codebook, finding, code
        case actorKind = "actor kind"
        case tieKind = "tie kind"
    }

    package var kind: Kind
    package var subject: Subject
    package var id: Code.ID?
    /// The name that it has now, or had last.
    package var name: String
    /// What of it changed, such as `definition`; nil where that goes without saying.
    package var field: String?
    package var language: String?
    /// Nil where it had none, or has none now.
    package var before: String?
    package var after: String?
}

extension Codebook {
    /// What changed from this state to `newer`: of the codebook itself, findings and kinds, then of codes in the newer order,
    /// at last codes that are gone.
    package func changes(to newer: Codebook) -> [CodebookChange] {
        var comparison = CodebookComparison(before: self, after: newer)
        comparison.run()
        return comparison.changes
    }
}

private struct CodebookComparison {
    let before: Codebook
    let after: Codebook
    private(set) var changes: [CodebookChange] = []

    init(before: Codebook, after: Codebook) {
        self.before = before
        self.after = after
    }

    mutating func run() {
        let whole = CodebookChange(kind: .changed, subject: .codebook, name: after.name)
        compare(before.name, after.name, "name", whole)
        compare(before.languages.joined(separator: ", "), after.languages.joined(separator: ", "), "languages", whole)
        compare(
            before.findings, after.findings, .finding, name: \.name,
            texts: [("title", \.title), ("claim", \.claim)])
        compare(before.actorKinds, after.actorKinds, .actorKind, name: \.name, texts: [("label", \.labels)])
        compare(
            before.tieKinds, after.tieKinds, .tieKind, name: \.name, texts: [("label", \.labels), ("definition", \.definition)])
        let old = Dictionary(before.codes.map { ($0.id, $0) }) { first, _ in first }
        for code in after.codes {
            if let was = old[code.id] {
                compare(was, code)
            } else {
                changes.append(code.change(.added, after: after.writtenPath(of: code)))
            }
        }
        let kept = Set(after.codes.map(\.id))
        for code in before.codes where !kept.contains(code.id) {
            changes.append(code.change(.removed, before: before.writtenPath(of: code)))
        }
        compareOrder()
    }

    private mutating func compare(_ was: Code, _ code: Code) {
        if was.name != code.name { changes.append(code.change(.renamed, before: was.name, after: code.name)) }
        if was.parent != code.parent {
            let names = (was.parent.flatMap { before.code($0)?.name }, code.parent.flatMap { after.code($0)?.name })
            changes.append(code.change(.moved, before: names.0, after: names.1))
        }
        let change = code.change(.changed)
        compare(was.colour, code.colour, "colour", change)
        compare(was.isCodable.description, code.isCodable.description, "codable", change)
        for finding in Set(was.findings.keys).union(code.findings.keys).sorted(by: inNameOrder) {
            compare(
                was.findings[finding]?.rawValue, code.findings[finding]?.rawValue, "finding \(finding)", change)
        }
        for field in Code.Field.allCases { compare(was[field], code[field], field.rawValue, change) }
        for memo in was.memos where !code.memos.contains(memo) { compare(memo.text, nil, "memo", change) }
        for memo in code.memos where !was.memos.contains(memo) { compare(nil, memo.text, "memo", change) }
    }

    /// Codes that stand under the same code before and after, in another order.
    private mutating func compareOrder() {
        for parent in [nil] + after.codes.map({ Optional($0.id) }) {
            let (old, new) = (before.children(of: parent), after.children(of: parent))
            let both = Set(old.map(\.id)).intersection(new.map(\.id))
            let order = (old.map(\.id).filter(both.contains), new.map(\.id).filter(both.contains))
            guard order.0 != order.1 else { continue }
            let above = parent.flatMap { after.code($0) }
            let names = [order.0, order.1].map { ids in ids.compactMap { after.code($0)?.name }.joined(separator: ", ") }
            changes.append(
                CodebookChange(
                    kind: .reordered, subject: above == nil ? .codebook : .code, id: parent, name: above?.name ?? after.name,
                    before: names[0], after: names[1]))
        }
    }

    private mutating func compare<Thing: Equatable>(
        _ old: [Thing], _ new: [Thing], _ subject: CodebookChange.Subject, name: KeyPath<Thing, String>,
        texts: [(String, KeyPath<Thing, LocalizedText>)]
    ) {
        for thing in new {
            let own = thing[keyPath: name]
            guard let was = old.first(where: { $0[keyPath: name] == own }) else {
                changes.append(CodebookChange(kind: .added, subject: subject, name: own))
                continue
            }
            let change = CodebookChange(kind: .changed, subject: subject, name: own)
            for (field, path) in texts { compare(was[keyPath: path], thing[keyPath: path], field, change) }
            if let was = was as? TieKind, let now = thing as? TieKind {
                compare(was.isDirected.description, now.isDirected.description, "directed", change)
                compare(was.sign.rawValue, now.sign.rawValue, "sign", change)
            }
        }
        for thing in old where !new.contains(where: { $0[keyPath: name] == thing[keyPath: name] }) {
            changes.append(CodebookChange(kind: .removed, subject: subject, name: thing[keyPath: name]))
        }
    }

    private mutating func compare(_ old: LocalizedText, _ new: LocalizedText, _ field: String, _ change: CodebookChange) {
        for language in Set(old.languages).union(new.languages).sorted() {
            compare(old[language], new[language], field, change, language: language.isEmpty ? nil : language)
        }
    }

    private mutating func compare(
        _ old: String?, _ new: String?, _ field: String, _ change: CodebookChange, language: String? = nil
    ) {
        guard old != new else { return }
        var change = change
        (change.field, change.language, change.before, change.after) = (field, language, old, new)
        changes.append(change)
    }
}

extension Code {
    fileprivate func change(
        _ kind: CodebookChange.Kind, before: String? = nil, after: String? = nil
    ) -> CodebookChange {
        CodebookChange(kind: kind, subject: .code, id: id, name: name, before: before, after: after)
    }
}
