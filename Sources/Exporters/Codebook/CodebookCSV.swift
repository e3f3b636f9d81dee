import FileFormats
package import StudyModel

/// Writes the codes of a codebook as CSV: one row a code, in tree order, so that rows under one parent stand in their order.
///
/// `code`, `parent` (a name), `id`, `colour`, `codable`, then `finding.NAME` with `supporting` or `contradicting`, and
/// `label.LANGUAGE`, `definition.LANGUAGE` and so on for each language in which a code has such a text; a text without a
/// language stands under the bare word. The name of the codebook, texts of findings and the kinds of actors and ties have no
/// place, and neither have memos on codes.
package enum CodebookCSV {
    package static func content(of codebook: Codebook) -> CodebookFileContent {
        let losses = CodebookLoss.counted([
            ("name of the codebook", codebook.name.isEmpty ? 0 : 1),
            ("text of a finding", codebook.findings.reduce(0) { $0 + $1.title.texts.count + $1.claim.texts.count }),
            ("actor kind", codebook.actorKinds.count), ("tie kind", codebook.tieKinds.count),
            ("memo on a code", codebook.codes.reduce(0) { $0 + $1.memos.count }),
        ])
        return CodebookFileContent(bytes: table(of: codebook).csv(), losses: losses)
    }

    private static func table(of codebook: Codebook) -> DataTable {
        var columns: [DataTable.Column] = [
            .init("code", .string, "name"), .init("parent", .string, "the code above it"), .init("id", .string, "uuid"),
            .init("colour", .string, "#rrggbb"), .init("codable", .boolean, "whether passages may have it"),
        ]
        let known = Set(codebook.findings.map(\.name))
        let bearing = Set(codebook.codes.flatMap { $0.findings.keys })
        let findings = codebook.findings.map(\.name) + bearing.subtracting(known).sorted(by: inNameOrder)
        for finding in findings { columns.append(.init("finding.\(finding)", .string, "supporting or contradicting")) }
        var texts: [(field: Code.Field, language: String)] = []
        for field in Code.Field.allCases {
            let used = Set(codebook.codes.flatMap { $0[field].languages })
            let others = used.subtracting(codebook.languages).sorted()
            // The columns of definitions tell the languages of the codebook, the leading one first.
            let own = codebook.languages.filter { field == .definition || used.contains($0) }
            for language in own + others { texts.append((field, language)) }
        }
        for (field, language) in texts {
            columns.append(.init(language.isEmpty ? field.rawValue : "\(field.rawValue).\(language)", .string, field.rawValue))
        }
        let rows = codebook.codes.map { code -> [DataTable.Cell] in
            let parent = code.parent.flatMap { codebook.code($0)?.name }
            var cells: [DataTable.Cell] = [.text(code.name), .optional(parent), .text(code.id.description)]
            cells += [.optional(code.colour), .boolean(code.isCodable)]
            for finding in findings { cells.append(.optional(code.findings[finding]?.rawValue)) }
            for (field, language) in texts { cells.append(.optional(code[field][language])) }
            return cells
        }
        return DataTable(name: "codebook", title: "Codebook", columns: columns, rows: rows)
    }
}
